import { execFileSync, spawnSync } from 'node:child_process';
import { CHUNK_BYTES } from '../../lib/oci/gzip/plan';
import { readTar } from '../../lib/oci/tar/read';
import { writeTar, type PackedFile, type PackFile } from '../../lib/oci/tar/write';

const FILES: readonly PackFile[] = [
  { path: 'b/z.yaml', content: 'z: 1\n' },
  { path: 'b-a.yaml', content: '' },
  { path: 'b.yaml', content: 'x'.repeat(512) },
  { path: `${'d'.repeat(99)}/e`, content: 'e' },
  { path: 'n'.repeat(100), content: Buffer.from([0, 1, 255]) },
  { path: `${'a'.repeat(90)}/${'b'.repeat(60)}/${'c'.repeat(90)}.yaml`, content: 'long: true\n' },
];
/** Paths that ustar cannot hold: beyond ASCII, or without a place to split. */
const EXTENDED: readonly PackFile[] = [
  { path: 'größe/中文.yaml', content: 'ü\n' },
  { path: `${'p'.repeat(130)}.yaml`, content: 'p\n' },
  { path: `${'é'.repeat(80)}/${'q'.repeat(120)}`, content: 'q\n' },
];

describe('an archive', () => {
  test('is sorted by the bytes of the path', () => {
    const paths = ['ä', 'b/a', 'b-a', 'Z', '\u{1f600}', '\uff5e'];
    const { files } = tarOf(paths.map((path) => ({ path, content: '' })));
    expect(files.map(({ path }) => path)).toEqual(['Z', 'b-a', 'b/a', 'ä', '\uff5e', '\u{1f600}']);
  });

  test('has the bytes that modern-tar writes for the same entries', () => {
    const { bytes, files } = tarOf(FILES);
    const entries = files.map(({ path, sizeBytes }) => ({
      header: { name: path, size: sizeBytes, mode: 0o644, uid: 0, gid: 0 },
      body: Buffer.from(FILES.find((file) => file.path === path)?.content ?? '').toString('hex'),
    }));
    expect(bytes.equals(packByModernTar(JSON.stringify(entries)))).toBe(true);
  });

  test('of nothing is two zero blocks', () => {
    expect(tarOf([]).bytes.equals(Buffer.alloc(1024))).toBe(true);
  });

  test('is the same whether files are read into it or elsewhere', () => {
    const sizes = [
      0,
      1,
      511,
      512,
      3000,
      CHUNK_BYTES - 4608,
      10,
      CHUNK_BYTES,
      0,
      2 * CHUNK_BYTES + 7,
    ];
    const files = sizes.map((sizeBytes, i) => ({
      path: `${i}-${'é'.repeat(i % 2)}`,
      content: Buffer.alloc(sizeBytes, i + 1),
    }));
    const inPlace: string[] = [];
    const lazy = files.map(({ path, content }) => ({
      path,
      read(room: Buffer = Buffer.alloc(0)) {
        expect(room.every((byte) => byte === 0)).toBe(true);
        if (content.length > room.length) return content;
        inPlace.push(path.slice(0, 1));
        const start = path.startsWith('3') ? 1 : 0;
        content.copy(room, start);
        return room.subarray(start, start + content.length);
      },
    }));
    expect(Buffer.concat([...writeTar(lazy)]).equals(tarOf(files).bytes)).toBe(true);
    expect(inPlace.join('')).toBe('0123468');
  });

  test('is read back', () => {
    const all = [...FILES, ...EXTENDED];
    expect(contents(readTar(tarOf(all).bytes, 'test'))).toEqual(contents(all));
  });

  optional('tar', ['--version'])('is read by the tar of this machine', () => {
    const listed = execFileSync(
      'tar',
      ['-tvf', '-', '--utc', '--full-time', '--quoting-style=literal'],
      {
        input: tarOf([...FILES, ...EXTENDED]).bytes,
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      },
    );
    const lines = listed.toString().trim().split('\n');
    expect(lines).toHaveLength(FILES.length + EXTENDED.length);
    for (const line of lines) expect(line).toMatch(/^-rw-r--r-- 0\/0 +\d+ 1970-01-01 00:00:00 /);
    expect(lines.map((line) => line.slice(line.indexOf('00:00:00') + 9)).sort()).toEqual(
      [...FILES, ...EXTENDED].map(({ path }) => path).sort(),
    );
  });

  optional('python3', ['-c', 'import tarfile'])('is read by Python', () => {
    const script = `import tarfile,sys,io,json
t=tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read()))
print(json.dumps({m.name: t.extractfile(m).read().hex() for m in t.getmembers()}))`;
    const all = [...FILES, ...EXTENDED];
    const read = execFileSync('python3', ['-c', script], { input: tarOf(all).bytes });
    const expected = all.map((f) => [f.path, Buffer.from(f.content).toString('hex')]);
    expect(JSON.parse(read.toString())).toEqual(Object.fromEntries(expected));
  });
});

