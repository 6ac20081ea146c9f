import { ManifestSet } from '../../../lib/core';
import { lint, type ArtifactFolder, type Targets } from '../../../lib/lint';
import { fluxIgnoreForUnsetField } from '../../../lib/lint/rules/flux-ignore-for-unset-field';
import * as schemas from '../../../imports/schemas';
import { manifestsOf } from '../support/rule-cases';

const kustomization = (spec: string) => `
{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: apps, namespace: flux-system },
  spec: { path: ./k8s, ${spec} } }`;
const ignoring = (target: string, paths = '[/spec/replicas]') =>
  `ignore: [{ paths: ${paths}, target: ${target} }]`;
const deployment = (name: string, spec = '', metadata = 'namespace: shop') => `
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name}, ${metadata} }, spec: { ${spec} } }`;

interface More {
  readonly file?: string;
  readonly targets?: Targets;
  readonly artifacts?: readonly ArtifactFolder[];
}

function found(hub: string, content: string, more: More = {}) {
  const { file = 'k8s/a.yaml', targets = {}, artifacts = [] } = more;
  const set = new ManifestSet([
    ...manifestsOf(hub).map((manifest) => ({ manifest, origin: { file: 'hub.yaml' } })),
    ...manifestsOf(content).map((manifest) => ({ manifest, origin: { file } })),
  ]);
  return lint(set, { schemas, rules: [fluxIgnoreForUnsetField], targets, artifacts });
}

const WEB = '{ kind: Deployment, name: web }';

it('reports a rule for a field that its only object does not set', () => {
  const [one, ...more] = found(kustomization(ignoring(WEB)), deployment('web'));
  expect(more).toEqual([]);
  expect(one).toMatchObject({ severity: 'warning', pointer: '/spec/ignore/0' });
  expect(one?.manifest?.metadata.name).toBe('apps');
  expect(one?.message).toBe(
    'ignores /spec/replicas, which apps/Deployment/shop/web does not set in Git: if Flux has applied it before, each change of the object fails',
  );
});

it('counts the objects of a rule for several', () => {
  const [one] = found(
    kustomization(ignoring('{ kind: Deployment }')),
    deployment('web') + deployment('api'),
  );
  expect(one?.message).toContain('apps/Deployment/shop/web and 1 more do not set in Git');
});

it('tells of each path by itself', () => {
  const rule = ignoring(WEB, '[/spec/replicas, /spec/paused]');
  const messages = found(kustomization(rule), deployment('web', 'paused: false')).map(
    ({ message }) => message,
  );
  expect(messages).toEqual([expect.stringContaining('ignores /spec/replicas,')]);
});

it.each([
  ['under the name with prefix and suffix', 'namePrefix: a-, nameSuffix: -z', 'name: a-web-z', 1],
  ['but not under its own then', 'namePrefix: a-, nameSuffix: -z', 'name: web', 0],
  ['in the namespace that it gets', 'targetNamespace: blue', 'namespace: blue', 1],
  ['but not in its own then', 'targetNamespace: blue', 'namespace: shop', 0],
])('knows an object %s', (_title, spec, target, count) => {
  const rule = ignoring(`{ kind: Deployment, ${target} }`);
  expect(found(kustomization(`${spec}, ${rule}`), deployment('web'))).toHaveLength(count);
});

it.each([
  ['a field that Git sets', ignoring(WEB), deployment('web', 'replicas: 0')],
  [
    'a rule that one of its objects needs',
    ignoring('{ kind: Deployment }'),
    deployment('web') + deployment('api', 'replicas: 3'),
  ],
  ['an object that is not here', ignoring('{ kind: Deployment, name: other }'), deployment('web')],
  ['patches, which may set it', `patches: [{ patch: a }], ${ignoring(WEB)}`, deployment('web')],
  ['components, which may too', `components: [../c], ${ignoring(WEB)}`, deployment('web')],
  [
    'an object that is applied once',
    ignoring(WEB),
    deployment('web', '', 'annotations: { kustomize.toolkit.fluxcd.io/ssa: IfNotPresent }'),
  ],
  [
    'an object that is not applied',
    ignoring(WEB),
    deployment('web', '', 'annotations: { kustomize.toolkit.fluxcd.io/reconcile: disabled }'),
  ],
  ['a pattern that Go cannot read', ignoring('{ name: "(" }'), deployment('web')],
])('accepts %s', (_title, spec, content) => {
  expect(found(kustomization(spec), content)).toEqual([]);
});

it('says nothing of a Flux that reads no rules, nor of objects that may be of another source', () => {
  const hub = kustomization(ignoring(WEB));
  expect(found(hub, deployment('web'), { targets: { flux: '2.8' } })).toEqual([]);
  expect(found(hub, deployment('web'), { file: 'elsewhere/a.yaml' })).toEqual([]);
});

describe('of an artifact', () => {
  const [own, other] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);
  const repository = 'ghcr.io/acme/apps';
  const hub = `
{ apiVersion: source.toolkit.fluxcd.io/v1, kind: OCIRepository, metadata: { name: apps },
  spec: { url: oci://${repository}, ref: { digest: ${own} } } }
---${kustomization(`sourceRef: { kind: OCIRepository, name: apps }, ${ignoring(WEB)}`)}`;

  it.each([
    ['reports it where what is here is pinned', own, 1],
    ['is silent where another release is pinned: its content is not here', other, 0],
    ['is silent where nobody knows', undefined, 0],
  ])('%s', (_title, digest, count) => {
    const artifacts = [{ repository, folder: 'dist/apps', ...(digest && { digest }) }];
    const file = 'dist/apps/k8s/a.yaml';
    expect(found(hub, deployment('web'), { file, artifacts })).toHaveLength(count);
  });
});
