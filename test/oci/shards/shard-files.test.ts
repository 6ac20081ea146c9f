import * as fc from 'fast-check';
import { shardFiles } from '../../../lib/oci';
import { chooseShard } from '../../../lib/oci/shards/rendezvous';
import { unitsOf } from '../../../lib/oci/shards/units';

const file = (path: string, content = 'a: 1\n') => ({ path, content });
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => file(`team-${i % 7}/service-${i}.yaml`));
const pathsOf = (shards: ReturnType<typeof shardFiles>) =>
  shards.map(({ files }) => files.map(({ path }) => path));

describe('pieces that stay together', () => {
  const keys = (...files: ReturnType<typeof file>[]) =>
    unitsOf(files).map((unit) => [unit.key, unit.files.map(({ path }) => path).join(' ')]);

  test('are files, one by one', () => {
    expect(keys(file('a/x.yaml'), file('a/y.yaml'), file('b.yaml'))).toEqual([
      ['a/x.yaml', 'a/x.yaml'],
      ['a/y.yaml', 'a/y.yaml'],
      ['b.yaml', 'b.yaml'],
    ]);
  });

  test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization', 'Chart.yaml'])(
    'are folders with a %s, and all below',
    (name) => {
      expect(
        keys(file('a/b.yaml'), file('w/x/y.yaml'), file(`w/${name}`), file('wx/y.yaml')),
      ).toEqual([
        ['a/b.yaml', 'a/b.yaml'],
        ['w/', `w/x/y.yaml w/${name}`],
        ['wx/y.yaml', 'wx/y.yaml'],
      ]);
    },
  );

  test.each([
    ['resources: [../../base]', 'base/kustomization.yaml'],
    ['resources:\n- ../../base/', 'base/kustomization.yaml'],
    ['resources:\n- "../../plain/x.yaml"', 'plain/x.yaml'],
    ['components: [./../../plain]', 'plain/x.yaml'],
    ['configMapGenerator: [{ files: [k=../../plain/x.yaml] }]', 'plain/x.yaml'],
  ])('are an overlay and what it names: %j', (content, target) => {
    const files = [
      file('base/kustomization.yaml'),
      file('o/prod/kustomization.yaml', content),
      file('other.yaml'),
      file('plain/x.yaml'),
    ];
    const of = unitsOf(files).find((unit) => unit.files.some(({ path }) => path === target));
    expect(of?.files.map(({ path }) => path).sort()).toEqual(
      [target, 'o/prod/kustomization.yaml'].sort(),
    );
    expect(of?.manifestBytes).toBe(target === 'plain/x.yaml' ? 5 : 0);
  });

  test('are a chart and the chart beside it, a program of Jsonnet and what it imports', () => {
    expect(
      keys(
        file('apps/web/Chart.yaml', 'dependencies: [{ repository: "file://../common" }]'),
        file('apps/common/Chart.yaml'),
        file('j/a.jsonnet', 'local x = import \'../lib/x.libsonnet\'; importstr "t.txt"'),
        file('j/b.jsonnet'),
        file('j/t.txt'),
        file('lib/x.libsonnet'),
      ),
    ).toEqual([
      ['apps/common/', 'apps/web/Chart.yaml apps/common/Chart.yaml'],
      ['j/a.jsonnet', 'j/a.jsonnet j/t.txt lib/x.libsonnet'],
      ['j/b.jsonnet', 'j/b.jsonnet'],
    ]);
  });

  test('join through others, whatever the order', () => {
    const chain = ['a', 'b', 'c', 'd'].map((at, i, all) =>
      file(`${at}/kustomization.yaml`, `resources: [../${all[i + 1] ?? 'none'}]`),
    );
    for (const files of [chain, [...chain].reverse()]) {
      expect(unitsOf(files).map(({ key }) => key)).toEqual(['a/']);
    }
  });
});

