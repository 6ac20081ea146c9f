import { pack } from '../../lib/cli/commands/pack';
import { pull } from '../../lib/cli/commands/pull';
import { push } from '../../lib/cli/commands/push';
import { validate } from '../../lib/cli/commands/validate';
import { run } from '../../lib/cli/run';
import { memoryWorld } from '../support/memory-world';
import { startRegistry } from '../support/registry';

const FILES = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [
    `d/team-${i % 3}/${i}.yaml`,
    `{ apiVersion: v1, kind: ConfigMap, metadata: { name: c${i}, namespace: a } }\n`,
  ]),
);

function commandLine(files: Record<string, string> = FILES) {
  const world = memoryWorld(files);
  const cli = (...argv: string[]) => run(argv, [pack, pull, push, validate], world, '0.0.0');
  return { world, cli };
}

test('pack makes an artifact of each shard, with its digest on a line', async () => {
  const { world, cli } = commandLine();
  expect(await cli('pack', '--path', 'd', '--out', 'oci', '--shards', '3')).toBe(0);
  const digests = world.out[0]?.split('\n');
  expect(digests).toHaveLength(3);
  expect(await cli('pack', '--path', 'd', '--out', 'oci', '--shards', '3', '-o', 'json')).toBe(0);
  const facts = JSON.parse(world.out[1] ?? '') as {
    name: string;
    digest: string;
    files: unknown[];
  }[];
  expect(facts.map(({ name }) => name)).toEqual(['d-shard-0', 'd-shard-1', 'd-shard-2']);
  expect(facts.map(({ digest }) => digest)).toEqual(digests);
  expect(facts.flatMap(({ files }) => files)).toHaveLength(12);
  expect(await cli('validate', 'oci:d-shard-1')).toBe(0);
});

test('a file that is added changes the digest of one shard', async () => {
  const digests = async (files: Record<string, string>) => {
    const { world, cli } = commandLine(files);
    expect(await cli('pack', '--path', 'd', '--out', 'oci', '--shards', '3')).toBe(0);
    return world.out[0]?.split('\n') ?? [];
  };
  const before = await digests(FILES);
  const after = await digests({ ...FILES, 'd/new.yaml': FILES['d/team-0/0.yaml'] ?? '' });
  expect(after.filter((digest) => !before.includes(digest))).toHaveLength(1);
});

test('push gives each shard a repository and all tags, and prints them in order', async () => {
  const double = await startRegistry();
  const { world, cli } = commandLine();
  const target = `oci://${double.host}/acme/core:v1`;
  expect(await cli('push', target, '--path', 'd', '--shards', '3', '--tag', 'latest')).toBe(0);
  const references = world.out[0]?.split('\n') ?? [];
  expect(references.map((one) => one.replace(/@.*/, ''))).toEqual(
    [0, 1, 2].map((i) => `${double.host}/acme/core-shard-${i}`),
  );
  for (const [i, tag] of ['v1', 'latest', 'v1'].entries()) {
    const from = `oci://${double.host}/acme/core-shard-${i}:${tag}`;
    expect(await cli('pull', from, '--output', 'back')).toBe(0);
  }
  const back = [...world.files].filter(([path]) => path.startsWith('/work/back/'));
  expect(
    Object.fromEntries(back.map(([path, text]) => [`d${path.slice(10)}`, String(text)])),
  ).toEqual(FILES);
  expect(await cli('push', target, '--path', 'd', '--shards', '3', '-o', 'json')).toBe(0);
  expect(world.err.at(-1)).toBe('unchanged: the registry has it already');
  expect(JSON.parse(world.out.at(-1) ?? '')).toMatchObject(
    references.map((reference) => ({ reference })),
  );
  await double.close();
});

test('nothing is pushed where one shard is refused', async () => {
  const double = await startRegistry();
  const { world, cli } = commandLine({ ...FILES, 'd/x.json': '{}' });
  const target = `oci://${double.host}/acme/core:v1`;
  expect(await cli('push', target, '--path', 'd', '--shards', '3', '--for', 'argocd')).toBe(1);
  expect(world.err.join()).toContain('x.json');
  expect(double.requests).toEqual([]);
  await double.close();
});

test.each([
  [['--shards', '0'], "--shards is '0'\n  write 1 to 99, or auto"],
  [['--shards', 'many'], "--shards is 'many'"],
  [['--shards', '100'], "--shards is '100'"],
  [['--shards', '2', '--xpkg'], '--shards are not for packages of Crossplane'],
  [['--shards', '80'], 'OCI_SHARD_INVALID: nothing is left for shard-'],
])('pack %j says: %s', async (flags, message) => {
  const { world, cli } = commandLine();
  expect(await cli('pack', '--path', 'd', '--out', 'oci', ...flags)).toBe(2);
  expect(world.err.join('\n')).toContain(message);
  expect([...world.files.keys()].some((path) => path.startsWith('/work/oci'))).toBe(false);
});

test('a folder that is too large for Argo CD is led to --shards auto', async () => {
  const big = `{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { a: ${'x'.repeat(6e6)} } }`;
  const { world, cli } = commandLine({ 'd/a.yaml': big, 'd/b.yaml': big });
  expect(await cli('validate', 'd', '--for', 'argocd')).toBe(1);
  expect(world.out[0]).toContain('--shards auto');
  expect(await cli('pack', '--path', 'd', '--out', 'oci', '--shards', 'auto')).toBe(0);
  const count = world.out[1]?.split('\n').length ?? 0;
  expect(count).toBeGreaterThan(1);
  for (let i = 0; i < count; i++) {
    expect(await cli('validate', `oci:d-shard-${i}`, '--for', 'argocd')).toBe(0);
  }
});
