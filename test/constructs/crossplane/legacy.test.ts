import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import {
  Composition,
  CompositeResourceDefinition,
  compositeResource,
  connectionKey,
  format,
  legacyCompositeResource,
  Type,
  type ComposableKind,
  type CompositeResourceDefinitionProps,
} from '../../../constructs/crossplane';
import { PlatformApp } from '../../../constructs';
import { emitDocuments, valueAt, type Manifest } from '../../../lib/core';
import { untilReady } from '../../../lib/testing';
import { expectGolden } from '../../support/golden';
import { manifestsOf } from './support';

/** As `import aws:rds/v1` writes it. */
const Instance = {
  GVK: { apiVersion: 'rds.aws.upbound.io/v1beta3', kind: 'Instance' },
} as unknown as ComposableKind<
  {
    readonly metadata?: object;
    readonly spec: {
      readonly forProvider: {
        readonly region: string;
        readonly instanceClass?: string;
        readonly allocatedStorage?: number;
        readonly identifier?: string;
      };
    };
  },
  { readonly atProvider?: { readonly address?: string } }
>;

const XDatabase = legacyCompositeResource({
  group: 'platform.kaval.io',
  kind: 'XDatabase',
  claim: 'Database',
  stateful: true,
  nameMaxLength: 40,
  versions: {
    v1alpha1: {
      spec: Type.Object({ region: Type.String(), storageGB: Type.Integer({ default: 50 }) }),
      status: Type.Object({ address: Type.Optional(Type.String()) }),
      connection: ['host', 'password', 'engine'],
    },
  },
});

function platform(chart: Chart) {
  const composition = new Composition(chart, 'database-aws', {
    composite: XDatabase.v1alpha1,
    connectionNamespace: 'crossplane-system',
    compose(xr, add) {
      const instance = add('instance', Instance, {
        metadata: { labels: { team: xr.spec.claimRef.namespace } },
        spec: {
          forProvider: {
            region: xr.spec.region,
            instanceClass: 'db.t4g.medium',
            allocatedStorage: xr.spec.storageGB,
            identifier: format`db-${xr.metadata.uid}`,
          },
        },
      });
      const { address } = instance.status.atProvider;
      return {
        status: { address },
        connection: {
          host: address,
          password: connectionKey(instance, 'attribute.password'),
          engine: 'postgres',
        },
      };
    },
  });
  new CompositeResourceDefinition(chart, 'database', {
    composite: XDatabase,
    defaultComposition: composition.name,
    defaultCompositeDeletePolicy: 'Foreground',
    crdMetadata: { labels: { team: 'platform' } },
  });
}

test('a definition of v1, its composition and a claim read as people wrote them for Crossplane 1', () => {
  const manifests = manifestsOf((chart) => {
    platform(chart);
    new XDatabase.claim.v1alpha1(chart, 'orders', {
      metadata: { namespace: 'shop' },
      spec: { region: 'eu-west-1', compositeDeletePolicy: 'Foreground' },
    });
  });
  expectGolden(join(__dirname, 'golden/legacy.yaml'), emitDocuments(manifests));
});

test('the XR of a claim becomes cluster-scoped resources, and is ready with them', () => {
  const [composition, definition] = manifestsOf(platform) as [Manifest, Manifest];
  const xr = {
    apiVersion: 'platform.kaval.io/v1alpha1',
    kind: 'XDatabase',
    metadata: {
      name: 'orders-x7k2p',
      labels: { 'crossplane.io/claim-name': 'orders', 'crossplane.io/claim-namespace': 'shop' },
    },
    spec: { region: 'eu-west-1', claimRef: { name: 'orders', namespace: 'shop' } },
  } as Manifest;
  const stages = untilReady(composition, xr, {
    definition,
    provides: { instance: { atProvider: { address: 'db.example.org' } } },
  });
  expect(stages).toHaveLength(2);
  const [{ composed, xr: ready } = stages[0] as never] = stages.slice(-1);
  expect(composed[0]).toMatchObject({
    apiVersion: 'rds.aws.upbound.io/v1beta3',
    metadata: { labels: { team: 'shop' } },
    spec: {
      forProvider: { allocatedStorage: 50 },
      writeConnectionSecretToRef: { namespace: 'crossplane-system' },
    },
  });
  expect(valueAt(ready, '/status/address')).toBe('db.example.org');
  expect(valueAt(ready, '/spec/resourceRefs/0/kind')).toBe('Instance');
});

