import { ManifestSet } from '../../../lib/core';
import { lint } from '../../../lib/lint';
import { fluxDependencyCycle } from '../../../lib/lint/rules/flux-dependency-cycle';
import { fluxIdentitiesRefused } from '../../../lib/lint/rules/flux-identities-refused';
import { fluxLayerNotGzip } from '../../../lib/lint/rules/flux-layer-not-gzip';
import { fluxPathNotPacked } from '../../../lib/lint/rules/flux-path-not-packed';
import { fluxReferenceMissing } from '../../../lib/lint/rules/flux-reference-missing';
import { fluxSignatureNotRead } from '../../../lib/lint/rules/flux-signature-not-read';
import { fluxTagMutable } from '../../../lib/lint/rules/flux-tag-mutable';
import * as schemas from '../../../imports/schemas';
import { manifestsOf, ruleCases } from '../support/rule-cases';

const oci = (spec: string, name = 'web', namespace = 'flux-system') => `
---
{ apiVersion: source.toolkit.fluxcd.io/v1, kind: OCIRepository, metadata: { name: ${name}, namespace: ${namespace} },
  spec: { interval: 10m, url: oci://ghcr.io/acme/web, ${spec} } }`;
const kustomization = (name: string, spec: string, namespace = 'flux-system') => `
---
{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: ${name}, namespace: ${namespace} },
  spec: { interval: 10m, prune: true, ${spec} } }`;
const at = 'source.toolkit.fluxcd.io/OCIRepository/flux-system/web';
const of = (name: string) => `kustomize.toolkit.fluxcd.io/Kustomization/flux-system/${name}`;
const reads = (kind: string, name: string) => `sourceRef: { kind: ${kind}, name: ${name} }`;
const waits = (...names: string[]) =>
  `dependsOn: [${names.map((name) => `{ name: ${name} }`).join(', ')}]`;
const digest = `sha256:${'a'.repeat(64)}`;

describe('flux-identities-refused', () => {
  const one = '{ issuer: a, subject: b }';
  ruleCases(fluxIdentitiesRefused, [
    {
      title: 'reports two identities, which cosign refuses for bundles',
      given: oci(`verify: { matchOIDCIdentity: [${one}, ${one}] }`),
      reports: [`${at}/spec/verify/matchOIDCIdentity are 2`],
    },
    {
      title: 'accepts two where Flux reads no bundles',
      given: oci(`verify: { matchOIDCIdentity: [${one}, ${one}] }`),
      targets: { flux: '2.7' },
      reports: [],
    },
    { title: 'accepts one', given: oci(`verify: { matchOIDCIdentity: [${one}] }`), reports: [] },
    {
      title: 'reports none, without keys',
      given: oci('verify: { provider: cosign }'),
      reports: [`${at}/spec/verify names neither keys nor an identity`],
    },
    { title: 'accepts keys', given: oci('verify: { secretRef: { name: a } }'), reports: [] },
    {
      title: 'accepts notation',
      given: oci('verify: { provider: notation, secretRef: { name: a } }'),
      reports: [],
    },
    { title: 'accepts no verification', given: oci(''), reports: [] },
  ]);
});

describe('flux-signature-not-read', () => {
  const given = oci('verify: { secretRef: { name: a } }');
  ruleCases(fluxSignatureNotRead, [
    {
      title: 'reports a Flux that reads no bundles',
      given,
      targets: { flux: '2.7' },
      reports: [`${at}/spec/verify reads signatures of the old form alone with Flux 2.7`],
    },
    { title: 'accepts the first that does', given, targets: { flux: '2.8' }, reports: [] },
    { title: 'accepts one that nobody named', given, reports: [] },
    {
      title: 'accepts notation',
      given: oci('verify: { provider: notation, secretRef: { name: a } }'),
      targets: { flux: '2.7' },
      reports: [],
    },
  ]);
});

describe('flux-layer-not-gzip', () => {
  const layer = (type: string, more = '') => oci(`layerSelector: { mediaType: ${type}, ${more} }`);
  ruleCases(fluxLayerNotGzip, [
    {
      title: 'reports plain tar',
      given: layer('application/vnd.oci.image.layer.v1.tar'),
      reports: [`${at}/spec/layerSelector/mediaType which Flux cannot extract`],
    },
    {
      title: 'reports zstd',
      given: layer('application/vnd.oci.image.layer.v1.tar+zstd'),
      reports: [`${at}/spec/layerSelector/mediaType which Flux cannot extract`],
    },
    {
      title: 'accepts what is copied',
      given: layer('a/b.tar+zstd', 'operation: copy'),
      reports: [],
    },
    {
      title: 'accepts gzip',
      given: layer('application/vnd.oci.image.layer.v1.tar+gzip'),
      reports: [],
    },
    { title: 'accepts the first layer', given: oci(''), reports: [] },
  ]);
});

