import { preview } from '../../lib/cli/commands/preview';
import { push } from '../../lib/cli/commands/push';
import { run } from '../../lib/cli/run';
import { packSync, writeLayout } from '../../lib/oci';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const artifact = packSync([
  { path: 'web/config.yaml', content: 'size: 3' },
  { path: 'api/config.yaml', content: 'size: 1' },
]);
const template = `
  template:
    metadata: { name: '{{ .path.basename }}' }
    spec: { project: default, destination: { server: https://10.0.0.1 } }`;
const setOf = (generators: string) => `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: s, namespace: argocd }
spec:
  goTemplate: true
  generators: ${generators}${template}`;

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({
    'inventory.yaml': 'clusters: [{ name: eu-1, server: https://10.0.0.1 }]',
    'content/web/config.yaml': 'size: 3',
    'content/api/config.yaml': 'size: 1',
  });
  const target = `oci://${double.host}/acme/apps:v1`;
  await run(['push', target, '--path', 'content', '--no-lint'], [push], world, '0.0.0');
  double.requests.length = 0;
  world.out.length = 0;
  world.err.length = 0;
});
afterEach(() => double.close());

async function shown(generators: string, ...flags: string[]) {
  world.files.set('/work/dist/hub/set.yaml', Buffer.from(setOf(generators)));
  const code = await run(['preview', '-o', 'json', ...flags], [preview], world, '0.0.0');
  const { applications, diagnostics } = JSON.parse(world.out.join('\n'));
  return {
    code,
    names: applications.map(({ metadata }: { metadata: { name: string } }) => metadata.name),
    messages: diagnostics.map(({ message }: { message: string }) => message),
  };
}
const oci = (revision: string) =>
  `[{ oci: { repoURL: 'oci://${double.host}/acme/apps', revision: '${revision}', directories: [{ path: '*' }] } }]`;

test('an artifact that an oci generator reads is pulled from its registry, once', async () => {
  const twice = oci('v1').replace(/\]$/, `, ${oci('v1').slice(1)}`);
  expect(await shown(twice)).toMatchObject({ names: ['api', 'web', 'api', 'web'] });
  expect(double.requests.filter((request) => request.includes('/manifests/'))).toHaveLength(1);
});

test('an artifact that the first child of a matrix names is pulled as well', async () => {
  const nested = `[{ matrix: { generators: [
    { list: { elements: [{ repo: apps, tag: v1 }] } },
    { oci: { repoURL: 'oci://${double.host}/acme/{{ .repo }}', revision: '{{ .tag }}', directories: [{ path: '*' }] } } ] } }]`;
  expect(await shown(nested)).toEqual({ code: 0, names: ['api', 'web'], messages: [] });
});

test('no registry is asked with --no-pull', async () => {
  const { code, names, messages } = await shown(oci('v1'), '--no-pull');
  expect([code, names]).toEqual([1, []]);
  expect(messages.join('\n')).toContain('no registry is asked (--no-pull)');
  expect(double.requests).toEqual([]);
});

test('an artifact of this synth is read by its digest, and no registry is asked', async () => {
  writeLayout(world.disk, '.gitops/oci', new Map([['apps', artifact]]));
  expect(await shown(oci(artifact.digest))).toEqual({
    code: 0,
    names: ['api', 'web'],
    messages: [],
  });
  expect(double.requests).toEqual([]);
});

test('what the registry does not have is told with the place in the set', async () => {
  const { code, messages } = await shown(oci('v9'));
  expect(code).toBe(1);
  expect(messages.join('\n')).toMatch(/the artifact 'oci:.*acme\/apps' cannot be read: .*v9/);
});

describe('a range of versions', () => {
  const pushTags = async (...tags: string[]) => {
    const flags = tags.flatMap((tag) => ['--tag', tag]);
    const target = `oci://${double.host}/acme/apps:v0.1.0`;
    await run(['push', target, '--path', 'content', '--no-lint', ...flags], [push], world, '0');
    world.out.length = 0;
  };

  test('is the highest tag in it', async () => {
    await pushTags('v1.2.0', 'v2.0.0');
    double.requests.length = 0;
    expect(await shown(oci('^1.0'))).toMatchObject({ code: 0, names: ['api', 'web'] });
    expect(double.requests).toContain('GET /v2/acme/apps/manifests/v1.2.0');
  });

  test('is a tag where one has that very name', async () => {
    await pushTags('1.x', '1.2.0');
    double.requests.length = 0;
    expect(await shown(oci('1.x'))).toMatchObject({ code: 0, names: ['api', 'web'] });
    expect(double.requests).toContain('GET /v2/acme/apps/manifests/1.x');
  });

  test('of no tag is told with their number', async () => {
    const { code, messages } = await shown(oci('^9.0'));
    expect(code).toBe(1);
    expect(messages.join('\n')).toContain("none of its 1 tags is a version in '^9.0'");
  });

  test('that is none asks no registry', async () => {
    double.requests.length = 0;
    const { messages } = await shown(oci('feature/x'));
    expect(messages.join('\n')).toContain("'feature/x' is neither tag, digest nor range");
    expect(double.requests).toEqual([]);
  });
});
