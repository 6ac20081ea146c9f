import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Artifact } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import { synthesize } from '../../../constructs/synthesize';
import { EVERYTHING_AT_HEAD } from '../../../lib/releases';
import { memoryWorld } from '../../support/memory-world';

const repository = 'ghcr.io/acme/manifests/core-stack';

function platformApp() {
  const world = memoryWorld();
  const app = new App({ outdir: 'dist' });
  attachProgram(app, { disk: world.disk, releases: EVERYTHING_AT_HEAD, sortKeys: true });
  const synth = () => {
    synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
  };
  return { app, synth };
}

const content = (scope: Construct) => new Chart(scope, 'web');
const code = (make: () => unknown) => {
  try {
    make();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

it.each([
  ['the id of the bootstrap file', 'bootstrap', repository, 'ARTIFACT_ID_TAKEN'],
  ['no repository', 'core', undefined as never, 'ARTIFACT_REPOSITORY_INVALID'],
  ['an id with capitals', 'Core', repository, 'ARTIFACT_ID_INVALID'],
  ['an empty id part', '-core', repository, 'ARTIFACT_ID_INVALID'],
  ['a scheme', 'core', `oci://${repository}`, 'ARTIFACT_REPOSITORY_INVALID'],
  ['a tag', 'core', `${repository}:2.1.0`, 'ARTIFACT_REPOSITORY_INVALID'],
  ['a repository without a registry', 'core', 'core-stack', 'ARTIFACT_REPOSITORY_INVALID'],
])('refuses %s', (_, id, repo, expected) => {
  const { app } = platformApp();
  expect(code(() => new Artifact(app, id, { repository: repo, content }))).toBe(expected);
});

it.each<[string, readonly string[], string]>([
  ['no variant', [], 'ARTIFACT_EMPTY'],
  ['text for a list of variants', 'eu' as never, 'ARTIFACT_EMPTY'],
  ['a variant twice', ['eu', 'us', 'eu'], 'ARTIFACT_ID_TAKEN'],
  ['a variant that leads out of the folder', ['../eu'], 'ARTIFACT_ID_INVALID'],
])('refuses %s', (_, variants, expected) => {
  const { app } = platformApp();
  expect(code(() => new Artifact(app, 'a', { repository, variants, content }))).toBe(expected);
});

it.each([[undefined], [['eu']]])('refuses async content, with variants %j', (variants) => {
  const { app } = platformApp();
  const late = (scope: Construct) => Promise.reject(new Error(`late for ${scope.node.id}`));
  const made = () =>
    new Artifact(app, 'a', { repository, ...(variants && { variants }), content: late });
  expect(code(made)).toBe('ARTIFACT_CONTENT_ASYNC');
});

it('adopts a chart once, of its own app', () => {
  const { app } = platformApp();
  const adopt = (id: string, chart: unknown) =>
    code(() => new Artifact(app, id, { repository, charts: [chart as Chart] }));
  const chart = new Chart(app, 'chart');
  const inside: Chart[] = [];
  new Artifact(app, 'made', {
    repository,
    content: (scope) => inside.push(new Chart(scope, 'c')),
  });
  expect(adopt('a', chart)).toBeUndefined();
  expect(adopt('b', chart)).toBe('ARTIFACT_CHART_TAKEN');
  expect(adopt('c', inside[0])).toBe('ARTIFACT_CHART_TAKEN');
  expect(adopt('d', new Chart(new App({ outdir: 'unused' }), 'x'))).toBe('ARTIFACT_CHART_FOREIGN');
  expect(adopt('e', {})).toBe('ARTIFACT_CHART_FOREIGN');
});

it.each([[undefined], [{}], [{ ring: '' }], [{ ring: 5 }]])(
  'refuses a source of no ring: %j',
  (of) => {
    const artifact = new Artifact(platformApp().app, 'a', { repository, content });
    expect(code(() => artifact.source(of as never))).toBe('ARTIFACT_RING_MISSING');
  },
);

it('says where the two artifacts of one id are', () => {
  const { app } = platformApp();
  const elsewhere = new Chart(app, 'chart');
  new Artifact(elsewhere, 'a', { repository, content });
  expect(() => new Artifact(app, 'a', { repository, content })).toThrow(
    "there are two artifacts or hubs 'a': 'chart/a' and one in the app",
  );
});

it('refuses two artifacts of one id, wherever they stand', () => {
  const { app } = platformApp();
  new Artifact(app, 'a', { repository, content });
  const elsewhere = new Chart(app, 'chart');
  expect(code(() => new Artifact(elsewhere, 'a', { repository, content }))).toBe(
    'ARTIFACT_ID_TAKEN',
  );
});

it('refuses an artifact inside an artifact', () => {
  const { app } = platformApp();
  const nested = () =>
    new Artifact(app, 'a', {
      repository,
      content: (scope) => new Artifact(scope, 'b', { repository, content }),
    });
  expect(code(nested)).toBe('ARTIFACT_NESTED');
});

it('names the circle of artifacts that need their own digests', () => {
  const { app, synth } = platformApp();
  const made: Artifact[] = [];
  for (const [id, other] of [
    ['a', 1],
    ['b', 0],
  ] as const) {
    made.push(
      new Artifact(app, id, {
        repository,
        content(scope) {
          const chart = new Chart(scope, 'c');
          new kplus.ConfigMap(chart, 'map', {
            data: { digest: { resolve: () => made[other]?.digest } as unknown as string },
          });
        },
      }),
    );
  }
  expect(synth).toThrow(/artifacts need each other's digests: a → b → a/);
});

it('refuses a variant that there is none of, at compile time and at run time', () => {
  const { app } = platformApp();
  const variants = new Artifact(app, 'a', { repository, variants: ['eu', 'us'], content });
  const plain = new Artifact(app, 'b', { repository, content });
  // @ts-expect-error there is no variant 'ap'
  expect(code(() => variants.source({ ring: 'r', variant: 'ap' }))).toBe(
    'ARTIFACT_VARIANT_UNKNOWN',
  );
  // @ts-expect-error one must be named
  expect(code(() => variants.source({ ring: 'r' }))).toBe('ARTIFACT_VARIANT_UNKNOWN');
  // @ts-expect-error there is none
  expect(code(() => plain.source({ ring: 'r', variant: 'eu' }))).toBe('ARTIFACT_VARIANT_UNKNOWN');
});

it('refuses an artifact without charts, and a folder without files', () => {
  const empty = platformApp();
  new Artifact(empty.app, 'a', { repository, content: () => undefined });
  expect(code(empty.synth)).toBe('ARTIFACT_EMPTY');
  const hollow = platformApp();
  new Artifact(hollow.app, 'a', { repository, content: (scope) => new Chart(scope, 'c') });
  expect(hollow.synth).toThrow(/artifact 'a' has no objects/);
  const missing = platformApp();
  Artifact.fromDirectory(missing.app, 'a', { repository, path: 'nowhere' });
  expect(code(missing.synth)).toBe('OCI_FOLDER_MISSING');
});

it('tells users of a plain App what to call', () => {
  const app = new App({ outdir: 'unused' });
  new Artifact(app, 'a', { repository, content });
  const errors = app.node.findAll().flatMap(({ node }) => node.validate());
  expect(errors).toEqual([expect.stringMatching(/use PlatformApp, or call accelerate\(app\)/)]);
});
