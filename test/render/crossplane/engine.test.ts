import { renderComposite, type RenderResult } from '../../../lib/render/crossplane';
import {
  childName,
  deterministicUid,
  isValidName,
} from '../../../lib/render/crossplane/engine/names';
import type { Manifest } from '../../../lib/core';
import { golden } from './fixtures';

/** What the reconciler of Crossplane 2.4 answers in its in-memory client, printed as its CLI does. */
interface Case {
  readonly xr: Manifest;
  readonly composition: Manifest;
  readonly observed: readonly Manifest[];
  readonly required: readonly Manifest[];
  readonly definition?: Manifest;
  readonly expected:
    | { readonly error: string }
    | {
        readonly xr: Manifest;
        readonly fullXr: Manifest;
        readonly composed: readonly Manifest[];
        readonly results: readonly RenderResult[];
      };
}

const entry = (manifest: Manifest) => ({ manifest, origin: {} });

describe('the engine', () => {
  test.each(golden<Case[]>('engine.json').map((each, i) => [i, each] as const))(
    'renders what the reconciler renders (case %d)',
    (_, { xr, composition, definition, expected, ...rest }) => {
      const sources = {
        ...rest,
        xr: entry(xr),
        composition: entry(composition),
        definition: definition && entry(definition),
      };
      if ('error' in expected) expect(() => renderComposite(sources)).toThrow(expected.error);
      else {
        const { results, context: _context, ...ours } = renderComposite(sources);
        const { results: theirs, ...objects } = expected;
        expect(JSON.parse(JSON.stringify(ours))).toEqual(objects);
        expect(sorted(results)).toEqual(sorted(theirs));
      }
    },
  );
});

/** Upstream goes through a map where it tells of several resources. */
function sorted(results: readonly RenderResult[]): unknown[] {
  return results
    .map(({ severity, reason, message }) => [severity, reason, message].join('\n'))
    .sort();
}

describe('an XR whose status is what it was', () => {
  const given = { apiVersion: 'example.org/v1', kind: 'XThing', metadata: { name: 'x' }, spec: {} };
  const composition = {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'c' },
    spec: {
      compositeTypeRef: { apiVersion: 'example.org/v1', kind: 'XThing' },
      pipeline: [{ step: 'ready', functionRef: { name: 'function-auto-ready' } }],
    },
  };
  const render = (xr: Manifest) =>
    renderComposite({ xr: entry(xr), composition: entry(composition) }).xr;

  it('is not written again: what is left is the write of its label', () => {
    const { status } = render(given);
    const again = render({ ...given, status });
    expect(again).toHaveProperty('spec.crossplane.compositionRef.name', 'c');
    expect(again).toHaveProperty('metadata.resourceVersion', '999');
  });

  it('is as it was applied where the label is there already', () => {
    const labelled = {
      ...given,
      metadata: { name: 'x', labels: { 'crossplane.io/composite': 'x' } },
    };
    const again = render({ ...labelled, status: render(labelled).status });
    expect(again.metadata).toEqual({ name: 'x' });
    expect(again).toHaveProperty('spec', { crossplane: { resourceRefs: [] } });
  });
});

describe('names', () => {
  const bucket = 'f70ef0ce-2b73-5b7b-a497-0ba62f7c6f04';
  const database = 'dbbefcc4-e68c-5174-86fc-0c5dda19a8d0';

  it('gives an XR without a UID one of its kind, namespace and name', () => {
    expect(deterministicUid('example.org/v1alpha1, Kind=XBucket', '', 'my-bucket')).toBe(bucket);
    const kind = 'platform.example.org/v1alpha1, Kind=Database';
    expect(deterministicUid(kind, 'team-a', 'orders')).toBe(database);
  });

  test.each([
    ['my-bucket-', bucket, 'bucket', 'my-bucket-8cc10c10d494'],
    ['orders', database, 'rds-instance', 'orders-58717ba66a8a'],
    ['a'.repeat(51) + '-', bucket, 'bucket', `${'a'.repeat(50)}-8cc10c10d494`],
    [`${'a'.repeat(50)}-bc`, bucket, 'bucket', `${'a'.repeat(50)}-8cc10c10d494`],
    ['', bucket, 'bucket', '8cc10c10d494'],
  ])('names the child of %s', (prefix, uid, resource, name) => {
    expect(childName(prefix, uid, resource)).toBe(name);
  });

  test.each([
    ['a.b-c', '', 'ConfigMap', true],
    ['a..b', '', 'ConfigMap', false],
    ['A', '', 'ConfigMap', false],
    ['-a', '', 'ConfigMap', false],
    ['a:b', '', 'ConfigMap', false],
    ['a:b', 'rbac.authorization.k8s.io', 'Role', true],
    ['a'.repeat(254), '', 'ConfigMap', false],
  ])('%s is a name in %s %s: %s', (name, group, kind, valid) => {
    expect(isValidName(name, group, kind)).toBe(valid);
  });
});
