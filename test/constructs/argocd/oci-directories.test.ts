import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { Artifact } from '../../../constructs/artifact';
import { attachProgram } from '../../../constructs/artifact/program';
import {
  ApplicationSet,
  clusters,
  gitDirectories,
  list,
  matrix,
  merge,
  ociDirectories,
  ociFiles,
  where,
  type Generator,
  type TraversedPath,
} from '../../../constructs/argocd';
import { pathMatches } from '../../../constructs/argocd/glob';
import type { Manifest } from '../../../lib/core';
import { expandApplicationSet } from '../../../lib/render';
import { memoryWorld } from '../../support/memory-world';

const repository = 'ghcr.io/acme/manifests/platform';
const destination = { server: 'https://kubernetes.default.svc' };
const digest = `sha256:${'1'.repeat(64)}`;

/** An app with an artifact of three folders, `eu-1` and `us-1` beside `us-1-lab`. */
function platform(argocd?: string, files: Readonly<Record<string, string>> = {}) {
  const app = new App({ outdir: 'dist' });
  attachProgram(app, {
    disk: memoryWorld(files).disk,
    releases: {
      ring: (_, ring) => (ring === 'production' ? { digest, drift: [] } : { head: true }),
      rings: () => [],
      artifacts: () => [],
      announced: () => undefined,
    },
    sortKeys: true,
    ...(argocd !== undefined && { targets: { argocd } }),
  });
  const core = new Artifact(app, 'platform', {
    repository,
    variants: ['us-1-lab', 'us-1', 'eu-1'],
    content: (scope) =>
      new ApiObject(new Chart(scope, 'base'), 'n', { apiVersion: 'v1', kind: 'Namespace' }),
  });
  return { app, core, hub: new Chart(app, 'hub', { namespace: 'argocd' }) };
}

function perFolder(
  argocd: string | undefined,
  ring: string,
  directories?: readonly TraversedPath[],
) {
  const { core, hub } = platform(argocd);
  new ApplicationSet(hub, 'folders', {
    generators: ociDirectories(core, {
      ring,
      values: { of: 'all of {{ .path.basename }}' },
      ...(directories && { directories }),
    }),
    template: ({ path, values }) => ({
      metadata: { name: path.basenameNormalized, annotations: { of: values.of } },
      spec: { project: 'web', source: core.source({ ring, variant: path.path }), destination },
    }),
  });
  return hub.toJson() as [Manifest & { spec: { generators: object[]; template: object } }];
}

it('reads the folders of an artifact of the program, at the digest that its source has', () => {
  const [{ spec }] = perFolder(undefined, 'production');
  expect(spec.generators).toEqual([
    {
      oci: {
        repoURL: `oci://${repository}`,
        revision: digest,
        directories: [{ path: '*' }],
        values: { of: 'all of {{ .path.basename }}' },
      },
    },
  ]);
  expect(spec.template).toMatchObject({
    spec: {
      source: { repoURL: `oci://${repository}`, targetRevision: digest, path: '{{ .path.path }}' },
    },
  });
});

it('writes the folders out before Argo CD 3.6, in the order in which it would walk them', () => {
  const [manifest] = perFolder('3.5', 'staging');
  expect(Yaml.stringify(manifest.spec.generators)).toMatchInlineSnapshot(`
   "- list:
       elements:
         - path:
             basename: eu-1
             basenameNormalized: eu-1
             path: eu-1
             segments:
               - eu-1
           values:
             of: all of eu-1
         - path:
             basename: us-1
             basenameNormalized: us-1
             path: us-1
             segments:
               - us-1
           values:
             of: all of us-1
         - path:
             basename: us-1-lab
             basenameNormalized: us-1-lab
             path: us-1-lab
             segments:
               - us-1-lab
           values:
             of: all of us-1-lab
   "
  `);
  const { applications, diagnostics } = expandApplicationSet(manifest, { clusters: [] });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(applications.map(({ metadata }) => [metadata.name, metadata.annotations])).toEqual([
    ['eu-1', { of: 'all of eu-1' }],
    ['us-1', { of: 'all of us-1' }],
    ['us-1-lab', { of: 'all of us-1-lab' }],
  ]);
});

