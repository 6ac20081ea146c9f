import type { Manifest } from '../../../lib/core';
import { simulateSync } from '../../../lib/testing';
import { app, deployment } from './objects';

const service = (spec: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec,
});
const after = (git: object, live: object) =>
  simulateSync(service(git), service(live), app({ options: ['Replace=true'] })).after?.[
    'spec'
  ] as Record<string, unknown>;

describe('a Service', () => {
  it('keeps a port number by its name, unless another port asks for it', () => {
    const live = {
      type: 'NodePort',
      ports: [
        { name: 'a', port: 80, nodePort: 30080 },
        { name: 'b', port: 81, nodePort: 30081 },
      ],
    };
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81, nodePort: 30080 },
    ];
    expect(after({ type: 'NodePort', ports }, live)['ports']).toMatchObject([
      expect.not.objectContaining({ nodePort: 30080 }),
      { name: 'b', nodePort: 30080 },
    ]);
  });

  it('gives its addresses up where it becomes a name', () => {
    const spec = after(
      { type: 'ExternalName', externalName: 'x.io' },
      { type: 'ClusterIP', clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'] },
    );
    expect(spec).not.toHaveProperty('clusterIP');
  });
});

it('what is out of sync is applied, with ApplyOutOfSyncOnly=true too', () => {
  const options = ['ApplyOutOfSyncOnly=true'];
  const git = deployment({ replicas: 2 });
  const sync = simulateSync(git, deployment({ replicas: 7 }), app({ options }));
  expect(sync).toMatchObject({ status: 'OutOfSync', method: 'client-side apply' });
  expect(sync.survives('/spec/replicas')).toBe(false);
  expect(simulateSync(git, git, app({ options })).method).toBe('none');
});

it('a dry run finds what a trusted manager owns, though the comparison leaves it out', () => {
  const live = deployment({ replicas: 7 });
  const entry = (manager: string, operation: string) => ({
    manager,
    operation,
    fieldsV1: { 'f:spec': { 'f:replicas': {} } },
  });
  const managedFields = [entry('argocd-controller', 'Update'), entry('keda', 'Update')];
  const rules = [{ group: 'apps', kind: 'Deployment', managedFieldsManagers: ['keda'] }];
  const sync = simulateSync(
    deployment({ replicas: 2 }),
    { ...live, metadata: { ...live.metadata, managedFields } },
    app({ rules }),
  );
  expect(sync.diff['three-way'].status).toBe('Synced');
  expect(sync.diff['server-side'].differences).toMatchObject([
    { pointer: '/spec/replicas', git: 7 },
  ]);
});

it('an item is told apart by a key that it leaves to its default', () => {
  const text = { type: 'string' };
  const ports = {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['name', 'proto'],
    items: { type: 'object', properties: { name: text, proto: { ...text, default: 'udp' } } },
  };
  const root = {
    type: 'object',
    properties: { spec: { type: 'object', properties: { ports } } },
  };
  const one = (item: object): Manifest => ({
    apiVersion: 'acme.io/v1',
    kind: 'Queue',
    metadata: { name: 'q' },
    spec: { ports: [item] },
  });
  const schemaOf = () => ({ table: { shapes: [] }, facts: { root } });
  const { diff } = simulateSync(one({ name: 'a' }), one({ name: 'a', proto: 'udp' }), app(), {
    schemaOf,
  });
  expect(diff['structured-merge'].status).toBe('Synced');
});
