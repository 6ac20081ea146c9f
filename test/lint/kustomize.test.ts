import { ManifestSet } from '../../lib/core';
import * as schemas from '../../imports/schemas';
import { lint } from '../../lib/lint';
import { kustomizationFile } from '../../lib/lint/kustomization-file';
import { Builds } from '../../lib/lint/kustomize';
import { fieldHasTwoWriters } from '../../lib/lint/rules/field-has-two-writers';
import { invalidName } from '../../lib/lint/rules/invalid-name';
import { objectInTwoApplications } from '../../lib/lint/rules/object-in-two-applications';
import { schemaViolation } from '../../lib/lint/rules/schema-violation';
import { manifestsOf } from './support/rule-cases';

describe('a kustomization.yaml', () => {
  it('names what is built, and what is no object, by path', () => {
    const read = kustomizationFile(
      {
        resources: ['./a.yaml', '../base/', '/etc/b', 'https://x.io/y.yaml', 'github.com/a/b', 7],
        components: ['../c'],
        patches: [{ path: 'p.yaml' }, { patch: '- op: add' }, null],
        patchesStrategicMerge: ['s.yaml', 'kind: x\nmetadata: y'],
        replacements: [{ path: 'r.yaml' }],
        configMapGenerator: [{ files: ['f.yaml', 'key=in/g.yaml'] }, { literals: ['a=b'] }],
        secretGenerator: [{ files: ['h=h.yaml'] }, 7],
      },
      'apps/prod/kustomization.yaml',
    );
    expect(read).toEqual({
      folder: 'apps/prod',
      resources: ['apps/prod/a.yaml', 'apps/base', 'apps/c'],
      parts: ['p.yaml', 's.yaml', 'r.yaml', 'f.yaml', 'in/g.yaml', 'h.yaml'].map(
        (path) => `apps/prod/${path}`,
      ),
      renames: true,
    });
  });

  it.each([
    ['nothing', 7, false],
    ['labels', { labels: [], images: [] }, false],
    ['a namespace, which Namespaces then are', { namespace: 'a' }, true],
    ['a prefix', { namePrefix: 'a-' }, true],
  ])('may rename by %s: %#', (_, document, renames) => {
    expect(kustomizationFile(document, 'kustomization.yaml').renames).toBe(renames);
  });
});

describe('what a build has', () => {
  const builds = new Builds(
    Object.entries({
      'apps/prod': ['../base', 'own.yaml', '../prod'],
      'apps/base': ['deep/a.yaml', '../prod'],
      'tree/x': ['x.yaml'],
    }).map(([folder, resources]) =>
      kustomizationFile({ resources }, `${folder}/kustomization.yaml`),
    ),
  );

  it('is what it names, through others, and ends where they name each other', () => {
    expect([...builds.filesOf('apps/prod')]).toEqual([
      'apps/prod/own.yaml',
      'apps/base/deep/a.yaml',
    ]);
  });

  it.each([
    ['apps/prod', 'apps/prod/own.yaml', 'argocd', 'a folder', true],
    ['apps/prod', 'apps/prod/other.yaml', 'argocd', 'all below', false],
    ['tree', 'tree/x/other.yaml', 'argocd', 'all below', true],
    ['tree', 'tree/x/other.yaml', 'argocd', 'a folder', false],
    ['tree', 'tree/x.yaml', 'argocd', 'a folder', true],
    ['.', 'x.yaml', 'argocd', 'a folder', true],
    ['tree', 'tree/crds/a.yaml', 'argocd', 'a folder', true],
    ['tree', 'tree/x/other.yaml', 'flux', 'all below', false],
    ['tree', 'tree/x/x.yaml', 'flux', 'all below', true],
    ['tree', 'tree/y/y.yaml', 'flux', 'all below', true],
    ['.', 'tree/x/other.yaml', 'flux', 'all below', false],
  ] as const)('%s has %s, read by %s as %s: %s', (folder, file, tool, read, expected) => {
    expect(builds.has(folder, file, tool, read === 'all below')).toBe(expected);
  });
});

const kustomization = (name: string, path: string, more = '') =>
  `{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: ${name}, namespace: flux-system },
    spec: { path: ${path}, interval: 5m, prune: true, sourceRef: { kind: GitRepository, name: flux-system }, ${more} } }`;
const role = (name = 'a') =>
  `{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: ${name} }, rules: [] }`;

function found(
  files: Readonly<Record<string, string>>,
  built: Readonly<Record<string, object>> = {},
): string[] {
  const entries = Object.entries(files).flatMap(([file, text]) =>
    manifestsOf(text).map((manifest) => ({ manifest, origin: { file } })),
  );
  const kustomizations = Object.entries(built).map(([folder, document]) =>
    kustomizationFile(document, `${folder}/kustomization.yaml`),
  );
  const rules = [objectInTwoApplications, fieldHasTwoWriters, schemaViolation, invalidName];
  return lint(new ManifestSet(entries), { schemas, rules, kustomizations }).map(
    ({ rule, origin, message }) => `${origin.file} ${rule} ${message}`,
  );
}

