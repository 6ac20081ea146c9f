import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt } from '../support/built-cli';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

const folder = tempFolder();

const LIST = `
process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')));
require(process.argv[1]);
`;

/** Files that a run of a module loads. */
function loadedBy(file: string, ...argv: readonly string[]): readonly string[] {
  const args = ['-e', LIST, join(root, 'build', file), ...argv];
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr.split('\n');
}

const inRooms = (files: readonly string[], rooms: readonly string[]) =>
  files.filter((file) => rooms.some((room) => file.includes(`/build/${room}/`)));

/** Each test file of a user loads the package anew: what synth does not need is not loaded with it. */
(isBuilt() ? test : test.skip)(
  'the constructs load no client of registries, and no command',
  () => {
    const files = loadedBy('constructs/index.js');
    expect(files).toContain(join(root, 'build/constructs/index.js'));
    const rooms = ['oci/registry', 'oci/sign', 'oci/credentials', 'cli', 'lint'];
    expect(
      inRooms(
        files,
        rooms.map((room) => `lib/${room}`),
      ),
    ).toEqual([]);
  },
);

/** A small file is linted before every commit: rules load what their objects need. */
(isBuilt() ? test : test.skip)(
  'lint of a ConfigMap loads no CEL and no functions of templates',
  () => {
    const file = join(folder, 'a.yaml');
    writeFileSync(file, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n');
    const files = loadedBy('lib/cli/main.js', 'lint', file);
    expect(files).toContain(join(root, 'build/lib/lint/lint.js'));
    const rooms = ['render', 'template/sprig', 'template/crypto', 'schema/cel/functions', 'oci'];
    expect(
      inRooms(
        files,
        rooms.map((room) => `lib/${room}`),
      ),
    ).toEqual([]);
  },
);
