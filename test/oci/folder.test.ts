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
import { packSync, readFolder, writeFolder, type FolderOptions } from '../../lib/oci';

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

const paths = (options?: FolderOptions) =>
  readFolder(realDisk(folder), '.', options).map(({ path }) => path);

test('all files below a folder are read, those of git are not', () => {
  for (const path of ['b/c.yaml', 'a.yaml', '.hidden', '.git/HEAD', 'b/.git/x', '.gitignore'])
    write(path);
  expect(read().map(({ path, content }) => [path, content.toString()])).toEqual(
    ['.hidden', 'a.yaml', 'b/c.yaml'].map((path) => [path, path]),
  );
});

test('.sourceignore leaves out from its folder on, and a deeper one weighs more', () => {
  for (const path of ['a.yaml', 'a.txt', 'x/a.txt', 'x/y/a.txt', 'x/y/b.txt', 'z/a.md'])
    write(path);
  write('.sourceignore', '*.txt\n');
  write('x/y/.sourceignore', '# kept\n!a.txt\n');
  write('z/.sourceignore', '*.md\n.sourceignore\n');
  const leftOut: string[] = [];
  expect(paths({ leftOut: (path) => leftOut.push(path) })).toEqual([
    ...['.sourceignore', 'a.yaml', 'x/y/.sourceignore', 'x/y/a.txt'],
  ]);
  expect(leftOut).toEqual(['a.txt', 'x/a.txt', 'x/y/b.txt', 'z/.sourceignore', 'z/a.md']);
  expect(paths({ sourceIgnore: false })).toContain('x/a.txt');
});

test('.git is left out whatever is asked for', () => {
  for (const path of ['a.yaml', '.git/HEAD']) write(path);
  expect(paths({ ignorePaths: ['*.txt'], addIgnorePaths: ['!.git/'] })).toEqual(['a.yaml']);
});

test('what is asked for outweighs what the folder says', () => {
  for (const path of ['a.yaml', 'b.yaml', 'c.png']) write(path);
  write('.sourceignore', '!b.yaml\n');
  expect(paths({ addIgnorePaths: ['b.yaml'] })).toEqual(['.sourceignore', 'a.yaml']);
  expect(paths({ ignorePaths: ['b.yaml', '.sourceignore'] })).toEqual(['a.yaml', 'c.png']);
});

// Other systems take no such names.
const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('a name that is not UTF-8 is told as such', () => {
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff])]), '');
  expect(() => read()).toThrow('has a name that is not UTF-8');
});

test('a folder of which all is left out has no files', () => {
  write('a.png');
  expect(() => paths()).toThrow(
    expect.objectContaining({
      code: 'OCI_FOLDER_EMPTY',
      message: "all 1 files of folder '.' are left out",
    }),
  );
});

test('links may be followed, to files and folders', () => {
  write('elsewhere/b.yaml');
  write('in/a.yaml');
  symlinkSync('../elsewhere', join(folder, 'in/linked'));
  symlinkSync('../elsewhere/b.yaml', join(folder, 'in/c.yaml'));
  const files = readFolder(realDisk(folder), 'in', { resolveSymlinks: true });
  expect(files.map(({ path }) => path)).toEqual(['a.yaml', 'c.yaml', 'linked/b.yaml']);
  expect(files.map(({ content }) => content.toString()).slice(1)).toEqual([
    'elsewhere/b.yaml',
    'elsewhere/b.yaml',
  ]);
});

test.each([
  ['nowhere', 'gone', 'is a symbolic link that leads nowhere'],
  ['back', '..', 'is a symbolic link that leads back to where it is'],
  ['round', '../other', 'is a symbolic link that leads back to where it is'],
])('a link that leads %s cannot be followed', (_, target, message) => {
  write('in/x/a.yaml');
  mkdirSync(join(folder, 'in/other'));
  symlinkSync('../x', join(folder, 'in/other/again'));
  symlinkSync(target, join(folder, 'in/x/link'));
  expect(() => readFolder(realDisk(folder), 'in', { resolveSymlinks: true })).toThrow(
    expect.objectContaining({
      code: 'OCI_FILE_UNSUPPORTED',
      message: expect.stringContaining(message) as string,
    }),
  );
});

test('a link that is left out is not refused', () => {
  write('a.yaml');
  symlinkSync('/etc/passwd', join(folder, 'passwd'));
  write('.sourceignore', 'passwd');
  expect(paths()).toEqual(['.sourceignore', 'a.yaml']);
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
