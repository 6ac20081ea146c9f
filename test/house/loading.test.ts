import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isBuilt } from '../support/built-cli';
import { root } from '../support/source-files';

const LIST = `
require(process.argv[1]);
process.stdout.write(Object.keys(require.cache).join('\\n'));
`;

/** Each test file of a user loads the package anew: what synth does not need is not loaded with it. */
(isBuilt() ? test : test.skip)(
  'the constructs load no client of registries, and no command',
  () => {
    const index = join(root, 'build/constructs/index.js');
    const loaded = execFileSync(process.execPath, ['-e', LIST, index], { encoding: 'utf8' });
    const files = loaded.split('\n');
    expect(files).toContain(index);
    const rooms = [
      'lib/oci/registry',
      'lib/oci/sign',
      'lib/oci/credentials',
      'lib/cli',
      'lib/lint',
    ];
    const found = files.filter((file) => rooms.some((room) => file.includes(`/build/${room}/`)));
    expect(found).toEqual([]);
  },
);
