import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realDisk } from '../../constructs/disk';

let cwd: string;
beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'disk-'))));
afterEach(() => rmSync(cwd, { recursive: true }));

const all = () => readdirSync(cwd, { recursive: true }).map(String).sort();

describe('realDisk', () => {
  it('reads files below the working folder and by absolute path', () => {
    writeFileSync(join(cwd, 'a'), 'x');
    expect(String(realDisk(cwd).read('a'))).toBe('x');
    expect(String(realDisk('/').read(join(cwd, 'a')))).toBe('x');
  });

  it('knows files, folders and nothing, as links resolve', () => {
    mkdirSync(join(cwd, 'folder'));
    writeFileSync(join(cwd, 'file'), '');
    symlinkSync('folder', join(cwd, 'link'));
    symlinkSync('nowhere', join(cwd, 'broken'));
    const kinds = ['folder', 'file', 'link', 'broken', 'none', 'file/below'].map((path) =>
      realDisk(cwd).kindOf(path),
    );
    expect(kinds).toEqual(['directory', 'file', 'directory', undefined, undefined, undefined]);
    expect(realDisk(cwd).read('file/below')).toBeUndefined();
  });

  it('writes a secret into no file that waits for it', () => {
    const sibling = join(cwd, `key.${process.pid}.tmp`);
    writeFileSync(join(cwd, 'theirs'), 'theirs', { mode: 0o644 });
    symlinkSync('theirs', sibling);
    realDisk(cwd).write(new Map([['key', 'secret']]), { isPrivate: true });
    expect(readFileSync(join(cwd, 'theirs'), 'utf8')).toBe('theirs');
    writeFileSync(sibling, '', { mode: 0o644 });
    realDisk(cwd).write(new Map([['key', 'secret']]), { isPrivate: true });
    expect(lstatSync(join(cwd, 'key')).mode & 0o777).toBe(0o600);
  });

  it('says which path is a folder where a file should be', () => {
    mkdirSync(join(cwd, 'folder'));
    expect(() => realDisk(cwd).read('folder')).toThrow(
      expect.objectContaining({ code: 'EISDIR', path: 'folder' }),
    );
  });

  it('says what keeps a file from being read', () => {
    expect(() => realDisk(cwd).read('.')).toThrow('EISDIR');
  });

  it('lists names in the order of their bytes, with what they are', () => {
    for (const name of ['b', 'ﬀ', '😀', 'A']) writeFileSync(join(cwd, name), '');
    mkdirSync(join(cwd, 'c'));
    symlinkSync('c', join(cwd, 'd'));
    expect(
      realDisk(cwd)
        .list('.')
        .map(({ name, kind }) => `${name} ${kind}`),
    ).toEqual(['A file', 'b file', 'c directory', 'd link', 'ﬀ file', '😀 file']);
    expect(realDisk(cwd).list('none')).toEqual([]);
  });

  it('writes text and bytes, and makes the folders for them', () => {
    realDisk(cwd).write(
      new Map<string, string | Uint8Array>([
        ['a/b/c', 'ü'],
        ['d', Uint8Array.of(0, 255)],
      ]),
    );
    expect(readFileSync(join(cwd, 'a/b/c'), 'utf8')).toBe('ü');
    expect([...readFileSync(join(cwd, 'd'))]).toEqual([0, 255]);
    expect(all()).toEqual(['a', 'a/b', 'a/b/c', 'd']);
  });

  it.each([
    { title: 'a folder is in the way of the second', path: 'folder', code: 'EISDIR' },
    { title: 'a file is in the way of its folder', path: 'file/below', code: 'EEXIST' },
  ])('writes nothing when $title', ({ path, code }) => {
    mkdirSync(join(cwd, 'folder/sub'), { recursive: true });
    writeFileSync(join(cwd, 'file'), 'old');
    const before = all();
    expect(() =>
      realDisk(cwd).write(
        new Map([
          ['file', 'new'],
          [path, 'new'],
        ]),
      ),
    ).toThrow(expect.objectContaining({ code }));
    expect(readFileSync(join(cwd, 'file'), 'utf8')).toBe('old');
    expect(all()).toEqual(before);
  });

  it('removes files, and the folders that this empties below the root', () => {
    const disk = realDisk(cwd);
    disk.write(new Map(['out/a/b/x', 'out/a/y', 'out/z/z'].map((path) => [path, ''])));
    disk.remove(['out/a/b/x', 'out/z/z', 'out/none/x'], 'out');
    expect(all()).toEqual(['out', 'out/a', 'out/a/y']);
    disk.remove(['out/a/y'], 'out');
    expect(all()).toEqual(['out']);
  });

  it('leaves folders alone that are not below the root', () => {
    const disk = realDisk(cwd);
    disk.write(new Map([['outside/x', '']]));
    disk.remove(['outside/x'], 'out');
    expect(all()).toEqual(['outside']);
  });
});

describe('what a killed process left', () => {
  const DEAD = spawnSync(process.execPath, ['--version']).pid;
  const leave = (name: string, ageMs: number) => {
    mkdirSync(join(cwd, 'a'), { recursive: true });
    writeFileSync(join(cwd, 'a', name), 'half');
    const at = (Date.now() - ageMs) / 1000;
    utimesSync(join(cwd, 'a', name), at, at);
  };

  it.each<[string, string, number, boolean]>([
    ['goes', `file.${DEAD}.tmp`, 120_000, false],
    ['stays while it is young: its process may be out of sight', `file.${DEAD}.tmp`, 30_000, true],
    ['stays while its process lives', `file.${process.ppid}.tmp`, 120_000, true],
    ['stays beside another file', `other.${DEAD}.tmp`, 120_000, true],
    ['stays where it is something else', 'file.x.tmp', 120_000, true],
  ])('%s (%s)', (_title, name, ageMs, stays) => {
    leave(name, ageMs);
    realDisk(cwd).write(new Map([['a/file', 'new']]));
    expect(all()).toEqual(['a', 'a/file', ...(stays ? [`a/${name}`] : [])].sort());
  });
});
