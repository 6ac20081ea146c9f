import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { digestOf, pack, packSync, unpack } from '../../lib/oci';
import type { PackFile } from '../../lib/oci';

const web: PackFile = { path: 'base/web.k8s.yaml', content: 'kind: Service\n' };
const api: PackFile = { path: 'api.k8s.yaml', content: Buffer.from('kind: Deployment\n') };
const GOLDEN = 'sha256:958f4dc8b87f04db43dfd552fea22983f6086877df8aef20403ecc04eb9840eb';

describe('packing', () => {
  test('gives the digest that it always gave', () => {
    expect(packSync([web, api]).digest).toBe(GOLDEN);
  });

  test('gives a large artifact the digest that it always gave', () => {
    expect(packSync(manyFiles()).digest).toBe(
      'sha256:34686a290d35e7977195ec1a4b59f266ab83962f0906828664f6e17ae738fb54',
    );
  });

  test('does not depend on the order of files', () => {
    expect(packSync([api, web])).toEqual(packSync([web, api]));
  });

  test('does not depend on text or bytes', () => {
    const bytes = { ...web, content: Buffer.from(web.content) };
    expect(packSync([bytes])).toEqual(packSync([web]));
  });

  test.each(['UTC', 'Asia/Kolkata', 'America/New_York'])(
    'does not depend on time zone %s',
    (zone) => {
      const before = process.env.TZ;
      process.env.TZ = zone;
      try {
        expect(packSync([web, api]).digest).toBe(GOLDEN);
      } finally {
        process.env.TZ = before;
      }
    },
  );

  test('writes a manifest that Flux and Argo CD both take', () => {
    const { manifest, config, layer } = packSync([web]);
    expect(JSON.parse(manifest.bytes.toString())).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {
        mediaType: 'application/vnd.cncf.flux.config.v1+json',
        digest: digestOf(config.bytes),
        size: config.bytes.length,
      },
      layers: [
        {
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          digest: digestOf(layer.bytes),
          size: layer.bytes.length,
        },
      ],
    });
  });

  test('names the uncompressed tar in the config, and no time', () => {
    const { config, layer } = packSync([web]);
    expect(JSON.parse(config.bytes.toString())).toEqual({
      architecture: '',
      config: {},
      history: [],
      os: '',
      rootfs: { type: 'layers', diff_ids: [digestOf(gunzipSync(layer.bytes))] },
    });
  });

  test('lists what it packed, in the order of the archive', () => {
    expect(packSync([web, api]).files).toEqual([
      { path: 'api.k8s.yaml', sizeBytes: 17 },
      { path: 'base/web.k8s.yaml', sizeBytes: 14 },
    ]);
  });

  test('puts annotations and time into the manifest, sorted', () => {
    const annotations = { z: '2', a: '1' };
    const { manifest, config } = packSync([web], { annotations, created: '2026-01-31T12:00:00Z' });
    const { annotations: written } = JSON.parse(manifest.bytes.toString()) as {
      annotations: Record<string, string>;
    };
    expect(Object.entries(written)).toEqual([
      ['a', '1'],
      ['org.opencontainers.image.created', '2026-01-31T12:00:00Z'],
      ['z', '2'],
    ]);
    expect(config.bytes.toString()).toContain('"created":"2026-01-31T12:00:00Z"');
  });

  test.each(['yesterday', '2026-01-31T12:00:00+01:00', '2026-01-31'])(
    'refuses time %s',
    (created) => {
      expect(() => packSync([web], { created })).toThrow(
        expect.objectContaining({ code: 'OCI_OPTION_INVALID' }),
      );
    },
  );

  test('gives the same artifact in the background', async () => {
    const sizes = [0, 1, 511, 512, 513, CHUNK - 1024, CHUNK - 1023, CHUNK, 3 * CHUNK + 7];
    for (const size of sizes) {
      const files = [{ path: 'a', content: noise(size) }];
      expect((await pack(files)).digest).toBe(packSync(files).digest);
    }
  });

  test('gives back what went in', () => {
    const content = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 2000 }));
    const path = fc
      .array(fc.stringMatching(/^[a-z0-9é中]{1,60}$/), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join('/'));
    const entries = fc.uniqueArray(fc.record({ path, content }), {
      selector: (file) => file.path.slice(0, 5),
    });
    fc.assert(
      fc.property(entries, (files) => {
        const distinct = files.map((file, i) => ({ ...file, path: `${i}/${file.path}` }));
        const back = unpack(packSync(distinct));
        const expected = distinct
          .map(({ path, content }) => ({ path, content: Buffer.from(content) }))
          .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
        expect(back.map((file) => ({ ...file }))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

const CHUNK = 2 * 1024 * 1024;

/** Bytes that hardly compress, the same every time. */
function noise(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = 1;
  for (let i = 0; i < size; i++) {
    state = (state * 48271) % 2147483647;
    bytes[i] = i % 3 ? state : 32;
  }
  return bytes;
}

/** 5 MB in 2,500 files. */
function manyFiles(): PackFile[] {
  return Array.from({ length: 2500 }, (_, i) => ({
    path: `team-${i % 7}/service-${i}.k8s.yaml`,
    content: `kind: ConfigMap\nmetadata:\n  name: c-${i}\n${noise(2000 + i).toString('hex', 0, 900)}\n`,
  }));
}
