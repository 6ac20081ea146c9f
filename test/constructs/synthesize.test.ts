import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { git, Hub, oci } from '../../constructs/argocd';
import { Artifact } from '../../constructs/artifact';
import { attachProgram } from '../../constructs/artifact/program';
import { readRecord } from '../../constructs/artifact/record';
import { synthesize } from '../../constructs/synthesize';
import { EVERYTHING_AT_HEAD } from '../../lib/releases';
import { memoryWorld } from '../support/memory-world';

const settings = (chart: Chart) =>
  new ApiObject(chart, 'o', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });

function synth(build: (app: App) => void, outdir = 'dist', world = memoryWorld()) {
  const app = new App({ outdir });
  attachProgram(app, { disk: world.disk, releases: EVERYTHING_AT_HEAD, sortKeys: true });
  build(app);
  synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
  const files = [...world.files.keys()].filter((path) => !path.includes('/blobs/')).sort();
  return { world, files };
}

function artifact(app: App, id = 'web'): void {
  const content = (scope: Construct) => settings(new Chart(scope, id));
  new Artifact(app, 'core', { repository: 'ghcr.io/acme/core', content });
}

it('packs and records nothing for an app without artifacts', () => {
  const { files } = synth((app) => {
    settings(new Chart(app, 'plain'));
    new Hub(app, 'hub', { deliver: git({ repoURL: 'https://a.b', path: 'dist/hub' }) });
  });
  expect(files).toEqual([
    '/work/dist/bootstrap.k8s.yaml',
    '/work/dist/hub/hub.k8s.yaml',
    '/work/dist/plain.k8s.yaml',
  ]);
});

it.each([
  ['dist', '/work/dist', '/work/.gitops'],
  ['deep/dist', '/work/deep/dist', '/work/.gitops'],
  ['/work/dist', '/work/dist', '/work/.gitops'],
  ['/other/dist', '/other/dist', '/other/.gitops'],
  ['../other/dist', '/other/dist', '/other/.gitops'],
])('writes to %s, and packs in the working folder, or beside a folder outside it', (...paths) => {
  const [outdir, dist, gitops] = paths;
  expect(synth((app) => artifact(app), outdir).files.sort()).toEqual(
    [
      `${dist}/core/web.k8s.yaml`,
      `${gitops}/artifacts.json`,
      `${gitops}/oci/index.json`,
      `${gitops}/oci/oci-layout`,
    ].sort(),
  );
});

it('records where to find what, with the tag that a hub has and no artifact', () => {
  const { world } = synth((app) => {
    artifact(app);
    new Hub(app, 'hub', { deliver: oci({ repository: 'ghcr.io/acme/hub', tag: 'main' }) });
  });
  const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string;
  expect(readRecord(world.disk)).toEqual({
    program: 'main.ts',
    outdir: 'dist',
    files: ['bootstrap.k8s.yaml', 'core/web.k8s.yaml', 'hub/hub.k8s.yaml'],
    artifacts: [
      {
        name: 'core',
        kind: 'artifact',
        repository: 'ghcr.io/acme/core',
        digest,
        files: ['web.k8s.yaml'],
        drift: [],
      },
      {
        name: 'hub',
        kind: 'hub',
        repository: 'ghcr.io/acme/hub',
        digest,
        tag: 'main',
        files: ['hub.k8s.yaml'],
        drift: [],
      },
    ],
  });
  const text = world.disk.read('.gitops/artifacts.json')?.toString();
  expect(text).toMatch(/^\{\n {2}"program": "main\.ts",\n[^]*\}\n$/);
});

it('removes old files of its own output folder only', () => {
  const { world } = synth((app) => artifact(app, 'old'));
  synth((app) => artifact(app, 'new'), 'other', world);
  expect(world.files.has('/work/dist/core/old.k8s.yaml')).toBe(true);
  synth((app) => artifact(app, 'newer'), 'other', world);
  expect(world.files.has('/work/other/core/new.k8s.yaml')).toBe(false);
});

it.each(['{', '[]', '{"files":[]}', '{"artifacts":[]}', '{"files":{},"artifacts":[]}', 'null'])(
  'takes a record that is none for no record: %s',
  (text) => {
    const world = memoryWorld({ '.gitops/artifacts.json': text });
    expect(readRecord(world.disk)).toBeUndefined();
    expect(() => synth((app) => artifact(app), 'dist', world)).not.toThrow();
  },
);
