import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, ModuleFunction } from '../../lib/cli/bundle/bundle';
import { loadBundled } from '../../lib/cli/bundle/load';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

type Shared = { exports: Record<string, unknown> };

/** A module that notes its runs and exports what it gets from another. */
const named =
  (id: string, runs: string[]): ModuleFunction =>
  (_exports, require, module, filename, dirname) => {
    runs.push(filename.slice(dirname.length + 1));
    (module as Shared).exports = { from: id === '' ? 'itself' : require(id), dirname };
  };

describe('a bundle', () => {
  it('takes what it does not hold from files and from node', () => {
    writeFileSync(join(root, 'file.js'), "exports.here = 'a file';");
    const of = (id: string, links: Record<string, string> = {}) =>
      loadBundled(
        { modules: { [`${id.length}.js`]: named(id, []) }, links: { [`${id.length}.js`]: links } },
        root,
        `${id.length}.js`,
      );
    expect(of('./file', { './file': 'file.js' })).toMatchObject({ from: { here: 'a file' } });
    expect(of('node:path')).toMatchObject({ from: { sep: '/' } });
  });

  it('tries a module again that failed', () => {
    let fails = true;
    const bundle: Bundle = {
      modules: {
        'a.js': (_exports, _require, module) => {
          if (fails) throw new Error('not yet');
          (module as Shared).exports = { done: true };
        },
      },
      links: {},
    };
    expect(() => loadBundled(bundle, root, 'a.js')).toThrow('not yet');
    fails = false;
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
  ]) {
    expect(says('bin.js', ...argv)).toEqual(says('main.js', ...argv));
  }
});

// In a process of its own: jest has a module cache of its own.
bundled('a module of the bundle runs once, and is that of its file to everybody', () => {
  writeFileSync(join(root, 'a.js'), "throw new Error('a runs twice');");
  writeFileSync(join(root, 'outside.js'), "exports.same = require('./a');");
  writeFileSync(
    join(root, 'main.js'),
    `const { loadBundled } = require(${JSON.stringify(join(built, 'bundle/load.js'))});
    const bundle = { links: { 'a.js': { './b': 'b.js' } }, modules: {
      'a.js': (e, require, module) => { console.log('a'); module.exports = { b: require('./b') }; },
      'b.js': (e, require, module, filename) => { console.log('b'); module.exports = filename; },
    } };
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
  const file = join(built, 'modules.js');
  if (!existsSync(file)) return false;
  const { mtimeMs } = statSync(file);
  const { modules } = require(file) as Bundle;
  const build = join(built, '../..');
  return Object.keys(modules).every((path) => statSync(join(build, path)).mtimeMs <= mtimeMs);
}
