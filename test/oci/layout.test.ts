import { listLayout, packSync, readLayout, tagLayout, unpack, writeLayout } from '../../lib/oci';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';

const LAYOUT = '.gitops/oci';
const one = packSync([{ path: 'a.yaml', content: 'a: 1\n' }]);
const two = packSync([{ path: 'a.yaml', content: 'a: 2\n' }]);

describe('an image layout', () => {
  test('gives back what was written', () => {
    const { disk } = memoryWorld();
    writeLayout(disk, LAYOUT, new Map([['core', one]]));
    const { files: _, ...stored } = one;
    expect(readLayout(disk, LAYOUT, 'core')).toEqual(stored);
    expect(readLayout(disk, LAYOUT, one.digest)).toEqual(stored);
    expect(readLayout(disk, LAYOUT)).toEqual(stored);
    expect(unpack(readLayout(disk, LAYOUT))).toEqual([
      { path: 'a.yaml', content: Buffer.from('a: 1\n') },
    ]);
  });

  test('moves a name of something else, unless it must stay', () => {
    const { disk } = memoryWorld();
    writeLayout(
      disk,
      LAYOUT,
      new Map([
        ['core', one],
        ['live', two],
      ]),
    );
    const move = (immutable: boolean) => tagLayout(disk, LAYOUT, 'core', ['live'], { immutable });
    expect(() => move(true)).toThrow(expect.objectContaining({ code: 'OCI_TAG_TAKEN' }));
    expect(readLayout(disk, LAYOUT, 'live').digest).toBe(two.digest);
    expect(move(false)).toEqual({ digest: one.digest, moved: ['live'] });
    expect(readLayout(disk, LAYOUT, 'live').digest).toBe(one.digest);
  });

  test('has the files that the specification asks for', () => {
    const world = memoryWorld();
    writeLayout(world.disk, LAYOUT, new Map([['core', one]]));
    expect(text(world, 'oci-layout')).toBe('{"imageLayoutVersion":"1.0.0"}');
    expect(JSON.parse(text(world, 'index.json'))).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [
        {
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
          digest: one.digest,
          size: one.manifest.bytes.length,
          annotations: { 'org.opencontainers.image.ref.name': 'core' },
        },
      ],
    });
    expect(blobs(world)).toHaveLength(3);
  });

  test('writes the index last', () => {
    const { disk } = memoryWorld();
    const written: string[] = [];
    writeLayout(
      { ...disk, write: (files) => void written.push(...files.keys()) },
      LAYOUT,
      new Map([['core', one]]),
    );
    expect(written.at(-1)).toBe(`${LAYOUT}/index.json`);
    expect(written.at(-3)).toContain(one.digest.slice(7));
  });

  test('keeps artifacts of other names, and fields that it does not know', () => {
    const world = memoryWorld();
    writeLayout(world.disk, LAYOUT, new Map([['core', one]]));
    const index = JSON.parse(text(world, 'index.json')) as { manifests: object[] };
    const stranger = { ...index.manifests[0], annotations: { who: 'else' }, platform: {} };
    const edited = { ...index, annotations: { kept: 'yes' }, manifests: [stranger] };
    world.disk.write(new Map([[`${LAYOUT}/index.json`, JSON.stringify(edited)]]));

    writeLayout(world.disk, LAYOUT, new Map([['core', two]]));

    const after = JSON.parse(text(world, 'index.json')) as { manifests: object[] };
    expect(after).toMatchObject({ annotations: { kept: 'yes' } });
    expect(after.manifests[0]).toEqual(stranger);
    expect(listLayout(world.disk, LAYOUT)).toEqual([
      { name: undefined, digest: one.digest },
      { name: 'core', digest: two.digest },
    ]);
    expect(blobs(world)).toHaveLength(6);
  });

  test('has the same index whatever the order of writing', () => {
    const [a, b] = [memoryWorld(), memoryWorld()];
    writeLayout(a.disk, LAYOUT, new Map([['core', one]]));
    writeLayout(a.disk, LAYOUT, new Map([['base', two]]));
    writeLayout(b.disk, LAYOUT, new Map([['base', two], ['core', one]])); // prettier-ignore
    expect(text(a, 'index.json')).toBe(text(b, 'index.json'));
  });

  test('writes nothing where nothing changed', () => {
    const { disk } = memoryWorld();
    writeLayout(disk, LAYOUT, new Map([['core', one]]));
    const refuse = () => {
      throw new Error('written');
    };
    writeLayout({ ...disk, write: refuse, remove: refuse }, LAYOUT, new Map([['core', one]]));
  });

  test('repairs a damaged blob', () => {
    const world = memoryWorld();
    writeLayout(world.disk, LAYOUT, new Map([['core', one]]));
    damage(world, one.layer.digest);
    writeLayout(world.disk, LAYOUT, new Map([['core', one]]));
    expect(readLayout(world.disk, LAYOUT).layer.bytes.equals(one.layer.bytes)).toBe(true);
  });
});