describe('shards', () => {
  test('have every file once, at its path', () => {
    const shards = shardFiles(many(100), 3);
    expect(shards.map(({ name }) => name)).toEqual(['shard-0', 'shard-1', 'shard-2']);
    expect(pathsOf(shards).flat().sort()).toEqual(
      many(100)
        .map(({ path }) => path)
        .sort(),
    );
    expect(Math.min(...shards.map(({ files }) => files.length))).toBeGreaterThan(20);
  });

  test('are these, for ever', () => {
    expect(pathsOf(shardFiles(many(8), 2))).toMatchInlineSnapshot(`
     [
       [
         "team-0/service-0.yaml",
       ],
       [
         "team-1/service-1.yaml",
         "team-2/service-2.yaml",
         "team-3/service-3.yaml",
         "team-4/service-4.yaml",
         "team-5/service-5.yaml",
         "team-6/service-6.yaml",
         "team-0/service-7.yaml",
       ],
     ]
    `);
  });

  test('do not depend on the order of files', () => {
    const sorted = (shards: ReturnType<typeof shardFiles>) =>
      pathsOf(shards).map((one) => one.sort());
    expect(sorted(shardFiles(many(50).reverse(), 4))).toEqual(sorted(shardFiles(many(50), 4)));
  });

  test('keep their files when one is added, and give some to one more shard', () => {
    const paths = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}\/[a-z]{1,6}\.yaml$/), {
      minLength: 40,
      maxLength: 60,
    });
    fc.assert(
      fc.property(paths, (names) => {
        const of = (some: readonly string[], count: number) =>
          new Map(
            pathsOf(
              shardFiles(
                some.map((path) => file(path)),
                count,
              ),
            ).flatMap((own, i) => own.map((path) => [path, i] as const)),
          );
        const [before, after, more] = [of(names.slice(1), 2), of(names, 2), of(names, 3)];
        for (const [path, shard] of before) expect(after.get(path)).toBe(shard);
        for (const [path, shard] of after) expect([shard, 2]).toContain(more.get(path));
      }),
      { numRuns: 30 },
    );
  });

  test('are as few as fit, where auto says so', () => {
    const files = many(30);
    expect(shardFiles(files, 'auto', 1000)).toHaveLength(1);
    const shards = shardFiles(files, 'auto', 60);
    expect(shards.length).toBeGreaterThanOrEqual(3);
    for (const { files: own } of shards) expect(own.length * 5).toBeLessThanOrEqual(60);
    const fewer = shardFiles(files, shards.length - 1);
    expect(fewer.some(({ files: own }) => own.length * 5 > 60)).toBe(true);
  });

  test('are as many as leave none empty, where auto says so', () => {
    const where = (name: string) => [2, 3].map((n) => chooseShard(name, shardNames(n))).join();
    const names = Array.from({ length: 400 }, (_, i) => `${i}.yaml`);
    const of = (wanted: string) => names.filter((name) => where(name) === wanted).slice(0, 2);
    // Two shards do not fit, and of three the first has nothing.
    const files = [...of('shard-1,shard-1'), ...of('shard-1,shard-2')].map((path) => file(path));
    expect(fault(() => shardFiles(files, 3))).toMatch(/^nothing is left for shard-0/);
    expect(fault(() => shardFiles(files, 'auto', 10))).toMatch(/^not even 4 shards/);
  });

  test.each([
    [
      1,
      2,
      'nothing is left for shard-0: the folder is one piece: a kustomization or chart is never taken apart; leave out --shards',
    ],
    [
      3,
      40,
      /^nothing is left for .*shard-\d.*: 3 pieces are spread by the hash of their paths over 40; write fewer/,
    ],
  ] as const)('%d pieces over %d are refused', (pieces, count, message) => {
    const files = pieces === 1 ? [...many(5), file('Kustomization')] : many(pieces);
    expect(fault(() => shardFiles(files, count))).toMatch(message);
  });

  test('one file is not spread', () => {
    expect(fault(() => shardFiles(many(1), 2))).toMatch(
      /: the folder has one file; leave out --shards$/,
    );
  });

  test('a file beyond the limit is named, and so is a folder that needs too many', () => {
    const big = [...many(3), file('big.yaml', 'x'.repeat(2_000_000))];
    expect(fault(() => shardFiles(big, 'auto', 1_000_000))).toMatch(
      /^'big.yaml' alone has 2.0 MB of manifests, and Argo CD takes 1.0 MB for one source; split that file/,
    );
    expect(fault(() => shardFiles(many(400), 'auto', 6))).toMatch(/^not even 100 shards of 0.0 MB/);
  });
});

const shardNames = (count: number) => Array.from({ length: count }, (_, i) => `shard-${i}`);

function fault(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint: string };
    expect(code).toBe('OCI_SHARD_INVALID');
    return `${message}; ${hint}`;
  }
  throw new Error('nothing was refused');
}
