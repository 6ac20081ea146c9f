import type { Manifest } from '../../../lib/core';
import type { CompositeRendering } from '../../../lib/testing';
import { composedOf, conditions, nameOf } from './stages';
import { drained, known, ready, vending, xr } from './vending';

/* A Secret that goes, or that says something else, makes the cluster generator delete every Application. */

const UNREADY = conditions({ Synced: false, Ready: false });

const secretOf = ({ composed }: CompositeRendering) =>
  composed.find((resource) => nameOf(resource) === 'cluster-secret');

/** What may become of a resource for a while; `undefined`: it is not observed. */
const MISHAPS: Readonly<Record<string, (status: object) => object | undefined>> = {
  'is not ready': (status) => ({ ...status, ...UNREADY }),
  'has no conditions': (status) => ({ ...status, conditions: [] }),
  'reports nothing': () => ({}),
  'is not there': () => undefined,
};

/** One more round in which something happened to one resource, or to all but the Secret. */
function after(
  stage: CompositeRendering,
  happens: (status: object) => object | undefined,
  name?: string,
  as: Manifest = xr,
): CompositeRendering {
  const statuses = Object.fromEntries(
    stage.composed.map((resource) => {
      const at = nameOf(resource);
      const now = known[at] ?? conditions({ Synced: true, Ready: true });
      const isHit = name === undefined ? at !== 'cluster-secret' : name === at;
      return [at, isHit ? happens(now) : now];
    }),
  );
  const composed = stage.composed.filter((each) => statuses[nameOf(each)] !== undefined);
  return vending.again(as, { ...stage, composed }, statuses as Record<string, object>);
}

const names = ready.composed.map(nameOf);
const registered = secretOf(ready);

test('a Secret that is there has all that it says', () => {
  expect(registered?.['stringData']).toEqual({
    name: 'eu-1',
    server: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
    project: 'platform',
    config: expect.stringContaining('"caData":"Q0E="') as unknown,
  });
});

describe.each(Object.entries(MISHAPS))('when what it needs %s', (_, happens) => {
  it.each(names.filter((name) => name !== 'cluster-secret'))(
    'the Secret stays as it is: %s',
    (name) => {
      const first = after(ready, happens, name);
      expect(secretOf(first)).toEqual(registered);
      // Once more, since the status of the XR is read one round later.
      expect(secretOf(after(first, happens, name))).toEqual(registered);
      expect(secretOf(after(first, (status) => status))).toEqual(registered);
    },
  );

  it('the Secret stays as it is: all at once, round after round', () => {
    let stage = ready;
    for (let round = 0; round < 4; round += 1) {
      stage = after(stage, happens);
      expect(secretOf(stage)).toEqual(registered);
    }
  });

  it('the Secret loses its label when the cluster drains, and nothing else', () => {
    const draining = after(after(ready, happens), happens, undefined, drained);
    const { labels, ...metadata } = composedOf(draining, 'cluster-secret').metadata;
    const before = composedOf(ready, 'cluster-secret');
    expect(labels).toEqual({ ...before.metadata.labels, 'aws.cdk8s-gitops.dev/managed': 'false' });
    expect({
      ...secretOf(draining),
      metadata: { ...metadata, labels: before.metadata.labels },
    }).toEqual(before);
  });
});

test('a Secret that somebody deletes is made again, whole, once all is ready', () => {
  const without = {
    ...ready,
    composed: ready.composed.filter((each) => nameOf(each) !== 'cluster-secret'),
  };
  expect(secretOf(vending.again(xr, without, known))).toEqual(registered);
  const unready = vending.again(xr, without, { ...known, cluster: UNREADY });
  expect(secretOf(unready)).toBeUndefined();
  expect(secretOf(vending.again(xr, unready, known))).toEqual(registered);
});