test('a claim waits for the Secret that it names; one without a connection names none', () => {
  const Plain = legacyCompositeResource({
    group: 'acme.io',
    kind: 'XPlain',
    claim: { kind: 'Plain', plural: 'plain' },
    versions: { v1: { spec: Type.Object({}) } },
  });
  const chart = Testing.chart();
  const spec = { region: 'eu-west-1' };
  const orders = new XDatabase.claim.v1alpha1(chart, 'orders', { spec });
  expect(orders.connection.key('host')).toEqual({ name: 'orders-connection', key: 'host' });
  const named = new XDatabase.claim.v1alpha1(chart, 'named', {
    spec: { ...spec, writeConnectionSecretToRef: { name: 'db' } },
  });
  expect(named.connection.name).toBe('db');
  const long = () => new XDatabase.claim.v1alpha1(chart, 'a'.repeat(35), { spec });
  expect(long).toThrow(/Database cannot be named/);
  new Plain.claim.v1(chart, 'plain', { spec: {} });
  const plain = (Testing.synth(chart) as Manifest[]).at(-1);
  expect(plain).toEqual({
    apiVersion: 'acme.io/v1',
    kind: 'Plain',
    metadata: { name: 'plain' },
    spec: {},
  });
});

test('an XR of its own says where its Secret goes, and is in use where it holds data', () => {
  const chart = new Chart(new App({ outdir: 'unused' }), 'chart');
  const spec = { region: 'eu-west-1' };
  const writeConnectionSecretToRef = { name: 'db', namespace: 'shop' };
  const xr = new XDatabase.v1alpha1(chart, 'a', { spec: { ...spec, writeConnectionSecretToRef } });
  expect(xr.connection.name).toBe('db');
  const silent = new XDatabase.v1alpha1(chart, 'b', { spec, protect: false });
  expect(() => silent.connection).toThrow(
    expect.objectContaining({ code: 'XR_CONNECTION_UNKNOWN' }),
  );
  const kinds = (Testing.synth(chart) as Manifest[]).map(({ kind }) => kind);
  expect(kinds).toEqual(['XDatabase', 'ClusterUsage', 'XDatabase']);
});

test('Crossplane 1 gets no scope, its own Usage, and nothing that it does not know', () => {
  const app = new PlatformApp({ targets: { crossplane: '1.20' } });
  const chart = new Chart(app, 'chart');
  platform(chart);
  new XDatabase.v1alpha1(chart, 'a', { spec: { region: 'eu-west-1' } });
  const manifests = Testing.synth(chart) as Manifest[];
  expect(manifests.map(({ kind }) => kind)).toEqual([
    'Composition',
    'CompositeResourceDefinition',
    'XDatabase',
    'Usage',
  ]);
  expect(manifests[3]?.apiVersion).toBe('apiextensions.crossplane.io/v1beta1');
  expect(valueAt(manifests[1], '/spec/scope')).toBeUndefined();
  const Modern = compositeResource({
    group: 'acme.io',
    kind: 'Modern',
    scope: 'Namespaced',
    versions: { v1: { spec: Type.Object({}) } },
  });
  const define = () => new CompositeResourceDefinition(chart, 'x', { composite: Modern });
  expect(define).toThrow(/Modern, of scope Namespaced, needs crossplane 2\.0/);
});

