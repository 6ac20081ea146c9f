import { createHash } from 'node:crypto';
import { lower } from '../../../template/sprig/runes';
import { nameOf, namespaceOf, textAt } from '../manifest-text';
import type { FunctionResource, JsonObject, State } from '../protocol';
import { strictRegexp } from '../../../crossplane/strict-regexp';

const V1 = 'apiextensions.crossplane.io/v1beta1';
const V2 = 'protection.crossplane.io/v1beta1';

export interface UsageOptions {
  readonly replayDeletion?: boolean;
  readonly usageVersion?: string;
}

/** For each pair of neighbours that both exist: a Usage that has the later one deleted first. */
export function usagesOf(
  sequence: readonly string[],
  observed: State['resources'],
  desired: ReadonlyMap<string, FunctionResource>,
  options: UsageOptions,
): Record<string, FunctionResource> {
  const usages: Record<string, FunctionResource> = {};
  for (let i = 1; i < sequence.length; i++) {
    const isLater = strictRegexp(sequence[i] as string);
    const isEarlier = strictRegexp(sequence[i - 1] as string);
    for (const [later, by] of Object.entries(observed)) {
      if (!isLater(later) || isUsage(by.resource, options)) continue;
      for (const earlier of desired.keys()) {
        const of = isEarlier(earlier) ? observed[earlier] : undefined;
        if (!of) continue;
        const resource = usage(of.resource, by.resource, options);
        usages[`${later}-${earlier}-usage`] = { resource, ready: true };
      }
    }
  }
  return usages;
}

function usage(of: JsonObject, by: JsonObject, options: UsageOptions): JsonObject {
  const { replayDeletion = false, usageVersion } = options;
  const parts = [textAt(by, 'kind'), nameOf(by), textAt(of, 'kind'), nameOf(of)];
  const name = usageName(lower(parts.join('-')));
  const namespace = usageVersion === 'v1' ? '' : namespaceOf(of);
  return {
    apiVersion: usageVersion === 'v1' ? V1 : V2,
    kind: usageVersion === 'v1' || namespace !== '' ? 'Usage' : 'ClusterUsage',
    metadata: { name, ...(namespace !== '' && { namespace }) },
    spec: { by: reference(by), of: reference(of), reason: 'dependency', replayDeletion },
  };
}

function reference(object: JsonObject): JsonObject {
  const [apiVersion, kind] = [textAt(object, 'apiVersion'), textAt(object, 'kind')];
  return { apiVersion, kind, resourceRef: { name: nameOf(object) } };
}

/** At most 63 characters: a hash of the whole name stays. */
function usageName(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 6);
  const suffix = `${hash}-dependency`;
  if (name.length + 1 + suffix.length <= 63) return `${name}-${suffix}`;
  const cut = name.slice(0, 63 - suffix.length - 1);
  return (cut.endsWith('-') ? cut : `${cut}-`) + suffix;
}

function isUsage(object: JsonObject, { usageVersion }: UsageOptions): boolean {
  const [apiVersion, kind] = [textAt(object, 'apiVersion'), textAt(object, 'kind')];
  if (usageVersion === 'v1') return apiVersion === V1 && kind === 'Usage';
  return apiVersion === V2 && (kind === 'ClusterUsage' || kind === 'Usage');
}