it('takes the folders that patterns say', () => {
  const [{ spec }] = perFolder('3.5', 'staging', [
    { path: 'us-*' },
    { path: '*-lab', exclude: true },
  ]);
  expect(JSON.stringify(spec.generators)).toContain('"basename":"us-1"');
  expect(JSON.stringify(spec.generators)).not.toMatch(/lab|eu-1/);
});

it('knows the folders of files', () => {
  const { app } = platform('3.5', {
    'apps/team/web/a.yaml': '',
    'apps/team-b/.hidden/a.yaml': '',
    'apps/top.yaml': '',
  });
  const files = Artifact.fromDirectory(app, 'files', { path: 'apps', repository });
  const { spec } = ociDirectories(files, {
    ring: 'staging',
    directories: [{ path: '*' }, { path: '*/*' }],
  });
  const { elements } = (spec as { list: { elements: { path: { path: string } }[] } }).list;
  expect(elements.map(({ path }) => path.path)).toEqual(['team', 'team/web', 'team-b']);
});

it('refuses patterns that match no folder', () => {
  expect(() => perFolder('3.6', 'staging', [{ path: 'ap-*' }])).toThrow(
    expect.objectContaining({
      code: 'ARGOCD_GENERATOR_INVALID',
      hint: 'write a pattern for one of its folders: eu-1, us-1, us-1-lab',
    }),
  );
});

const elsewhere = { repoURL: 'oci://ghcr.io/acme/x', revision: '1.0.0' };
const native = ociDirectories({ ...elsewhere, directories: [{ path: '*' }] });
const nested: readonly (readonly [string, Generator])[] = [
  ['alone', native],
  ['of files', ociFiles({ ...elsewhere, files: [{ path: '*.yaml' }] })],
  ['first in a matrix', matrix(native, () => clusters())],
  ['second in a matrix', matrix(clusters(), () => native)],
  ['behind a selector', where(native, { matchLabels: { 'path.basename': 'a' } })],
  [
    'in a merge',
    merge(list([{ a: 'b' }]), [matrix(native, () => list([{ a: 'b' }]))], { mergeKeys: ['a'] }),
  ],
];

it.each(nested)(
  'refuses a generator of artifacts of elsewhere before Argo CD 3.6, %s',
  (_, generators) => {
    const make = (argocd?: string) => () =>
      new ApplicationSet(platform(argocd).hub, 'x', {
        generators,
        template: () => ({ metadata: { name: 'x' }, spec: { project: 'web', destination } }),
      });
    expect(make('3.5')).toThrow(expect.objectContaining({ code: 'TARGET_TOO_OLD' }));
    expect(make('3.5')).toThrow("the oci generator of 'oci://ghcr.io/acme/x' needs argocd 3.6");
    expect(make('3.6')).not.toThrow();
    expect(make()).not.toThrow();
  },
);

/* Go's path.Match says so of each. */
it.each<[string, string, boolean]>([
  ['apps/*', 'apps/web', true],
  ['apps/*', 'apps/web/x', false],
  ['apps/*', 'apps', false],
  ['*', 'a-b.c', true],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['a[b-d]e', 'ace', true],
  ['a[^b-d]e', 'ace', false],
  ['a[^b-d]e', 'aze', true],
  ['a[^x]b', 'a/b', false],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'axb', false],
  ['a.b', 'axb', false],
  ['(a|b)', 'a', false],
  ['a$b^c', 'a$b^c', true],
  ['*é', 'xé', true],
])('matches %s with %s: %s', (pattern, path, expected) => {
  expect(pathMatches(pattern, path)).toBe(expected);
});

/* Checked by the compiler alone. */
export function misuse() {
  const { core } = platform();
  // @ts-expect-error a ring must be named
  ociDirectories(core, {});
  // @ts-expect-error a revision must be named
  ociDirectories({ repoURL: 'oci://x/y', directories: [{ path: '*' }] });
  const folders = gitDirectories({ repoURL: 'x', directories: [{ path: 'apps/*' }] });
  new ApplicationSet(platform().hub, 'x', {
    generators: folders,
    template: ({ path }) => ({
      metadata: { name: path.basename },
      spec: {
        project: 'web',
        // @ts-expect-error not folders of this artifact
        source: core.source({ ring: 'staging', variant: path.path }),
        destination,
      },
    }),
  });
}
