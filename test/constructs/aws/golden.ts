import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { emitDocuments, type Manifest } from '../../../lib/core';
import type { CompositeRendering } from '../../../lib/testing';
import { nameOf, readiness } from './stages';

/** Compares with a file that a person has read; `UPDATE_GOLDEN=1` writes it. */
export function expectGolden(name: string, documents: readonly unknown[]): void {
  const file = join(__dirname, 'golden', name);
  const text = emitDocuments(documents as never);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

/**
 * Stages without what Crossplane adds to every resource: of each, the XR's readiness and status, and the
 * resources that come or change, in the order of their names. Stages in which nothing changes are left out.
 */
export function reviewed(stages: readonly CompositeRendering[]): readonly object[] {
  const before = new Map<string, object>();
  return stages.flatMap((stage, i) => {
    const now = stage.composed.map((resource) => [nameOf(resource), ofResource(resource)] as const);
    const news = now.filter(([name, each]) => !isDeepStrictEqual(before.get(name), each));
    for (const [name, each] of news) before.set(name, each);
    const last = i === stages.length - 1;
    if (news.length === 0 && !last) return [];
    const { conditions: _conditions, ...status } = (stage.xr['status'] ?? {}) as {
      conditions?: unknown;
    };
    const xr = {
      STAGE: i,
      xr: readiness(stage),
      ...(Object.keys(status).length > 0 && { status }),
    };
    return [xr, ...news.map(([, each]) => each)];
  });
}

function ofResource(resource: Manifest): object {
  const fields = Object.entries(resource).filter(
    ([field]) => !['apiVersion', 'kind', 'metadata', 'status'].includes(field),
  );
  return {
    resource: nameOf(resource),
    kind: resource.kind,
    ...said('labels', resource.metadata.labels),
    ...said('annotations', resource.metadata.annotations),
    ...Object.fromEntries(fields),
  };
}

function said(field: string, values: Readonly<Record<string, string>> = {}) {
  const ours = Object.entries(values).filter(
    ([key]) => !/^crossplane\.io\/(?:composite|composition-resource-name)$/.test(key),
  );
  return ours.length > 0 && { [field]: Object.fromEntries(ours) };
}