describe('paths', () => {
  test.each([
    ['', 'is empty'],
    ['/etc/passwd', 'is absolute'],
    ['a\\b', 'has a backslash'],
    ['C:x', 'starts with a drive letter'],
    ['a\0b', 'has a control character'],
    ['a\nb', 'has a control character'],
    ['..', "has '..' in it"],
    ['a/../b', "has '..' in it"],
    ['../a', "has '..' in it"],
    ['a//b', "has an empty part or '.' in it"],
    ['a/', "has an empty part or '.' in it"],
    ['./a', "has an empty part or '.' in it"],
    ['a/./b', "has an empty part or '.' in it"],
    ['\ud800', 'is not valid Unicode'],
  ])('%j are refused', (path, fault) => {
    expect(() => tarOf([{ path, content: '' }])).toThrow(
      expect.objectContaining({
        code: 'OCI_PATH_INVALID',
        message: `path ${JSON.stringify(path)} ${fault}`,
      }),
    );
  });

  test.each(['...', 'a..b', '..a', '.hidden', 'a b', 'ab:c', '$x', '中'])(
    '%j are packed',
    (path) => {
      expect(tarOf([{ path, content: '' }]).files).toEqual([{ path, sizeBytes: 0 }]);
    },
  );

  test.each([
    [['a', 'a'], "'a' and 'a' are the same path twice"],
    [
      ['x/Web.yaml', 'x/web.yaml'],
      "'x/Web.yaml' and 'x/web.yaml' differ in case or Unicode form only",
    ],
    [['\u00e9', 'e\u0301'], "'e\u0301' and '\u00e9' differ in case or Unicode form only"],
    [['a', 'a/b'], "'a' and 'a/b' need one name as a file and as a folder"],
    [['A', 'a/b/c'], "'A' and 'a/b/c' need one name as a file and as a folder"],
    [['a/b/c', 'a/b/c/d/e'], "'a/b/c' and 'a/b/c/d/e' need one name as a file and as a folder"],
  ])('%j cannot travel together', (paths, message) => {
    expect(() => tarOf(paths.map((path) => ({ path, content: '' })))).toThrow(
      expect.objectContaining({ code: 'OCI_PATH_CONFLICT', message }),
    );
  });

  test('of one folder in two cases can', () => {
    expect(tarOf(['A/x', 'a/y'].map((path) => ({ path, content: '' }))).files).toHaveLength(2);
  });
});

