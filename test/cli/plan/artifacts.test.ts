import { plan } from '../../../lib/cli/commands/plan';
import { push } from '../../../lib/cli/commands/push';
import { run } from '../../../lib/cli/run';
import { packSync, writeLayout } from '../../../lib/oci';
import { memoryWorld, type MemoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

const one = { 'web/config.yaml': 'size: 3' };
const two = { ...one, 'api/config.yaml': 'size: 1' };
const packed = (files: Readonly<Record<string, string>>) =>
  packSync(Object.entries(files).map(([path, content]) => ({ path, content })));

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({
    'inventory.yaml': 'clusters: [{ name: eu-1, server: https://10.0.0.1 }]',
    'v1/web/config.yaml': 'size: 3',
    'v2/web/config.yaml': 'size: 3',
    'v2/api/config.yaml': 'size: 1',
  });
  for (const tag of ['v1', 'v2']) {
    const target = `oci://${double.host}/acme/apps:${tag}`;
    await run(['push', target, '--path', tag, '--no-lint'], [push], world, '0.0.0');
  }
  double.requests.length = 0;
  world.out.length = 0;
});
afterEach(() => double.close());

/** A set that makes an Application of each folder of an artifact; none of them has content. */
const setOf = (revision: string) => `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  goTemplate: true
  generators:
    - oci:
        { repoURL: 'oci://${double.host}/acme/apps', revision: '${revision}', directories: [{ path: '*' }] }
  template:
    metadata: { name: '{{ .path.basename }}' }
    spec:
      project: default
      destination: { server: https://10.0.0.1 }
      source: { repoURL: https://charts.example.org, chart: web, targetRevision: 1.0.0 }
`;

async function planned(old: string, now: string, ...flags: string[]) {
  world.files.set('/work/old/set.yaml', Buffer.from(setOf(old)));
  world.files.set('/work/new/set.yaml', Buffer.from(setOf(now)));
  const argv = ['plan', 'old', 'new', '-o', 'json', '--allow-unknown', ...flags];
  const code = await run(argv, [plan], world, '0.0.0');
  const { applications, notes } = JSON.parse(world.out.join('\n'));
  return {
    code,
    changes: applications.map(
      ({ action, places }: { action: string; places: { application: string }[] }) =>
        `${action} ${places.map(({ application }) => application).join()}`,
    ),
    notes: notes.map(({ message }: { message: string }) => message),
  };
}

describe('plan expands an oci generator', () => {
  test('of both states, each with the artifact that it names, pulled once', async () => {
    expect(await planned('v1', 'v2')).toEqual({ code: 0, changes: ['add api'], notes: [] });
    const pulls = double.requests.filter((request) => request.includes('/manifests/'));
    expect(pulls).toHaveLength(2);
  });

  test('and tells what goes', async () => {
    expect(await planned('v2', 'v1')).toMatchObject({ code: 1, changes: ['remove api'] });
  });

  test('with the artifacts of this synth, and asks no registry', async () => {
    const [old, now] = [packed(one), packed(two)];
    writeLayout(
      world.disk,
      '.gitops/oci',
      new Map([
        ['old', old],
        ['new', now],
      ]),
    );
    expect(await planned(old.digest, now.digest)).toMatchObject({ changes: ['add api'] });
    expect(double.requests).toEqual([]);
  });

  test('as the Argo CD of the targets has it: before 3.6 it gives nothing', async () => {
    world.files.set('/work/cdk8s-gitops.yaml', Buffer.from("targets: { argocd: '3.5' }"));
    expect(await planned('v1', 'v2')).toMatchObject({ code: 0, changes: [] });
  });

  test('with --no-pull as it is written, and says so', async () => {
    const { changes, notes } = await planned('v1', 'v2', '--no-pull');
    expect(changes).toEqual([]);
    expect(notes.join('\n')).toContain('no registry is asked (--no-pull)');
    expect(double.requests).toEqual([]);
  });

  test('as it is written where the registry lacks the artifact', async () => {
    const { changes, notes } = await planned('v1', 'v9');
    expect(changes).not.toContain('add api');
    expect(notes.join('\n')).toMatch(/the artifact 'oci:.*acme\/apps' cannot be read: .*v9/);
  });
});
