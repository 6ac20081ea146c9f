import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFile, BUNDLE_FILE, readBundle, type Bundle } from '../../lib/cli/bundle/bundle';
import { loadBundled } from '../../lib/cli/bundle/load';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** What the build writes, read back. */
function bundleOf(texts: Record<string, string>, links: Bundle['links'] = {}): Bundle {
  writeFileSync(join(root, BUNDLE_FILE), bundleFile(new Map(Object.entries(texts)), links));
  return readBundle(join(root, BUNDLE_FILE));
}

describe('a bundle', () => {
  it('takes what it does not hold from files and from node', () => {
    writeFileSync(join(root, 'file.js'), "exports.here = 'a file';");
    const of = (id: string, links: Record<string, string> = {}) => {
      const name = `${id.length}.js`;
      const text = `exports.from = require(${JSON.stringify(id)});`;
      return loadBundled(bundleOf({ 'a.js': '}', [name]: text }, { [name]: links }), root, name);
    };
    expect(of('./file', { './file': 'file.js' })).toMatchObject({ from: { here: 'a file' } });
    expect(of('node:path')).toMatchObject({ from: { sep: '/' } });
  });

  it('tries a module again that failed', () => {
    const bundle = bundleOf({
      'a.js': `if (!require('node:fs').existsSync(__dirname + '/ready')) throw new Error('not yet');
        exports.done = true;`,
    });
    expect(() => loadBundled(bundle, root, 'a.js')).toThrow(
      expect.objectContaining({ stack: expect.stringContaining(`${root}/a.js:1:`) }),
    );
    writeFileSync(join(root, 'ready'), '');
    expect(loadBundled(bundle, root, 'a.js')).toEqual({ done: true });
  });
});

const built = join(__dirname, '../../build/lib/cli');
const bundled = isFresh() ? it : it.skip;

bundled('the command says the same with and without its bundle', () => {
  writeFileSync(join(root, 'a.yaml'), '{ apiVersion: v1, kind: ConfigMap, metadata: { name: A } }');
  const says = (entry: string, ...argv: string[]) => {
    const run = spawnSync(process.execPath, [join(built, entry), ...argv], { cwd: root });
    return [run.status, run.stdout.toString(), run.stderr.toString()];
  };
  for (const argv of [
    ['--help'],
    ['lint', 'a.yaml'],
    ['drift', 'none.yaml'],
    ['pack', '--path', 'x'],
    ['push', 'oci://127.0.0.1:1/a:v1', '--path', '.', '--timeout', '1s'],
  ]) {
    expect(says('bin.js', ...argv)).toEqual(says('main.js', ...argv));
  }
});

// In a process of its own: jest has a module cache of its own.
bundled('a module of the bundle runs once, and is that of its file to everybody', () => {
  writeFileSync(join(root, 'a.js'), "throw new Error('a runs twice');");
  bundleOf(
    {
      'a.js': "console.log('a'); module.exports = { b: require('./b') };",
      'b.js': "console.log('b'); module.exports = __filename;",
    },
    { 'a.js': { './b': 'b.js' } },
  );
  writeFileSync(join(root, 'outside.js'), "exports.same = require('./a');");
  writeFileSync(
    join(root, 'main.js'),
    `const { loadBundled } = require(${JSON.stringify(join(built, 'bundle/load.js'))});
    const { readBundle } = require(${JSON.stringify(join(built, 'bundle/bundle.js'))});
    const bundle = readBundle(__dirname + '/${BUNDLE_FILE}');
    const a = loadBundled(bundle, __dirname, 'a.js');
    console.log(a.b === __dirname + '/b.js', loadBundled(bundle, __dirname, 'b.js') === a.b);
    console.log(require('./outside').same === a);`,
  );
  const run = spawnSync(process.execPath, ['main.js'], { cwd: root });
  expect(run.stderr.toString()).toBe('');
  expect(run.stdout.toString()).toBe('a\nb\ntrue true\ntrue\n');
});

/** `npm run build` writes the bundle last; whoever compiles in another way has an older one. */
function isFresh(): boolean {
  const file = join(built, BUNDLE_FILE);
  if (!existsSync(file)) return false;
  const { mtimeMs } = statSync(file);
  const { modules } = readBundle(file);
  const build = join(built, '../..');
  return Object.keys(modules).every((path) => statSync(join(build, path)).mtimeMs <= mtimeMs);
}
