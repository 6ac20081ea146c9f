import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Composition,
  CompositeResourceDefinition,
  compositeResource,
  connectionKey,
  connectionSecretName,
  format,
  Type,
  type Add,
  type CompositeRefs,
} from '../../../constructs/crossplane';
import { ExternalSecret } from '../../../imports/external-secrets';
import * as rds from '../../../imports/aws/rds';
import { valueAt, type Manifest } from '../../../lib/core';
import { renderComposite } from '../../../lib/testing';
import { PostgresDatabase } from './sample';
import { manifestsOf } from './support';

const Queue = compositeResource({
  group: 'acme.io',
  kind: 'Queue',
  scope: 'Namespaced',
  versions: {
    v1: {
      spec: Type.Object({ region: Type.String() }),
      status: Type.Object({
        host: Type.Optional(Type.String()),
        port: Type.Optional(Type.Integer()),
      }),
      connection: ['host', 'port', 'region'],
    },
  },
});

type Xr = CompositeRefs<typeof Queue.v1>;
const instance = { spec: { forProvider: { region: 'eu-west-1', instanceClass: 'db.t4g.medium' } } };

function resourcesOf(
  connection: (xr: Xr, add: Add) => unknown,
): readonly Record<string, unknown>[] {
  const [composition] = manifestsOf((chart) => {
    new Composition(chart, 'queue', {
      composite: Queue.v1,
      compose(xr, add) {
        add('instance', rds.Instance, instance);
        return { connection: connection(xr, add) as { host: ''; port: ''; region: '' } };
      },
    });
  });
  return valueAt(composition, '/spec/pipeline/0/input/resources') as never;
}

test('the Secret is withheld until every key is known', () => {
  const [, secret] = resourcesOf(({ status }) => ({
    host: status.host,
    port: format`${status.port}`,
    region: 'eu-west-1',
  }));
  const waits = { fromFieldPath: 'Required' };
  expect(secret).toEqual({
    name: 'connection',
    base: {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      stringData: { region: 'eu-west-1' },
    },
    patches: [
      {
        type: 'FromCompositeFieldPath',
        fromFieldPath: 'metadata.name',
        toFieldPath: 'metadata.name',
        transforms: [{ type: 'string', string: { type: 'Format', fmt: '%s-connection' } }],
      },
      {
        type: 'FromCompositeFieldPath',
        fromFieldPath: 'status.host',
        toFieldPath: 'stringData.host',
        policy: waits,
      },
      {
        type: 'FromCompositeFieldPath',
        fromFieldPath: 'status.port',
        toFieldPath: 'stringData.port',
        transforms: [{ type: 'convert', convert: { toType: 'string' } }],
        policy: waits,
      },
    ],
  });
});

test('takes what resources report, whole or not at all', () => {
  const [, secret] = resourcesOf((_, add) => {
    const other = add('other', rds.Instance, instance);
    const { address, port } = other.status.atProvider;
    return { host: address, port: format`${port}`, region: 'eu-west-1' };
  }).slice(-2);
  expect(valueAt(secret, '/patches')).toMatchObject([
    { toFieldPath: 'metadata.name' },
    {
      type: 'FromEnvironmentFieldPath',
      fromFieldPath: '_composed.other.status.atProvider.address',
      toFieldPath: 'stringData.host',
      policy: { fromFieldPath: 'Required' },
    },
    {
      type: 'FromEnvironmentFieldPath',
      fromFieldPath: '_composed.other.status.atProvider.port',
      toFieldPath: 'stringData.port',
      transforms: [{ type: 'convert', convert: { toType: 'string' } }],
      policy: { fromFieldPath: 'Required' },
    },
  ]);
});

test('waits for keys of the spec as well', () => {
  const [, secret] = resourcesOf(({ spec }) => ({ host: 'h', port: '1', region: spec.region }));
  expect(valueAt(secret, '/patches/1/policy')).toEqual({ fromFieldPath: 'Required' });
});

test('another resource may write the Secret', () => {
  const resources = resourcesOf((xr, add) =>
    add('credentials', ExternalSecret, { spec: { target: { name: connectionSecretName(xr) } } }),
  );
  expect(resources.map(({ name }) => name)).toEqual(['instance', 'credentials']);
});

const refusals: readonly (readonly [string, (xr: Xr, add: Add) => unknown, RegExp])[] = [
  [
    'a key left out',
    () => ({ host: 'h', port: '1' }),
    /returns host, port as connection; Queue declares host, port, region/,
  ],
  [
    'a key that is not declared',
    () => ({ host: '', port: '', region: '', x: '' }),
    /returns host, port, region, x/,
  ],
  ['nothing', () => undefined, /returns nothing as connection/],
  [
    'an ExternalSecret that writes another Secret',
    (xr, add) => add('e', ExternalSecret, { spec: { target: { name: xr.metadata.name } } }),
    /lets ExternalSecret 'e' write the connection, but to a Secret of another name/,
  ],
  [
    'an ExternalSecret whose target has no name',
    (_, add) => add('e', ExternalSecret, { spec: {} }),
    /to a Secret of another name/,
  ],
];

