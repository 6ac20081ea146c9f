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
        resources: ['a.yaml', '../base', 'https://x.io/y.yaml', 'github.com/a/b?ref=v1', 7],
        components: ['../c'],
        patches: [{ path: 'p.yaml' }, { patch: '- op: add' }, null],
        patchesStrategicMerge: ['s.yaml', 'kind: x\nmetadata: y'],
        replacements: [{ path: 'r.yaml' }],
      },
      'apps/prod/kustomization.yaml',
    );
    expect(read).toEqual({
      folder: 'apps/prod',
      resources: ['apps/prod/a.yaml', 'apps/base', 'apps/c'],
      parts: ['apps/prod/p.yaml', 'apps/prod/s.yaml', 'apps/prod/r.yaml'],
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
    ['apps/prod', 'apps/prod/own.yaml', 'argocd', true],
    ['apps/prod', 'apps/prod/other.yaml', 'argocd', false],
    ['tree', 'tree/x/other.yaml', 'argocd', true],
    ['tree', 'tree/x/other.yaml', 'flux', false],
    ['tree', 'tree/x/x.yaml', 'flux', true],
    ['tree', 'tree/y/y.yaml', 'flux', true],
    ['.', 'tree/x/other.yaml', 'flux', false],
  ] as const)('%s has %s, read by %s: %s', (folder, file, tool, expected) => {
    expect(builds.has(folder, file, tool)).toBe(expected);
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