test.each<readonly [string, Omit<CompositeResourceDefinitionProps, 'composite'>, object]>([
  [
    'v1 of a modern scope',
    { apiVersion: 'v1' },
    { scope: 'Namespaced', defaultCompositeDeletePolicy: 'Background' },
  ],
  [
    'a webhook that converts',
    { conversion: { conversionReviewVersions: ['v1'], clientConfig: { url: 'https://x' } } },
    {
      conversion: {
        strategy: 'Webhook',
        webhook: { conversionReviewVersions: ['v1'], clientConfig: { url: 'https://x' } },
      },
    },
  ],
  [
    'revisions by label',
    { defaultCompositionRevisionSelector: { matchLabels: { channel: 'stable' } } },
    { defaultCompositionRevisionSelector: { matchLabels: { channel: 'stable' } } },
  ],
  [
    'metadata of the CRD',
    { crdMetadata: { annotations: { a: 'b' } } },
    { metadata: { annotations: { a: 'b' } } },
  ],
])('a definition says %s', (_, props, says) => {
  const composite = compositeResource({
    group: 'acme.io',
    kind: 'Thing',
    scope: 'Namespaced',
    nameMaxLength: 30,
    versions: { v1: { spec: Type.Object({}) } },
  });
  const [xrd] = manifestsOf((chart) => {
    new CompositeResourceDefinition(chart, 'thing', { composite, ...props });
  });
  expect(xrd?.['spec']).toMatchObject(says);
  const at = '/spec/versions/0/schema/openAPIV3Schema/properties/metadata/properties/name';
  expect(valueAt(xrd, at)).toEqual({ type: 'string', maxLength: 30 });
  expect(() => new composite.v1(Testing.chart(), 'a'.repeat(31), { spec: {} })).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(/^write at most 30/) as string }),
  );
});

const legacy =
  (options: object, spec = Type.Object({})) =>
  () =>
    legacyCompositeResource({
      group: 'acme.io',
      kind: 'XThing',
      versions: { v1: { spec } },
      ...options,
    });

test.each([
  [
    'a claim of the same name',
    legacy({ claim: 'XThing' }),
    /claim XThing \(xthings\) has the name/,
  ],
  ['a claim in lower case', legacy({ claim: 'thing' }), /claim 'thing' of XThing is no name/],
  [
    'a claim whose plural is in capitals',
    legacy({ claim: { kind: 'Thing', plural: 'Things' } }),
    /plural 'Things' of claim Thing/,
  ],
  [
    'a field that Crossplane 1 has itself',
    legacy({}, Type.Object({ claimRef: Type.String() })),
    /spec\/properties\/claimRef would be replaced/,
  ],
  [
    'a name longer than Crossplane takes',
    legacy({ nameMaxLength: 64 }),
    /nameMaxLength of XThing is 64/,
  ],
  [
    'v2 of a legacy composite resource',
    () =>
      manifestsOf((chart) => {
        new CompositeResourceDefinition(chart, 'x', { composite: XDatabase, apiVersion: 'v2' });
      }),
    /scope LegacyCluster, which an XRD of v2 does not know/,
  ],
])('refuses %s', (_, make, says) => {
  expect(make).toThrow(says);
});

/** Never run: what is below is for the compiler. */
export function mistakes(chart: Chart): void {
  const spec = { region: '' };
  const elsewhere = { ...spec, writeConnectionSecretToRef: { name: '', namespace: '' } } as const;
  // @ts-expect-error a claim's Secret is in its own namespace; only an XR says where
  const secret: { name: string; namespace?: never } = elsewhere.writeConnectionSecretToRef;
  new XDatabase.claim.v1alpha1(chart, 'a', {
    spec: { ...spec, writeConnectionSecretToRef: secret },
  });
  // @ts-expect-error its fields are in the spec itself
  new XDatabase.claim.v1alpha1(chart, 'b', { spec: { ...spec, crossplane: {} } });
  // @ts-expect-error misspelt field
  new XDatabase.v1alpha1(chart, 'c', { spec: { regoin: '' } });
  // @ts-expect-error nor a key that is not declared
  new XDatabase.claim.v1alpha1(chart, 'd', { spec }).connection.key('user');
  const Unclaimed = legacyCompositeResource({
    group: 'acme.io',
    kind: 'XUnclaimed',
    versions: { v1: { spec: Type.Object({}) } },
  });
  // @ts-expect-error nobody can claim it
  void Unclaimed.claim;
  // @ts-expect-error legacy composite resources are defined apart
  compositeResource({ group: '', kind: '', scope: 'LegacyCluster', versions: {} });
}
