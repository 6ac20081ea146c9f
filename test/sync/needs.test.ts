import fc from 'fast-check';
import { ManifestSet, parseDocuments, type Manifest } from '../../lib/core';
import { carriesOptions, optionsWith, syncNeeds } from '../../lib/sync';

const config = (data: string, options?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'big',
    ...(options !== undefined && {
      annotations: { 'argocd.argoproj.io/sync-options': options },
    }),
  },
  data: { a: data },
});

/** Options that objects need, as `<option> <kind>/<name>`. */
const needsOf = (...manifests: readonly Manifest[]) =>
  [...syncNeeds(ManifestSet.of(manifests))].map(
    ({ at, option }) => `${option.replace('=true', '')} ${at.kind}/${at.metadata.name ?? ''}`,
  );
const yaml = (text: string) => parseDocuments(text).map(({ value }) => value as Manifest);

const FULL = 262_144;
const BIG = ['ServerSideApply ConfigMap/big'];

it.each<[string, Manifest, readonly string[]]>([
  ['is small', config('a'), []],
  ['fits with what Argo CD adds', config('a'.repeat(FULL - 1400)), []],
  ['does not fit with what Argo CD adds', config('a'.repeat(FULL - 1024)), BIG],
  ['is large by what is escaped alone', config('<'.repeat(FULL / 6)), BIG],
  ['is large in bytes alone', config('é'.repeat(FULL / 2)), BIG],
  ['has many quotes', config('"'.repeat(FULL / 2)), BIG],
  ['has as many letters as half', config('a'.repeat(FULL / 2)), []],
  ['is applied by the server already', config('a'.repeat(FULL), 'ServerSideApply=true'), []],
  ['is replaced', config('a'.repeat(FULL), 'Prune=false, Replace=true'), []],
  ['forbids what it needs', config('a'.repeat(FULL), 'ServerSideApply=false'), BIG],
  [
    'forbids and wants it',
    config('a'.repeat(FULL), 'ServerSideApply=true,ServerSideApply=false'),
    BIG,
  ],
])('an object that %s', (_, manifest, needed) => {
  expect(needsOf(manifest)).toEqual(needed);
});

it('says how large, and of what', () => {
  const [need] = syncNeeds(ManifestSet.of([config('a'.repeat(FULL))]));
  expect(need?.because).toBe(
    'is 262,242 bytes long, and client-side apply keeps a copy in an annotation, where 262,144 fit',
  );
});

it('counts annotations beside the copy, and no copy that is there', () => {
  const annotated = (key: string): Manifest => ({
    ...config('a'.repeat(FULL / 2)),
    metadata: { name: 'big', annotations: { [key]: 'a'.repeat(FULL / 4) } },
  });
  expect(needsOf(annotated('note'))).toEqual(BIG);
  expect(needsOf(annotated('kubectl.kubernetes.io/last-applied-configuration'))).toEqual([]);
});

it('is never silent about what is longer than all annotations', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (data) => {
      const manifest = { ...config(''), data, more: 'x'.repeat(FULL) } as Manifest;
      expect(needsOf(manifest)).toEqual(BIG);
    }),
  );
});

const XRD = (claim = '') => `
{ apiVersion: apiextensions.crossplane.io/v2, kind: CompositeResourceDefinition, metadata: { name: dbs.acme.io },
  spec: { group: acme.io, names: { kind: DB, plural: dbs }${claim}, versions: [] } }
---`;
const PROVIDER = `
{ apiVersion: pkg.crossplane.io/v1, kind: Provider, metadata: { name: p }, spec: { package: 'x.io/a/provider-aws-s3:v2' } }
---`;
const object = (apiVersion: string, kind: string) =>
  `\n{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: x } }`;
const DB = object('acme.io/v1', 'DB');
const CLAIM = ', claimNames: { kind: Claimed, plural: claimeds }';

it.each<[string, string, readonly string[]]>([
  ['an XR beside its XRD', XRD() + DB, ['SkipDryRunOnMissingResource DB/x']],
  [
    'a claim beside its XRD',
    XRD(CLAIM) + object('acme.io/v1', 'Claimed'),
    ['SkipDryRunOnMissingResource Claimed/x'],
  ],
  ['an XR alone', DB, []],
  ['a kind of another group beside it', XRD() + object('other.io/v1', 'DB'), []],
  ['another kind of its group', XRD() + object('acme.io/v1', 'Other'), []],
  [
    'a managed resource beside its provider',
    PROVIDER + object('s3.aws.m.upbound.io/v1beta1', 'Bucket'),
    ['SkipDryRunOnMissingResource Bucket/x'],
  ],
  [
    'a configuration beside any provider of the family',
    PROVIDER + object('aws.m.upbound.io/v1beta1', 'ClusterProviderConfig'),
    ['SkipDryRunOnMissingResource ClusterProviderConfig/x'],
  ],
  ['one of another provider', PROVIDER + object('rds.aws.m.upbound.io/v1beta1', 'Instance'), []],
  ['what Kubernetes has', PROVIDER + object('v1', 'Secret'), []],
  [
    'one whose CRD comes too, which Argo CD sees itself',
    `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: b },
       spec: { group: s3.aws.m.upbound.io, names: { kind: Bucket } } }\n---${PROVIDER}` +
      object('s3.aws.m.upbound.io/v1beta1', 'Bucket'),
    [],
  ],
  ['an XRD without names', `${XRD().replace('kind: DB, ', '')}${DB}`, []],
])('%s', (_, text, needed) => {
  expect(needsOf(...yaml(text))).toEqual(needed);
});

it('asks whoever knows which groups a provider has', () => {
  const set = ManifestSet.of(yaml(PROVIDER + object('dns.acme.io/v1', 'Zone')));
  const brings = (provider: Manifest, group: string) =>
    provider.metadata.name === 'p' && group === 'dns.acme.io';
  expect([...syncNeeds(set, brings)]).toMatchObject([
    { because: expect.stringContaining('is of a kind that Provider/p brings in the same sync') },
  ]);
});

it('adds an option behind those that are there, once', () => {
  const option = 'SkipDryRunOnMissingResource=true';
  expect(optionsWith(config('a'), option)).toBe(option);
  expect(optionsWith(config('a', 'Prune=false'), option)).toBe(`Prune=false,${option}`);
  expect(optionsWith(config('a', ` ${option}`), option)).toBe(option);
});

it('lets no annotation onto a Composition', () => {
  expect(carriesOptions(config(''))).toBe(true);
  const [composition] = yaml(object('apiextensions.crossplane.io/v1', 'Composition'));
  expect(composition && carriesOptions(composition)).toBe(false);
  const [music] = yaml(object('music.acme.io/v1', 'Composition'));
  expect(music && carriesOptions(music)).toBe(true);
});