describe('flux-tag-mutable', () => {
  ruleCases(fluxTagMutable, [
    { title: 'reports a tag', given: oci('ref: { tag: v1 }'), reports: [`${at}/spec/ref 'v1'`] },
    { title: 'reports latest', given: oci(''), reports: [`${at}/spec/ref 'latest'`] },
    { title: 'accepts a digest', given: oci(`ref: { digest: '${digest}' }`), reports: [] },
    { title: 'accepts a range', given: oci('ref: { semver: 1.x }'), reports: [] },
    {
      title: 'accepts a tag whose signature is asked for',
      given: oci('ref: { tag: v1 }, verify: { secretRef: { name: a } }'),
      reports: [],
    },
  ]);
});

describe('flux-dependency-cycle', () => {
  ruleCases(fluxDependencyCycle, [
    {
      title: 'reports two that wait for each other, once',
      given: kustomization('a', waits('b')) + kustomization('b', waits('a')),
      reports: [
        `${of('a')}/spec/dependsOn waits for itself: flux-system/a, then flux-system/b, then flux-system/a`,
      ],
    },
    {
      title: 'reports a circle behind others, where it begins',
      given:
        kustomization('a', waits('x', 'b')) +
        kustomization('b', waits('c')) +
        kustomization('c', waits('b')),
      reports: [`${of('b')}/spec/dependsOn waits for itself`],
    },
    {
      title: 'reports one that waits for itself',
      given: kustomization('a', waits('a')),
      reports: [`${of('a')}/spec/dependsOn`],
    },
    {
      title: 'accepts two ways to the same',
      given:
        kustomization('a', waits('b', 'c')) +
        kustomization('b', waits('d')) +
        kustomization('c', waits('d')) +
        kustomization('d', ''),
      reports: [],
    },
    {
      title: 'accepts one of the same name in another namespace',
      given: kustomization('a', 'dependsOn: [{ name: a, namespace: other }]'),
      reports: [],
    },
  ]);
});

describe('flux-reference-missing', () => {
  ruleCases(fluxReferenceMissing, [
    {
      title: 'reports a misspelt source',
      given: oci('') + kustomization('k', reads('OCIRepository', 'wbe')),
      reports: [`${of('k')}/spec/sourceRef the OCIRepository 'wbe', of which there is none`],
    },
    {
      title: 'reports a source of another namespace',
      given: oci('', 'web', 'shop') + kustomization('k', reads('OCIRepository', 'web')),
      reports: [`${of('k')}/spec/sourceRef which is in namespace 'shop', not in 'flux-system'`],
    },
    {
      title: 'accepts that namespace',
      given:
        oci('', 'web', 'shop') +
        kustomization('k', 'sourceRef: { kind: OCIRepository, name: web, namespace: shop }'),
      reports: [],
    },
    {
      title: 'accepts what may be elsewhere',
      given: oci('') + kustomization('k', reads('OCIRepository', 'something-else')),
      reports: [],
    },
    {
      title: 'accepts the source of the installation',
      given: oci('', 'flux-systems') + kustomization('k', reads('OCIRepository', 'flux-system')),
      reports: [],
    },
    {
      title: 'reports a misspelt dependency',
      given: kustomization('infra', '') + kustomization('k', waits('infre')),
      reports: [`${of('k')}/spec/dependsOn/0 the Kustomization 'infre'`],
    },
  ]);
});

describe('flux-path-not-packed', () => {
  const hub = oci('') + kustomization('k', `${reads('OCIRepository', 'web')}, path: PATH`);
  const pod = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }';
  const found = (path: string, repository = 'ghcr.io/acme/web') =>
    lint(
      new ManifestSet([
        ...manifestsOf(hub.replace('PATH', path)).map((manifest) => ({
          manifest,
          origin: { file: 'dist/cluster.k8s.yaml' },
        })),
        ...manifestsOf(pod).map((manifest) => ({
          manifest,
          origin: { file: 'dist/web/staging/a.k8s.yaml' },
        })),
      ]),
      { schemas, rules: [fluxPathNotPacked], artifacts: [{ repository, folder: 'dist/web' }] },
    ).map(({ message }) => message);

  it.each(['./staging', 'staging/', '.', './'])('accepts %s', (path) => {
    expect(found(path)).toEqual([]);
  });

  it('reports a folder that is not packed', () => {
    expect(found('./production')).toEqual(["is './production', which dist/web does not have"]);
  });

  it('accepts what another program packs', () => {
    expect(found('./production', 'ghcr.io/acme/other')).toEqual([]);
  });
});