test.each(refusals)('refuses %s', (_, connection, says) => {
  expect(() => resourcesOf(connection)).toThrow(says);
  expect(() => resourcesOf(connection)).toThrow(
    expect.objectContaining({ code: 'COMPOSITION_CONNECTION' }),
  );
});

test('refuses a connection where no keys are declared', () => {
  const make = () =>
    manifestsOf((chart) => {
      new Composition(chart, 'x', {
        composite: PostgresDatabase.v1alpha1,
        compose(_, add) {
          add('instance', rds.Instance, instance);
          return { connection: { host: 'h' } as never };
        },
      });
    });
  expect(make).toThrow(/returns a connection, but PostgresDatabase declares no keys/);
});

describe('what only the Secret of a provider has', () => {
  const withKeys = (spec: object = {}) =>
    manifestsOf((chart) => {
      new Composition(chart, 'queue', {
        composite: Queue.v1,
        compose(xr, add) {
          const made = add('instance', rds.Instance, {
            spec: {
              ...spec,
              forProvider: { ...instance.spec.forProvider, region: xr.spec.region },
            },
          });
          const { address } = made.status.atProvider;
          return {
            connection: { host: address, port: connectionKey(made, 'port'), region: 'eu-west-1' },
          };
        },
      });
    }) as [Manifest];

  it('goes into the Secret once the resource is ready', () => {
    const [composition] = withKeys();
    expect(valueAt(composition, '/spec/pipeline/0/input/resources/0')).toMatchObject({
      connectionDetails: [
        { name: 'host', type: 'FromFieldPath', fromFieldPath: 'status.atProvider.address' },
        { name: 'port', type: 'FromConnectionSecretKey', fromConnectionSecretKey: 'port' },
        { name: 'region', type: 'FromValue', value: 'eu-west-1' },
      ],
      patches: [
        { toFieldPath: 'spec.forProvider.region' },
        { fromFieldPath: 'metadata.uid', toFieldPath: 'spec.writeConnectionSecretToRef.name' },
      ],
    });
    const chart = new Chart(new App({ outdir: 'unused' }), 'xr');
    const xr = new Queue.v1(chart, 'jobs', {
      metadata: { namespace: 'shop' },
      spec: { region: 'eu-west-1' },
    });
    // Its Secret is there at once, as some providers have it, and the instance takes a while.
    const secretOf = ({ spec }: Manifest) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: valueAt(spec, '/writeConnectionSecretToRef/name'), namespace: 'shop' },
      data: { port: 'NTQzMg==' },
    });
    const first = renderComposite(composition, xr);
    expect(first.composed.map(({ kind }) => kind)).toEqual(['Instance']);
    const [applied] = first.composed as [Manifest];
    const secret = secretOf(applied) as Manifest;
    const observe = (ready: string) => [
      {
        ...applied,
        status: {
          atProvider: { address: 'db.example.org' },
          conditions: [{ type: 'Ready', status: ready, reason: 'x' }],
        },
      },
    ];
    const required = [secret];
    const creating = renderComposite(composition, xr, { observed: observe('False'), required });
    expect(creating.composed.map(({ kind }) => kind)).toEqual(['Instance']);
    const ready = renderComposite(composition, xr, { observed: observe('True'), required });
    const made = ready.composed.find(({ kind }) => kind === 'Secret');
    expect(made).toMatchObject({
      metadata: { name: 'jobs-connection', namespace: 'shop' },
      data: {
        host: Buffer.from('db.example.org').toString('base64'),
        port: 'NTQzMg==',
        region: Buffer.from('eu-west-1').toString('base64'),
      },
    });
  });

  it('is in the Secret that the resource names itself', () => {
    const [composition] = withKeys({ writeConnectionSecretToRef: { name: 'own' } });
    const at = '/spec/pipeline/0/input/resources/0/base/spec/writeConnectionSecretToRef';
    expect(valueAt(composition, at)).toEqual({ name: 'own' });
  });

  it.each<readonly [string, (xr: Xr, add: Add) => unknown, RegExp]>([
    [
      'a field of the XR beside it',
      ({ status }, add) => {
        const made = add('other', rds.Instance, instance);
        return { host: status.host, port: connectionKey(made, 'port'), region: '' };
      },
      /returns status\.host as connection key 'host', which has to come from a resource/,
    ],
    [
      'a transformed field beside it',
      (_, add) => {
        const made = add('other', rds.Instance, instance);
        const host = made.status.atProvider.address.toUpper();
        return { host, port: connectionKey(made, 'port'), region: '' };
      },
      /returns .*, transformed, as connection key 'host'/,
    ],
    [
      'a kind that writes no Secret',
      (_, add) => {
        const made = add('other', ExternalSecret, {});
        return { host: '', port: connectionKey(made, 'port'), region: '' };
      },
      /takes a connection key of 'other', a ExternalSecret, which writes no connection Secret/,
    ],
  ])('does not go with %s', (_, connection, says) => {
    expect(() => resourcesOf(connection)).toThrow(says);
  });
});