describe('two Kustomizations of Flux', () => {
  const inTwo = expect.stringContaining('object-in-two-applications is deployed by');

  it('take an object from each other in one cluster', () => {
    const files = {
      'clusters/eu/a.yaml': kustomization('a', './apps'),
      'clusters/eu/more/b.yaml': kustomization('b', './apps/web'),
      'apps/web/role.yaml': role(),
    };
    expect(found(files)).toEqual([inTwo]);
  });

  it('have nothing to do with each other in folders of two clusters', () => {
    const files = {
      'clusters/eu/a.yaml': kustomization('a', './apps'),
      'clusters/us/a.yaml': kustomization('b', './apps'),
      'apps/web/role.yaml': role(),
    };
    expect(found(files)).toEqual([]);
  });

  it('are told of in each cluster, however many there are', () => {
    const files = {
      'clusters/eu/a.yaml': kustomization('a', './apps'),
      'clusters/us/b.yaml': kustomization('b', './apps'),
      'clusters/us/c.yaml': kustomization('c', './apps/web'),
      'apps/web/role.yaml': role(),
    };
    expect(found(files)).toEqual([inTwo]);
  });

  it('are of one cluster where one of them applies the other', () => {
    const files = {
      'clusters/eu/all.yaml': kustomization('all', './apps'),
      'apps/web/ks.yaml': kustomization('web', './apps/web/app'),
      'apps/web/app/role.yaml': role(),
    };
    expect(found(files)).toEqual([inTwo]);
    // … unless the folder says what is built of it, and that is not among it.
    expect(found(files, { 'apps/web': { resources: ['ks.yaml'] } })).toEqual([]);
  });

  it('share no path in what an ArtifactGenerator puts together', () => {
    const external = kustomization('b', './apps').replace('GitRepository', 'ExternalArtifact');
    const files = {
      'clusters/eu/a.yaml': `${kustomization('a', './apps')}\n---\n${external}`,
      'apps/web/role.yaml': role(),
    };
    expect(found(files)).toEqual([]);
  });
});

describe('two Applications of Argo CD, one for a folder and one for a folder in it', () => {
  const application = (name: string, path: string, more = '') =>
    `{ apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: { name: ${name}, namespace: argocd },
      spec: { project: p, source: { repoURL: https://x.io/r.git, path: ${path}, targetRevision: main, ${more} },
        destination: { server: https://kubernetes.default.svc, namespace: shop } } }`;

  it.each([
    ['share nothing', '', 0],
    ['share what both read, by recurse', 'directory: { recurse: true }', 1],
    ['share nothing by include alone', 'directory: { include: "*.yaml" }', 0],
    ['may share what a plugin makes', 'plugin: {}', 1],
    ['may share what kustomize makes', 'kustomize: {}', 1],
    ['may share what Helm makes', 'helm: {}', 1],
  ])('%s', (_, more, count) => {
    const files = {
      'a.yaml': application('all', 'apps', more),
      'b.yaml': application('web', 'apps/web'),
      'apps/web/role.yaml': role(),
    };
    expect(found(files)).toHaveLength(count);
  });
});

describe('a component that a Kustomization of Flux names', () => {
  const scaled = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { replicas: 3 } }
---
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web },
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }`;
  const fights = (components: string) =>
    found(
      {
        'clusters/eu/a.yaml': kustomization(
          'a',
          './apps/prod',
          `components: ${components}, ignore: [{ paths: [/spec/replicas] }]`,
        ),
        'clusters/eu/b.yaml': kustomization('b', './other'),
        'apps/extra/web.yaml': scaled,
      },
      { 'apps/extra': { resources: ['web.yaml'] } },
    ).filter((text) => text.includes('field-has-two-writers'));

  it('is applied by that one alone', () => {
    expect(fights('[../extra]')).toEqual([]);
    expect(fights('[../other, 7]')).toHaveLength(1);
  });
});

it('knows who applies a base: whoever builds from it', () => {
  const web =
    '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { replicas: 3 } }';
  const hpa = `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web },
    spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }`;
  const files = {
    'clusters/eu/a.yaml': kustomization(
      'a',
      './apps/prod',
      'ignore: [{ paths: [/spec/replicas] }]',
    ),
    'clusters/eu/b.yaml': kustomization('b', './other'),
    'apps/base/web.yaml': `${web}\n---\n${hpa}`,
  };
  const fights = (built: Readonly<Record<string, object>>) =>
    found(files, built).filter((text) => text.includes('field-has-two-writers'));
  // The one that applies it ignores the field; of the other nobody would know that it does not.
  expect(
    fights({ 'apps/prod': { resources: ['../base'] }, 'apps/base': { resources: ['web.yaml'] } }),
  ).toEqual([]);
  expect(fights({})).toHaveLength(1);
});

describe('a text that is replaced before it is applied', () => {
  const claim = `{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: "\${APP}" },
    spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: "\${SIZE:=5Gi}" } } } }`;

  it('is none of a schema, where Flux has variables', () => {
    const flux = kustomization('a', './apps', 'postBuild: { substitute: { APP: a } }');
    expect(found({ 'c/a.yaml': flux, 'apps/c.yaml': claim })).toEqual([]);
    expect(found({ 'c/a.yaml': kustomization('a', './apps'), 'apps/c.yaml': claim })).toHaveLength(
      2,
    );
  });

  it('is a name, where a kustomization gives another', () => {
    const files = { 'base/ns.yaml': '{ apiVersion: v1, kind: Namespace, metadata: { name: _ } }' };
    const base = { resources: ['ns.yaml'] };
    expect(found(files, { base })).toHaveLength(1);
    const prod = { resources: ['../base'], namespace: 'shop' };
    expect(found(files, { base, prod })).toEqual([]);
  });
});
