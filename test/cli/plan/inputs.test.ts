import { plan } from '../../../lib/cli/commands/plan';
import { push } from '../../../lib/cli/commands/push';
import { pack } from '../../../lib/cli/commands/pack';
import { run } from '../../../lib/cli/run';
import { packSync } from '../../../lib/oci';
import { deployment, setOf } from '../../plan/fixtures';
import { memoryWorld, type MemoryWorld } from '../../support/memory-world';
import { startRegistry, type RegistryDouble } from '../../support/registry';

const inventory = `
clusters: [{ name: eu-1, server: https://10.0.0.1, labels: { environment: production } }]
`;
const digestOf = (content: string) => packSync([{ path: 'web.yaml', content }]).digest;
const [before, after] = [deployment(), deployment({ replicas: 5 })];

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  const set = (revision: string) =>
    setOf({ revision }).replaceAll('ghcr.io/acme/shop', `${double.host}/acme/shop`);
  world = memoryWorld({
    'inventory.yaml': inventory,
    'old/set.yaml': set(digestOf(before)),
    'new/set.yaml': set(digestOf(after)),
    'before/web.yaml': before,
    'after/web.yaml': after,
  });
});
afterEach(() => double.close());

const cli = (...argv: string[]) => run(argv, [pack, push, plan], world, '0.0.0');
const pushed = async (folder: string, tag: string) => {
  await cli('push', `oci://${double.host}/acme/shop:${tag}`, '--path', folder, '--no-lint');
  world.out.length = 0;
};
const CHANGE = ['~ Deployment shop/web', '    spec.replicas: 2 -> 5'];

describe('plan', () => {
  test('pulls by digest the releases that are not here', async () => {
    await pushed('before', 'v1');
    await pushed('after', 'v2');
    expect(await cli('plan', 'old', 'new')).toBe(0);
    const lines = world.out.join('\n').split('\n');
    expect(lines).toEqual(expect.arrayContaining([...CHANGE, '    on eu-1']));
  });

  test('tells a release that the registry does not have', async () => {
    await pushed('after', 'v2');
    expect(await cli('plan', 'old', 'new')).toBe(3);
    const short = (content: string) => digestOf(content).slice(0, 19);
    expect(world.out.join('\n').replace(/\s+/g, ' ')).toContain(
      `NOT COMPARED ? ${double.host}/acme/shop ${short(before)} -> ${short(after)}:`,
    );
    expect(await cli('plan', 'old', 'new', '--allow-unknown')).toBe(0);
  });

  test('asks no registry with --no-pull', async () => {
    await pushed('before', 'v1');
    expect(await cli('plan', 'old', 'new', '--no-pull')).toBe(3);
    expect(world.out.join('\n')).toContain('no registry is asked');
  });

  test('compares two artifacts by their references', async () => {
    await pushed('before', 'v1');
    await pushed('after', 'v2');
    const names = ['v1', 'v2'].map((tag) => `oci://${double.host}/acme/shop:${tag}`);
    expect(await cli('plan', ...names)).toBe(0);
    expect(world.out.join('\n').split('\n')).toEqual(expect.arrayContaining(CHANGE));
  });

  test('compares two OCI image layouts', async () => {
    await cli('pack', '--path', 'before', '--out', 'one');
    await cli('pack', '--path', 'after', '--out', 'two');
    world.out.length = 0;
    expect(await cli('plan', 'one', 'two')).toBe(0);
    expect(world.out.join('\n').split('\n')).toEqual(expect.arrayContaining(CHANGE));
  });

  test('names the rings at head by what their folder packs to', async () => {
    const state = (folder: string, content: string) => ({
      [`${folder}/dist/hub/set.yaml`]: setOf({ revision: digestOf(content) }),
      [`${folder}/dist/shop/web.yaml`]: content,
      [`${folder}/releases.yaml`]: 'shop: { production: head }\n',
    });
    const files = { ...state('a', before), ...state('b', after) };
    world.disk.write(new Map(Object.entries(files)));
    expect(await cli('plan', 'a', 'b', '--no-pull')).toBe(0);
    expect(world.out.join('\n')).toContain('  shop, ring production\n');
  });

  test('refuses to compare content with Applications', async () => {
    await cli('pack', '--path', 'before', '--out', 'one');
    expect(await cli('plan', 'one', 'new')).toBe(2);
    expect(world.err.join('\n')).toContain("'new' has Applications, 'one' only content");
  });
});
