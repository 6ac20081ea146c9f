import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitDocuments } from '../../../lib/core';
import type { CompositeRendering } from '../../../lib/testing';
import { nameOf } from './stages';

/** Compares with a file that a person has read; `UPDATE_GOLDEN=1` writes it. */
export function expectGolden(name: string, documents: readonly unknown[]): void {
  const file = join(__dirname, 'golden', name);
  const text = emitDocuments(documents as never);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

/** A stage without what Crossplane adds to every resource, in the order of names. */
export function reviewed({ xr, composed }: CompositeRendering): readonly object[] {
  const status = Object.entries((xr['status'] ?? {}) as object).filter(
    ([field]) => field !== 'conditions',
  );
  return [
    { XR: xr.kind, status: Object.fromEntries(status) },
    ...composed.map((resource) => ({
      resource: nameOf(resource),
      kind: resource.kind,
      ...said('labels', resource.metadata.labels),
      ...said('annotations', resource.metadata.annotations),
      ...Object.fromEntries(
        Object.entries(resource).filter(
          ([field]) => !['apiVersion', 'kind', 'metadata', 'status'].includes(field),
        ),
      ),
    })),
  ];
}

function said(field: string, values: Readonly<Record<string, string>> = {}) {
  const ours = Object.entries(values).filter(
    ([key]) => !/^crossplane\.io\/(?:composite|composition-resource-name)$/.test(key),
  );
  return ours.length > 0 && { [field]: Object.fromEntries(ours) };
}
