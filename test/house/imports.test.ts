import { posix } from 'node:path';
import { sourceFiles, type SourceFile } from '../support/source-files';

/** Who may import whom; a room is a folder, the longest that matches. Each may import itself. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  imports: [],
  'lib/core': [],
  'lib/synth': ['lib/core'],
  'lib/schema': ['lib/core'],
  // Policies of Kyverno are in CEL too.
  'lib/drift': ['lib/core', 'lib/schema/cel'],
  'lib/template': ['lib/core'],
  'lib/oci': ['lib/core'],
  'lib/crossplane': ['lib/core', 'lib/schema', 'lib/template'],
  'lib/terraform': ['lib/core'],
  'lib/releases': ['lib/core'],
  'lib/xpkg': ['lib/core', 'lib/oci', 'lib/crossplane'],
  'lib/sync': ['lib/core', 'lib/crossplane'],
  'lib/lint': ['lib/core', 'lib/schema', 'lib/drift', 'lib/template', 'lib/crossplane', 'lib/sync'],
  'lib/render': ['lib/core', 'lib/schema', 'lib/template', 'lib/crossplane'],
  'lib/plan': ['lib/core', 'lib/render', 'lib/oci', 'lib/releases', 'lib/drift', 'lib/schema'],
  'lib/report': ['lib/core', 'lib/plan', 'lib/render', 'lib/lint'],
  'lib/testing': ['lib', '!lib/cli', 'constructs', 'imports'],
  constructs: ['imports', 'lib', '!lib/cli', '!lib/testing'],
  'lib/cli': ['lib', 'constructs', 'imports'],
  // The verb and the script read YAML and write files; the generator itself knows nobody.
  'imports/generate/main.ts': ['imports', 'lib/core', 'constructs/disk.ts'],
};

const files = sourceFiles('lib', 'constructs', 'imports');

it('finds the sources', () => {
  expect(files.length).toBeGreaterThan(10);
});

it('keeps to the table of who may import whom', () => {
  expect(violations(files)).toEqual([]);
});

it.each([
  ['lib/core/x.ts', 'lib/oci/pack.ts'],
  ['lib/oci/x.ts', 'lib/drift/index.ts'],
  ['constructs/x.ts', 'lib/cli/main.ts'],
  ['imports/argo-cd.ts', 'lib/core/index.ts'],
  ['lib/lint/x.ts', 'imports/schemas/index.ts'],
])('would see %s import %s', (path, imported) => {
  expect(violations([{ path, text: '', imports: [imported] }])).toEqual([`${path} -> ${imported}`]);
});

it('lets nobody import the index of its own folder, or of a folder above it', () => {
  const found = files.flatMap(({ path, imports }) =>
    imports
      .filter((to) => posix.basename(to) === 'index.ts')
      .filter((to) => `${posix.dirname(path)}/`.startsWith(`${posix.dirname(to)}/`))
      .map((to) => `${path} -> ${to}`),
  );
  expect(found).toEqual([]);
});

it('has no cycles, types included', () => {
  expect(cycleIn(files)).toBeUndefined();
});

it('would see a cycle', () => {
  const link = (path: string, ...imports: string[]): SourceFile => ({ path, text: '', imports });
  expect(cycleIn([link('a', 'b'), link('b', 'c'), link('c', 'a')])).toEqual(['a', 'b', 'c', 'a']);
});

function violations(of: readonly SourceFile[]): string[] {
  return of.flatMap(({ path, imports }) =>
    imports.filter((to) => !allowed(path, to)).map((to) => `${path} -> ${to}`),
  );
}

function allowed(from: string, to: string): boolean {
  const room = roomOf(from);
  if (room === undefined) return false;
  if (within(to, room)) return true;
  const rules = rooms[room] ?? [];
  const refused = rules.some((rule) => rule.startsWith('!') && within(to, rule.slice(1)));
  return !refused && rules.some((rule) => within(to, rule));
}

function roomOf(path: string): string | undefined {
  const matching = Object.keys(rooms).filter((room) => within(path, room));
  return matching.sort((a, b) => b.length - a.length)[0];
}

function within(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}

function cycleIn(of: readonly SourceFile[]): string[] | undefined {
  const imports = new Map(of.map((file) => [file.path, file.imports]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of imports.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of imports.keys()) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}