describe('blobs of a replaced artifact', () => {
  test('are removed', () => {
    const world = memoryWorld();
    writeLayout(world.disk, LAYOUT, new Map([['core', one]]));
    writeLayout(world.disk, LAYOUT, new Map([['core', two]]));
    expect(blobs(world)).toHaveLength(3);
    expect(readLayout(world.disk, LAYOUT).digest).toBe(two.digest);
  });

  test('stay where the new one shares them', () => {
    const world = memoryWorld();
    const noted = packSync([{ path: 'a.yaml', content: 'a: 1\n' }], { annotations: { a: 'b' } });
    writeLayout(world.disk, LAYOUT, new Map([['core', one]]));
    writeLayout(world.disk, LAYOUT, new Map([['core', noted]]));
    expect(readLayout(world.disk, LAYOUT).digest).toBe(noted.digest);
    expect(blobs(world)).toHaveLength(3);
  });

  test('stay where another name has them', () => {
    const world = memoryWorld();
    writeLayout(world.disk, LAYOUT, new Map([['core', one], ['old', one]])); // prettier-ignore
    writeLayout(world.disk, LAYOUT, new Map([['core', two]]));
    expect(readLayout(world.disk, LAYOUT, 'old').digest).toBe(one.digest);
  });

  test('stay where a kept manifest cannot be read', () => {
    const world = memoryWorld();
    const three = packSync([{ path: 'a.yaml', content: 'a: 3\n' }]);
    writeLayout(world.disk, LAYOUT, new Map([['core', one], ['old', three]])); // prettier-ignore
    damage(world, three.digest);
    writeLayout(world.disk, LAYOUT, new Map([['core', two]]));
    expect(blobs(world)).toHaveLength(9);
  });

  test('do not take blobs along that no artifact named', () => {
    const world = memoryWorld({ [`${LAYOUT}/blobs/sha256/${'0'.repeat(64)}`]: 'being written' });
    writeLayout(world.disk, LAYOUT, new Map([['core', one]]));
    writeLayout(world.disk, LAYOUT, new Map([['core', two]]));
    expect(blobs(world)).toHaveLength(4);
  });
});

describe('reading a layout', () => {
  const INDEX = `${LAYOUT}/index.json`;
  const VERSION = `${LAYOUT}/oci-layout`;
  const good = '{"imageLayoutVersion":"1.0.0"}';

  test.each([
    ['refuses a folder without one', {}, 'holds no OCI image layout'],
    ['refuses an index without a version file', { [INDEX]: '{}' }, "no 'oci-layout'"],
    [
      'refuses another version',
      { [INDEX]: '{}', [VERSION]: '{"imageLayoutVersion":"2.0.0"}' },
      "'2.0.0'",
    ],
    ['refuses an index that is not JSON', { [INDEX]: '{', [VERSION]: good }, 'not JSON'],
    [
      'refuses an index without manifests',
      { [INDEX]: '{}', [VERSION]: good },
      'list of descriptors',
    ],
    [
      'refuses a descriptor without digest',
      { [INDEX]: '{"manifests":[{}]}', [VERSION]: good },
      'list of descriptors',
    ],
  ])('%s', (_, files, message) => {
    const { disk } = memoryWorld(files);
    expect(() => readLayout(disk, LAYOUT)).toThrow(
      expect.objectContaining({
        code: 'OCI_LAYOUT_INVALID',
        message: expect.stringContaining(message) as string,
      }),
    );
  });

  test('names what is there when the name is unknown', () => {
    const { disk } = memoryWorld();
    writeLayout(disk, LAYOUT, new Map([['core', one]]));
    expect(() => readLayout(disk, LAYOUT, 'cor')).toThrow("has no artifact 'cor'; it holds core");
  });

  test('asks for a name where there are several', () => {
    const { disk } = memoryWorld();
    writeLayout(disk, LAYOUT, new Map([['core', one], ['base', two]])); // prettier-ignore
    expect(() => readLayout(disk, LAYOUT)).toThrow('holds 2 artifacts: base, core');
  });

  test.each(['manifest', 'config', 'layer'] as const)('refuses a damaged %s', (part) => {
    const world = memoryWorld();
    writeLayout(world.disk, LAYOUT, new Map([['core', one]]));
    damage(world, one[part].digest);
    expect(() => readLayout(world.disk, LAYOUT)).toThrow('does not have the bytes of its name');
  });
});

function text({ disk }: MemoryWorld, name: string): string {
  return disk.read(`${LAYOUT}/${name}`)?.toString() ?? '';
}

function blobs({ files }: MemoryWorld): string[] {
  return [...files.keys()].filter((path) => path.includes('/blobs/'));
}

function damage({ disk }: MemoryWorld, digest: string): void {
  disk.write(new Map([[`${LAYOUT}/blobs/sha256/${digest.slice(7)}`, 'x']]));
}