describe('reading an archive', () => {
  const { bytes } = tarOf([{ path: 'dir/file', content: 'content' }]);

  test.each([
    [
      'a symbolic link',
      edit((t) => t.write('2', 156)),
      'OCI_CONTENT_INVALID',
      'is a symbolic link',
    ],
    ['a hard link', edit((t) => t.write('1', 156)), 'OCI_CONTENT_INVALID', 'is a hard link'],
    ['a device', edit((t) => t.write('3', 156)), 'OCI_CONTENT_INVALID', 'is a device'],
    ['an unknown type', edit((t) => t.write('Z', 156)), 'OCI_CONTENT_INVALID', "of type 'Z'"],
    ['a path that leads out', edit((t) => t.write('../../fil', 0)), 'OCI_PATH_INVALID', "'..'"],
    ['an absolute path', edit((t) => t.write('/', 0)), 'OCI_PATH_INVALID', 'is absolute'],
    ['a size that is no number', edit((t) => t.write('zz', 124)), 'OCI_CONTENT_INVALID', 'octal'],
    ['a size that lies', edit((t) => t.write('7', 124)), 'OCI_CONTENT_INVALID', 'ends inside'],
    ['a binary size', edit((t) => (t[124] = 0x80)), 'OCI_CONTENT_INVALID', 'octal'],
    [
      'a damaged header',
      () => Buffer.concat([Buffer.from('X'), bytes.subarray(1)]),
      'OCI_CONTENT_INVALID',
      'damaged header at byte 0',
    ],
    [
      'the same path twice',
      () => Buffer.concat([bytes.subarray(0, 1024), bytes]),
      'OCI_PATH_CONFLICT',
      'twice',
    ],
    ['a truncated entry', () => bytes.subarray(0, 514), 'OCI_CONTENT_INVALID', 'ends inside'],
  ])('refuses %s', (_, make, code, message) => {
    expect(() => readTar(make(), 'test')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });

  test('leaves out folders, and the dot in front of paths', () => {
    const folder = edit((t) => t.write('5', 156))();
    const dotted = edit((t) => t.write('./r/file', 0))();
    const both = Buffer.concat([folder.subarray(0, 1024), dotted]);
    expect(readTar(both, 'test').map(({ path }) => path)).toEqual(['r/file']);
  });

  optional('tar', ['--version'])('takes the long names of GNU tar', () => {
    const path = `${'g'.repeat(120)}/${'h'.repeat(120)}`;
    for (const format of ['gnu', 'pax']) {
      const made = execFileSync('sh', [
        '-c',
        `d=$(mktemp -d) && cd $d && mkdir ${'g'.repeat(120)} && echo 1 > ${path.slice(0, 215)} &&
         tar --format=${format} -cf - . ; rm -rf $d`,
      ]);
      expect(readTar(made, format).map((file) => file.path)).toEqual([path.slice(0, 215)]);
    }
  });

  /** The archive with its first header changed and summed again. */
  function edit(change: (tar: Buffer) => unknown): () => Buffer {
    return () => {
      const tar = Buffer.from(bytes);
      change(tar);
      tar.fill(32, 148, 156);
      const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
      tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
      return tar;
    };
  }
});

function contents(files: readonly PackFile[]): Map<string, string> {
  return new Map(
    files.map((f) => [f.path, Buffer.from(f.content).toString('hex')] as const).sort(),
  );
}

/** In a process of its own: the package is ESM only. */
function packByModernTar(entries: string): Buffer {
  const script = `import { packTar } from 'modern-tar';
import { readFileSync } from 'node:fs';
const entries = JSON.parse(readFileSync(0, 'utf8')).map(({ header, body }) => ({
  header: { ...header, mtime: new Date(0) }, body: Buffer.from(body, 'hex') }));
process.stdout.write(await packTar(entries));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { input: entries });
}

/** A test that needs a tool; skipped, and said so, where it is missing. */
function optional(tool: string, args: readonly string[]): jest.It {
  const found = spawnSync(tool, args).status === 0;
  if (!found) process.stderr.write(`skipped: '${tool}' is not installed\n`);
  return found ? test : test.skip;
}

/** The whole archive, and what it tells of its files. */
function tarOf(files: readonly PackFile[]): { bytes: Buffer; files: PackedFile[] } {
  const packed: PackedFile[] = [];
  const bytes = Buffer.concat([...writeTar(files, (file) => packed.push(file))]);
  return { bytes, files: packed };
}