test('a definition tells its keys to those who import it', () => {
  const [xrd] = manifestsOf((chart) => {
    new CompositeResourceDefinition(chart, 'queue', { composite: Queue });
  });
  expect(xrd?.metadata.annotations).toMatchObject({
    'cdk8s-gitops.dev/connection-keys': 'host,port,region',
  });
});

test('a cluster-scoped composite says in which namespace its Secrets are', () => {
  const Bus = compositeResource({
    group: 'acme.io',
    kind: 'Bus',
    scope: 'Cluster',
    versions: {
      v1: { spec: Type.Object({ region: Type.String() }), connection: ['region', 'port'] },
    },
  });
  const make = (connectionNamespace: string | undefined, keyed: boolean) =>
    manifestsOf((chart) => {
      new Composition(chart, 'bus', {
        composite: Bus.v1,
        connectionNamespace,
        compose(xr, add) {
          const made = add('instance', rds.Instance, { metadata: { namespace: 'x' }, ...instance });
          const port = keyed ? connectionKey(made, 'port') : '1';
          return { connection: { region: keyed ? 'eu-west-1' : xr.spec.region, port } };
        },
      });
    });
  const input = (namespace: string, keyed: boolean) =>
    valueAt(make(namespace, keyed)[0], '/spec/pipeline/0/input');
  expect(valueAt(input('buses', false), '/resources/1/base/metadata')).toEqual({
    namespace: 'buses',
  });
  expect(valueAt(input('buses', true), '/writeConnectionSecretToRef')).toEqual({
    namespace: 'buses',
    patches: [
      {
        type: 'FromCompositeFieldPath',
        fromFieldPath: 'metadata.name',
        toFieldPath: 'name',
        transforms: [{ type: 'string', string: { type: 'Format', fmt: '%s-connection' } }],
        policy: { fromFieldPath: 'Required' },
      },
    ],
  });
  expect(() => make(undefined, false)).toThrow(
    /composition 'bus' returns a connection, and its Bus is in no namespace/,
  );
});

/** Never run: what is below is for the compiler. */
export function mistakes(chart: Chart): void {
  const composite = Queue.v1;
  // @ts-expect-error a declared key is missing
  new Composition(chart, 'a', { composite, compose: () => ({ connection: { host: '' } }) });
  // @ts-expect-error the connection is missing
  new Composition(chart, 'b', { composite, compose: () => ({}) });
  new Composition(chart, 'c', {
    composite,
    // @ts-expect-error a number is no text
    compose: (xr) => ({ connection: { host: '', port: xr.status.port, region: '' } }),
  });
  new Composition(chart, 'd', {
    composite,
    // @ts-expect-error a key that is not declared
    compose: () => ({ connection: { host: '', port: '', region: '', user: '' } }),
  });
  const queue = new composite(chart, 'queue', { spec: { region: 'eu-west-1' } });
  // @ts-expect-error nor does a pod ask for one
  queue.connection.key('user');
  const { v1alpha1 } = PostgresDatabase;
  const database = new v1alpha1(chart, 'x', { spec: { size: 'small', region: '' } });
  // @ts-expect-error a composite that declares no connection has no key at all
  database.connection.key('host');
}

test('a cdk8s-plus container takes all keys, or one', () => {
  const [, deployment] = manifestsOf((chart) => {
    const queue = new Queue.v1(chart, 'jobs', { spec: { region: 'eu-west-1' } });
    const web = new kplus.Deployment(chart, 'web', { replicas: 1 });
    const container = web.addContainer({ image: 'web:1' });
    container.env.copyFrom(queue.connection.envFrom());
    container.env.addVariable('QUEUE_HOST', queue.connection.envValue('host'));
  });
  const container = valueAt(deployment, '/spec/template/spec/containers/0');
  expect(valueAt(container, '/envFrom')).toEqual([{ secretRef: { name: 'jobs-connection' } }]);
  expect(valueAt(container, '/env')).toEqual([
    {
      name: 'QUEUE_HOST',
      valueFrom: { secretKeyRef: { name: 'jobs-connection', key: 'host' } },
    },
  ]);
});
