import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { realDisk } from '../../constructs/disk';
import { resolver } from '../../constructs/disk-read';

describe('a path below a folder', () => {
  test.each(['a', 'a/b', '../a', '/a', '/a/', '/', '', '.', '..', 'a/..', 'a/./b/', './a//b'])(
    '%j is what path.resolve says',
    (path) => {
      expect(resolver('/work/x')(path)).toBe(resolve('/work/x', path));
      expect(resolver('/')(path)).toBe(resolve('/', path));
    },
  );

  test('is so whatever was asked before', () => {
    const name = fc.constantFrom('a', 'b', 'ab', '..', '.', '', 'a\\b');
    const path = fc.array(name, { maxLength: 4 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(fc.array(path), fc.constantFrom('/', '/w', '/w/x'), (paths, cwd) => {
        const at = resolver(cwd);
        expect(paths.map(at)).toEqual(paths.map((one) => resolve(cwd, one)));
      }),
    );
  });
});

describe('reading into memory that is there', () => {
  let cwd: string;
  beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), 'disk-'))));
  afterEach(() => rmSync(cwd, { recursive: true }));
  const write = (sizeBytes: number) => writeFileSync(join(cwd, 'file'), Buffer.alloc(sizeBytes, 7));

  test.each([0, 1, 9])('puts a file of %d bytes there', (sizeBytes) => {
    write(sizeBytes);
    const room = Buffer.alloc(10);
    const found = realDisk(cwd).read('file', room);
    expect(found).toEqual(Buffer.alloc(sizeBytes, 7));
    expect(found?.buffer).toBe(room.buffer);
    expect(room).toEqual(Buffer.concat([Buffer.alloc(sizeBytes, 7)], 10));
  });

  test.each([10, 11, 100_000])(
    'finds memory for %d bytes elsewhere, and clears it',
    (sizeBytes) => {
      write(sizeBytes);
      const room = Buffer.alloc(10);
      expect(realDisk(cwd).read('file', room)).toEqual(Buffer.alloc(sizeBytes, 7));
      expect(room).toEqual(Buffer.alloc(10));
    },
  );

  test('fails as reading does', () => {
    const room = Buffer.alloc(10);
    expect(realDisk(cwd).read('none', room)).toBeUndefined();
    mkdirSync(join(cwd, 'folder'));
    expect(() => realDisk(cwd).read('folder', room)).toThrow(
      expect.objectContaining({ code: 'EISDIR', path: 'folder' }),
    );
  });
});
