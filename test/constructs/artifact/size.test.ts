import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { Artifact, shardOf } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { synthesize } from '../../../constructs/synthesize';
import type { Releases } from '../../../lib/releases';
import { memoryWorld } from '../../support/memory-world';

const repository = 'ghcr.io/acme/manifests/core';

function text(scope: Construct, id: string, sizeBytes: number): void {
  const data = { text: 'x'.repeat(sizeBytes) };
  new ApiObject(new Chart(scope, id), 'it', {
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data },
  });
}

/** Synthesizes an artifact and whatever uses its source. */
function synth(make: (app: App) => object): void {
  const app = new App({ outdir: 'dist' });
  const world = memoryWorld({ 'files/a.yaml': 'x'.repeat(300), 'files/kustomization.yaml': '' });
  const releases: Releases = {
    ring: () => ({ head: true }),
    rings: () => [],
    artifacts: () => [],
    announced: () => undefined,
  };
  attachProgram(app, { disk: world.disk, releases, sortKeys: true });
  const source = make(app);
  const spec = { apiVersion: 'x/v1', kind: 'Application', metadata: { name: 'a' }, spec: source };
  new ApiObject(new Chart(app, 'hub'), 'it', spec);
  synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
}

const ring = 'production';

test('a folder over the limit is refused, where a source names it', () => {
  const content = (scope: Construct) => {
    text(scope, 'a', 600);
    text(scope, 'b', 600);
  };
  const make = (folderLimitBytes?: number) => (app: App) =>
    new Artifact(app, 'core', {
      repository,
      content,
      ...(folderLimitBytes !== undefined && { folderLimitBytes }),
    }).source({ ring });
  expect(() => synth(make(1000))).toThrow(
    expect.objectContaining({
      code: 'ARTIFACT_TOO_LARGE',
      message: expect.stringMatching(
        /^artifact 'core' has 13\d\d bytes of manifests, and Argo CD takes 1000 for one source$/,
      ) as string,
    }),
  );
  expect(() => synth(make())).not.toThrow();
});

test('each variant has the limit for itself', () => {
  const sizes = { small: 10, large: 2000 };
  const make = (variant: 'small' | 'large') => (app: App) =>
    new Artifact(app, 'core', {
      repository,
      folderLimitBytes: 1000,
      variants: ['small', 'large'],
      content: (scope, one) => text(scope, 'a', sizes[one]),
    }).source({ ring, variant });
  expect(() => synth(make('small'))).not.toThrow();
  expect(() => synth(make('large'))).toThrow("variant 'large' of artifact 'core' has 2");
});

test('what Kustomize renders is not counted', () => {
  expect(() =>
    synth((app) =>
      Artifact.fromDirectory(app, 'core', {
        ...{ repository, path: 'files', folderLimitBytes: 100 },
      }).source({ ring }),
    ),
  ).not.toThrow();
});

describe('shards', () => {
  const names = Array.from({ length: 1000 }, (_, i) => `team-${i}`);
  const shards = ['shard-0', 'shard-1', 'shard-2'] as const;

  test('are about as large', () => {
    const counts = shards.map((shard) => names.filter((n) => shardOf(n, shards) === shard).length);
    for (const count of counts) expect(Math.abs(count - 333)).toBeLessThan(70);
  });

  test('stay what they are: these names are where they were', () => {
    expect(names.slice(0, 6).map((name) => shardOf(name, shards))).toEqual([
      ...['shard-1', 'shard-2', 'shard-1', 'shard-1', 'shard-0', 'shard-2'],
    ]);
  });

  test('hand over to one more only what that one gets', () => {
    const anyNames = fc.string();
    fc.assert(
      fc.property(anyNames, (name) => {
        const now = shardOf(name, [...shards, 'shard-3']);
        expect([shardOf(name, shards), 'shard-3']).toContain(now);
        expect(shardOf(name, [...shards].reverse())).toBe(shardOf(name, shards));
      }),
    );
  });

  test('of none are an error', () => {
    expect(() => shardOf('a', [])).toThrow("there is no shard for 'a'");
  });
});
