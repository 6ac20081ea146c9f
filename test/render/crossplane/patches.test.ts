import { autoReady } from '../../../lib/render/crossplane/functions/auto-ready';
import { patchAndTransform } from '../../../lib/render/crossplane/functions/patch-and-transform';
import { golden, outcome, runPatch } from './fixtures';

type Transformed = readonly [input: unknown, transforms: object[], output: unknown, error?: string];
type Accessed = readonly [path: string, value: unknown, error?: string, notFound?: string];

const transforms = golden<Transformed[]>('transforms.json');
const { document, reads, writes } = golden<{
  document: Record<string, unknown>;
  reads: Accessed[];
  writes: Accessed[];
}>('field-paths.json');
const merges =
  golden<{ title: string; target: unknown; source: unknown; results: Record<string, unknown> }[]>(
    'merges.json',
  );

describe('transforms', () => {
  test.each(transforms.map((row) => [row]))(
    'give what Go gives: %j',
    ([input, chain, output, error]) => {
      const patch = { fromFieldPath: 'spec.in', toFieldPath: 'out', transforms: chain };
      const response = runPatch(patch, { spec: { in: input } }, {});
      expect(outcome(response)).toEqual(error === undefined ? { out: output } : { error });
    },
  );
});

describe('field paths', () => {
  test.each(reads.map((row) => [row]))('reads as Go: %j', ([path, value, error, notFound]) => {
    const policy = { fromFieldPath: 'Required' };
    const response = runPatch({ fromFieldPath: path, toFieldPath: 'out', policy }, document, {});
    expect(outcome(response)).toEqual(error === undefined ? { out: value } : { error });
    const severity = notFound === undefined ? 'fatal' : 'warning';
    if (error !== undefined) expect(response.results[0]?.severity).toBe(severity);
  });

  test.each(writes.map((row) => [row]))('writes as Go: %j', ([path, fields, error]) => {
    const patch = { fromFieldPath: 'spec.in', toFieldPath: path };
    const response = runPatch(patch, { spec: { in: 'VALUE' } }, document);
    expect(outcome(response)).toEqual(error === undefined ? fields : { error });
  });
});

describe.each(merges)('merging $title', ({ target, source, results }) => {
  test.each(Object.entries(results))('under %s is as mergo does it', (toFieldPath, result) => {
    const patch = { fromFieldPath: 'spec.in', toFieldPath: 'out', policy: { toFieldPath } };
    const response = runPatch(patch, { spec: { in: source } }, { out: target });
    const failed = typeof result === 'object' && result !== null && 'error' in result;
    expect(outcome(response)).toEqual(failed ? result : { out: result });
  });
});

test('a field named * has no end of expansions, which is told', () => {
  const patch = { fromFieldPath: 'spec.in', toFieldPath: 'map[*].x' };
  const response = runPatch(patch, { spec: { in: 1 } }, { map: { '*': { x: 1 } } });
  expect(response.results[0]?.message).toContain("has a field named '*'");
});

test.each([
  [
    'a misspelt field',
    { fromFieldPth: 'spec.in' },
    "has no field 'fromFieldPth', did you mean 'fromFieldPath'?",
  ],
  [
    'a text for a list',
    { transforms: 'x' },
    'resources[0].patches[0].transforms is "x", not a list',
  ],
])('refuses an input that is wrong, and says where: %s', (_, patch, message) => {
  const { results } = runPatch(patch, {}, {});
  expect(results).toHaveLength(1);
  expect(results[0]?.severity).toBe('fatal');
  expect(results[0]?.message).toContain(message);
});

const XR = { apiVersion: 'example.org/v1', kind: 'XBucket', metadata: { name: 'x' } };

test('whole numbers of an earlier function are floats, and differ once from patched integers', () => {
  const append = {
    fromFieldPath: 'spec.l',
    toFieldPath: 'l',
    policy: { toFieldPath: 'AppendArray' },
  };
  const { desired } = patchAndTransform.run({
    observed: { composite: { resource: { ...XR, spec: { l: [2, 3, 1.5] } } }, resources: {} },
    desired: { resources: { r: { resource: { apiVersion: 'v1', kind: 'K', l: [1, 2, 1.5] } } } },
    context: {},
    input: { resources: [{ name: 'r', patches: [append, append] }] },
  });
  expect(desired.resources['r']?.resource['l']).toEqual([1, 2, 1.5, 2, 3]);
});

test.each([
  ['Unknown', { conditions: [] }, true],
  ['Unknown', {}, true],
  ['Unknown', undefined, undefined],
  ['Unknown', { conditions: [{ type: 'Up', status: 'True' }] }, undefined],
  ['True', { conditions: [{ type: 'Up', status: 'True' }] }, true],
  ['True', { conditions: [{ type: 'Up', status: 'True', lastTransitionTime: 'now' }] }, undefined],
])('a condition matches %s in status %j: %s', (status, observedStatus, ready) => {
  const check = { type: 'MatchCondition', matchCondition: { type: 'Up', status } };
  const object = { apiVersion: 'v1', kind: 'K', metadata: { name: 'k' } };
  const { desired } = patchAndTransform.run({
    observed: {
      composite: { resource: XR },
      resources: {
        r: { resource: { ...object, ...(observedStatus && { status: observedStatus }) } },
      },
    },
    desired: { resources: {} },
    context: {},
    input: { resources: [{ name: 'r', base: object, readinessChecks: [check] }] },
  });
  expect(desired.resources['r']?.ready).toBe(ready);
});

test.each([
  [{ numberReady: 2, updatedNumberScheduled: 2, numberAvailable: 2 }, true],
  [{ numberReady: 1, updatedNumberScheduled: 2, numberAvailable: 2 }, undefined],
  [{ numberReady: 2, updatedNumberScheduled: 1, numberAvailable: 2 }, undefined],
  [{ numberReady: 2, updatedNumberScheduled: 2, numberAvailable: 1 }, undefined],
])('a DaemonSet of two with %j is ready: %s', (status, ready) => {
  const resource = { apiVersion: 'apps/v1', kind: 'DaemonSet' };
  const observed = { ...resource, status: { desiredNumberScheduled: 2, ...status } };
  const { desired } = autoReady.run({
    observed: { resources: { r: { resource: observed } } },
    desired: { resources: { r: { resource } } },
    context: {},
  });
  expect(desired.resources['r']?.ready).toBe(ready);
});
