import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realDisk } from '../../constructs/disk';
import { packSync, readFolder, writeFolder } from '../../lib/oci';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, content = path) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const read = (path = '.') => readFolder(realDisk(folder), path);

test('all files below a folder are read, those of .git are not', () => {
  for (const path of ['b/c.yaml', 'a.yaml', '.hidden', '.git/HEAD', 'b/.git/x', '.gitignore'])
    write(path);
  expect(read().map(({ path, content }) => [path, content.toString()])).toEqual(
    ['.gitignore', '.hidden', 'a.yaml', 'b/c.yaml'].map((path) => [path, path]),
  );
});

test('the digest is that of the same content elsewhere', () => {
  write('x/dir/a.yaml', 'a');
  write('y/dir/a.yaml', 'a');
  expect(packSync(read('x')).digest).toBe(packSync(read('./y/')).digest);
  expect(packSync(read(join(folder, 'x'))).digest).toBe(packSync(read('y')).digest);
});

test.each([
  ['a folder that does not exist', 'nowhere', 'OCI_FOLDER_MISSING', "there is no folder 'nowhere'"],
  ['a file', 'a.yaml', 'OCI_FOLDER_MISSING', "'a.yaml' is a file, not a folder"],
  ['an empty folder', 'empty', 'OCI_FOLDER_EMPTY', "folder 'empty' has no files"],
  ['a symbolic link', 'links', 'OCI_FILE_UNSUPPORTED', "'links/passwd' is a symbolic link"],
  ['a link to a folder', 'deep', 'OCI_FILE_UNSUPPORTED', "'deep/x/up' is a symbolic link"],
])('%s is refused', (_, path, code, message) => {
  write('a.yaml');
  mkdirSync(join(folder, 'empty/inner'), { recursive: true });
  mkdirSync(join(folder, 'deep/x'), { recursive: true });
  mkdirSync(join(folder, 'links'));
  symlinkSync('/etc/passwd', join(folder, 'links/passwd'));
  symlinkSync('../..', join(folder, 'deep/x/up'));
  expect(() => read(path)).toThrow(expect.objectContaining({ code, message }));
});

test('files are written below a folder, others stay', () => {
  write('out/a.yaml', 'old');
  write('out/b.yaml', 'kept');
  const files = ['a.yaml', 'x/y/z.yaml'].map((path) => ({ path, content: Buffer.from('new') }));
  writeFolder(realDisk(folder), 'out', files);
  expect(read('out').map(({ path, content }) => `${path} ${content.toString()}`)).toEqual([
    'a.yaml new',
    'b.yaml kept',
    'x/y/z.yaml new',
  ]);
});

test('a link on the way out of the folder is refused, before anything is written', () => {
  mkdirSync(join(folder, 'out/x'), { recursive: true });
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync('../../elsewhere', join(folder, 'out/x/y'));
  const files = ['a.yaml', 'x/y/z.yaml'].map((path) => ({ path, content: Buffer.from('new') }));
  expect(() => writeFolder(realDisk(folder), 'out', files)).toThrow(
    expect.objectContaining({
      code: 'OCI_FILE_UNSUPPORTED',
      message: "'out/x/y' is a symbolic link, and files are to be written below it",
    }),
  );
  expect(existsSync(join(folder, 'out/a.yaml'))).toBe(false);
});

test('a file that is a link is replaced, not followed', () => {
  write('elsewhere', 'untouched');
  mkdirSync(join(folder, 'out'));
  symlinkSync('../elsewhere', join(folder, 'out/a.yaml'));
  writeFolder(realDisk(folder), 'out', [{ path: 'a.yaml', content: Buffer.from('new') }]);
  expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('untouched');
});
