import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/source-files';
import { tempFolder } from '../../support/temp-folder';

const MODULE = join(root, 'build/lib/cli/start/compiled-package.js');
const folder = tempFolder();
const cache = join(folder, 'cache');
mkdirSync(cache);
mkdirSync(join(folder, 'node_modules/big'), { recursive: true });
const source = (text: string) =>
  `const { basename } = require('node:path');
exports.say = () => '${text} ' + basename(__filename);`;
const write = (text: string) =>
  writeFileSync(join(folder, 'node_modules/big/index.js'), source(text));

/** In a process of its own: V8 remembers what it compiled before. */
function load(): unknown {
  const script = `const { compiledPackage } = require(${JSON.stringify(MODULE)});
const loaded = compiledPackage(require('node:module').createRequire(process.cwd() + '/x.js'), 'big', 'cache');
const said = loaded.exports.say();
let kept = 0;
loaded.keep((path, bytes) => {
  kept += 1;
  require('node:fs').writeFileSync(path, bytes);
});
console.log(JSON.stringify({ said, kept }));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: folder }).toString());
}

it('keeps what it compiled once, for that text alone', () => {
  write('one');
  expect(load()).toEqual({ said: 'one index.js', kept: 1 });
  expect(load()).toEqual({ said: 'one index.js', kept: 0 });
  write('two');
  expect(load()).toEqual({ said: 'two index.js', kept: 1 });
  expect(readdirSync(cache)).toHaveLength(2);
});

it('compiles and keeps anew where the cache is of another V8, or no cache', () => {
  write('one');
  load();
  for (const name of readdirSync(cache)) {
    const bytes = readFileSync(join(cache, name));
    writeFileSync(join(cache, name), Buffer.concat([Buffer.alloc(16), bytes.subarray(16)]));
  }
  expect(load()).toEqual({ said: 'one index.js', kept: 1 });
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), '');
  expect(load()).toEqual({ said: 'one index.js', kept: 1 });
});
