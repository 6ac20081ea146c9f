import { App, Chart } from 'cdk8s';
import { Bucket, ClusterVending, EksCluster, EncryptionKey } from '../../../constructs/aws';
import { valueAt, type Manifest } from '../../../lib/core';
import type { CompositeRendering } from '../../../lib/testing';
import { CASES, xrOf, type Case } from './cases';
import { deedOf } from './provider';
import { composedOf, conditions, nameOf, readiness, stagesOf } from './stages';

/* What is deleted in AWS, in Kubernetes, or in both, and what a person then says. */

const OK = conditions({ Synced: true, Ready: true });
const GONE = conditions({ Synced: false, Ready: true });

/** Each resource that holds data, by kind and name. */
const STATEFUL = [
  { kind: 'PostgresInstance', name: 'instance' },
  { kind: 'PostgresInstance', name: 'key' },
  { kind: 'Bucket', name: 'bucket' },
  { kind: 'Bucket', name: 'key' },
  { kind: 'EncryptionKey', name: 'key' },
  { kind: 'EncryptionKey', name: 'replica-eu-central-1' },
  { kind: 'EksCluster', name: 'cluster' },
];

function standing(kind: string, mode: string | undefined) {
  const { shipped, spec, provides } = CASES.find((each) => each.kind === kind) as Case;
  const stages = stagesOf(shipped);
  const saying = (said: string | undefined): Manifest =>
    xrOf(kind, { ...spec, ...(said !== undefined && { onExternalDeletion: said }) });
  const statuses = Object.fromEntries(
    Object.entries(provides).map(([name, status]) => [name, { ...OK, ...status }]),
  );
  const made = stages.create(saying(mode), provides).at(-1) as CompositeRendering;
  // Until the status that was written last has been read.
  const ready = stages.again(saying(mode), stages.again(saying(mode), made, statuses), statuses);
  return {
    ready,
    /** One more round: what is deleted in AWS, what of it Kubernetes has lost, what the XR says. */
    round(
      before: CompositeRendering,
      said: string | undefined,
      lost: { readonly inAws?: string; readonly inKubernetes?: string } = {},
    ): CompositeRendering {
      const now = Object.fromEntries(
        Object.entries(statuses).map(([name, status]) => [
          name,
          name === lost.inAws ? { ...status, ...GONE } : status,
        ]),
      );
      const composed = before.composed.filter((each) => nameOf(each) !== lost.inKubernetes);
      return stages.again(saying(said), { ...before, composed }, now);
    },
  };
}

const deed = (stage: CompositeRendering, name: string) =>
  deedOf(composedOf(stage, name), { inAws: false });

describe.each(STATEFUL)('the $name of a $kind', ({ kind, name }) => {
  const { ready, round } = standing(kind, undefined);

  it('is left as it is while all is well', () => {
    expect(readiness(ready)).toBe('Available');
    expect(deedOf(composedOf(ready, name), { inAws: true })).toBe('observes and updates');
  });

  it('is not made again where it is deleted in AWS, until somebody says so, and not after', () => {
    const lost = round(ready, undefined, { inAws: name });
    expect(deed(lost, name)).toBe('refuses');
    expect(readiness(lost)).toBe(`Creating: Unready resources: ${name}`);
    expect(deed(round(lost, undefined, { inAws: name }), name)).toBe('refuses');
    const chosen = round(lost, 'recreateEmpty', { inAws: name });
    expect(deed(chosen, name)).toBe('creates');
    const back = round(round(chosen, 'recreateEmpty'), 'stop');
    expect(deed(back, name)).toBe('refuses');
    expect(readiness(back)).toBe('Available');
  });

  it('is not made again where it is deleted in AWS and its managed resource in Kubernetes', () => {
    const lost = round(ready, undefined, { inAws: name, inKubernetes: name });
    expect(deed(lost, name)).toBe('refuses');
    // Nor in the next round, which reads the status that this one wrote.
    expect(deed(round(lost, undefined, { inAws: name }), name)).toBe('refuses');
    expect(deed(round(lost, 'recreateEmpty', { inAws: name }), name)).toBe('creates');
  });

  it('takes nothing of it along in AWS where its managed resource is deleted', () => {
    expect(deedOf(composedOf(ready, name), { inAws: true, deleted: true })).toBe('leaves it');
  });
});

test('a database is restored even where its managed resource was deleted too', () => {
  const { ready, round } = standing('PostgresInstance', 'restore');
  const lost = round(ready, 'restore', { inAws: 'instance', inKubernetes: 'instance' });
  for (const stage of [lost, round(lost, 'restore', { inAws: 'instance' })]) {
    expect(deed(stage, 'instance')).toBe('creates');
    const from: unknown = valueAt(composedOf(stage, 'instance'), '/spec/initProvider');
    expect(from).toMatchObject({ restoreToPointInTime: { sourceDbiResourceId: 'db-ABC' } });
  }
});

describe('a cluster that AWS does not protect', () => {
  const { spec, shipped, provides } = CASES.find(({ kind }) => kind === 'EksCluster') as Case;
  const stages = stagesOf(shipped);

  it.each(['stop', 'recreateEmpty'])('is deleted with its XR, and may come back: %s', (mode) => {
    const said = { deletionProtection: false, onExternalDeletion: mode };
    const made = stages.create(xrOf('EksCluster', { ...spec, ...said }), provides).at(-1);
    const cluster = composedOf(made as CompositeRendering, 'cluster');
    expect(deedOf(cluster, { inAws: true, deleted: true })).toBe('deletes');
    expect(deedOf(cluster, { inAws: false })).toBe('creates');
  });

  it('stays where it is protected, and is made again where the XR says so', () => {
    const said = { onExternalDeletion: 'recreateEmpty' };
    const made = stages.create(xrOf('EksCluster', { ...spec, ...said }), provides).at(-1);
    const cluster = composedOf(made as CompositeRendering, 'cluster');
    expect(deedOf(cluster, { inAws: true, deleted: true })).toBe('leaves it');
    expect(deedOf(cluster, { inAws: false })).toBe('creates');
  });
});

test.each([
  { kind: Bucket, why: 'S3 keeps no copy of a deleted bucket' },
  { kind: EncryptionKey, why: 'AWS gives key material to nobody' },
  { kind: EksCluster, why: 'EKS keeps no copy of a deleted cluster' },
  { kind: ClusterVending, why: 'EKS keeps no copy of a deleted cluster' },
])('$kind.name refuses to restore, with the reason, where no compiler does', ({ kind, why }) => {
  const untyped = kind as new (scope: Chart, id: string, props: object) => unknown;
  const make = (onExternalDeletion: string) => () =>
    new untyped(new Chart(new App({ outdir: 'unused' }), 'shop'), 'orders', {
      spec: { environment: 'dev', onExternalDeletion },
    });
  expect(make('restore')).toThrow(
    `${kind.name} 'shop/orders' says onExternalDeletion: restore, and ${why}`,
  );
  expect(make('stop')).not.toThrow();
});
