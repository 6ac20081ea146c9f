import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patchAndTransform } from '../../../lib/render/crossplane/functions/patch-and-transform';
import type { FunctionResponse, JsonObject } from '../../../lib/render/crossplane/protocol';

export function golden<T>(file: string): T {
  return JSON.parse(readFileSync(join(__dirname, 'golden', file), 'utf8')) as T;
}

/** Runs one patch from an XR with these fields to a resource with these. */
export function runPatch(patch: object, xr: JsonObject, base: JsonObject): FunctionResponse {
  const composite = { apiVersion: 'example.org/v1', kind: 'XBucket', ...xr };
  const resource = { name: 'r', base: { apiVersion: 'v1', kind: 'K', ...base }, patches: [patch] };
  return patchAndTransform.run({
    observed: { composite: { resource: composite }, resources: {} },
    desired: { resources: {} },
    context: {},
    input: { resources: [resource] },
  });
}

/** The fields of the patched resource, or the message of what went wrong, its place cut off. */
export function outcome({ desired, results }: FunctionResponse): unknown {
  const [result] = results;
  if (result) {
    const at = /^.*?patch at index 0(?: has 'policy.fromFieldPath: Required')?: /;
    const message = result.message
      .replace(at, '')
      .replace(/^invalid Function input: resources\[0\]\.patches\[0\]\./, 'invalid: ');
    return { error: message };
  }
  const { apiVersion, kind, ...fields } = desired.resources['r']?.resource ?? {};
  return apiVersion === 'v1' && kind === 'K' ? fields : { apiVersion, kind, ...fields };
}
