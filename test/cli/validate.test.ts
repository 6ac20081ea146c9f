import { pack } from '../../lib/cli/commands/pack';
import { push } from '../../lib/cli/commands/push';
import { validate } from '../../lib/cli/commands/validate';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const YAML = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({ 'core/a.yaml': YAML, 'stray/a.yaml': YAML, 'stray/b.json': '{}' });
});
afterEach(() => double.close());
const cli = (...argv: string[]) => run(argv, [pack, push, validate], world, '0.0.0');
const target = () => `oci://${double.host}/acme/core:v1`;

test('a folder, a layout and a registry are judged alike', async () => {
  await cli('pack', '--path', 'stray');
  await cli('push', target(), '--path', 'stray', '--no-lint');
  world.out.length = 0;
  for (const place of ['stray', '.gitops/oci', '.gitops/oci:stray', target()]) {
    expect(await cli('validate', place)).toBe(1);
    expect(world.out.at(-1)).toContain(`${place}/b.json: error: is JSON`);
    expect(world.out.at(-1)).toContain('[argocd-stray-json]');
  }
  expect(await cli('validate', 'stray', '--for', 'flux,ghcr')).toBe(0);
  expect(world.out.at(-1)).toBe('no findings in 0 objects of 2 files');
});

test('--strict fails on warnings, which quay has', async () => {
  expect(await cli('validate', 'core', '--for', 'quay')).toBe(0);
  expect(await cli('validate', 'core', '--for', 'quay', '--strict')).toBe(1);
});

test('findings come in the formats of lint', async () => {
  await cli('validate', 'stray', '--output', 'json');
  expect(JSON.parse(world.out[0] ?? '')).toMatchObject({
    diagnostics: [{ rule: 'argocd-stray-json', file: 'stray/b.json', severity: 'error' }],
  });
});

test('what is no packed folder is judged by its manifest', async () => {
  const index = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [],
  };
  double.store.manifests.set('acme/core:v1', {
    type: index.mediaType,
    bytes: Buffer.from(JSON.stringify(index)),
  });
  expect(await cli('validate', target())).toBe(1);
  expect(world.out[0]).toContain('[argocd-index]');
  expect(world.out[0]).toContain('[flux-no-layer]');
});

test('an unknown consumer is an error', async () => {
  expect(await cli('validate', 'core', '--for', 'zot')).toBe(2);
  expect(world.err[0]).toContain("--for has 'zot'");
});

test('push --for stops before anything is sent', async () => {
  const flags = ['--path', 'stray', '--no-lint', '--for', 'flux,argocd'];
  expect(await cli('push', target(), ...flags)).toBe(1);
  expect(world.err.join('\n')).toContain('stray/b.json');
  expect(double.requests).toEqual([]);
  expect(await cli('push', target(), '--path', 'core', '--for', 'flux,argocd')).toBe(0);
});
