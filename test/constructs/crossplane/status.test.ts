import { App, Chart } from 'cdk8s';
import {
  Composition,
  compositeResource,
  environment,
  format,
  optional,
  Type,
  type Add,
  type ComposedResource,
  type CompositeRefs,
} from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import { valueAt, type Manifest } from '../../../lib/core';
import { renderComposite } from '../../../lib/testing';

const Cluster = compositeResource({
  group: 'acme.io',
  kind: 'Cluster',
  scope: 'Namespaced',
  versions: {
    v1: {
      spec: Type.Object({ region: Type.String(), nodes: Type.Integer({ default: 3 }) }),
      status: Type.Object({
        phase: Type.Optional(Type.String()),
        port: Type.Optional(Type.Integer()),
        share: Type.Optional(Type.Number()),
        on: Type.Optional(Type.Boolean()),
        url: Type.Optional(Type.String()),
        labels: Type.Optional(Type.Record(Type.String(), Type.String())),
        hosts: Type.Optional(Type.Array(Type.String())),
        ports: Type.Optional(Type.Array(Type.Integer())),
        members: Type.Optional(
          Type.Array(
            Type.Object({ host: Type.String(), port: Type.Integer(), role: Type.String() }),
          ),
        ),
        nested: Type.Optional(Type.Object({ hosts: Type.Optional(Type.Array(Type.String())) })),
      }),
    },
  },
});

type Refs = CompositeRefs<typeof Cluster.v1>;
const chart = new Chart(new App({ outdir: 'unused' }), 'status');
const xr = new Cluster.v1(chart, 'xr', {
  metadata: { namespace: 'team' },
  spec: { region: 'eu-west-1', nodes: 3 },
});
let n = 0;

const instance = (xr: Refs) =>
  ({
    spec: { forProvider: { region: xr.spec.region, instanceClass: 'db.t4g.medium' } },
  }) as const;

/** A composition of two databases whose status is what `of` gives. */
function composition(
  of: (xr: Refs, a: Handle, b: Handle) => object,
  more: (xr: Refs, add: Add) => void = () => undefined,
): Composition {
  return new Composition(chart, `case-${n++}`, {
    composite: Cluster.v1,
    compose(x, add) {
      const a = add('a', rds.Instance, instance(x));
      const b = add('b', rds.Instance, instance(x));
      more(x, add);
      return { status: of(x, a, b) } as never;
    },
  });
}
type Handle = ComposedResource<NonNullable<typeof rds.Instance.GVK.status>>;

/** What the two report: each its host and port, as far as given. */
function observed(reports: Readonly<Record<string, object>>): Manifest[] {
  return Object.entries(reports).map(([name, atProvider]) => ({
    apiVersion: 'rds.aws.m.upbound.io/v1beta1',
    kind: 'Instance',
    metadata: {
      name: `xr-${name}`,
      namespace: 'team',
      annotations: { 'crossplane.io/composition-resource-name': name },
    },
    status: { atProvider, conditions: [{ type: 'Ready', status: 'True' }] },
  }));
}

/** The fields of the status but for the conditions. */
function statusOf(made: Composition, reports: Readonly<Record<string, object>> = {}) {
  const { xr: rendered, events } = renderComposite(made, xr, { observed: observed(reports) });
  expect(events.filter((event) => event.startsWith('Warning'))).toEqual([]);
  const { conditions: _conditions, ...fields } = (valueAt(rendered, '/status') ?? {}) as Record<
    string,
    unknown
  >;
  return fields;
}

const A = { address: 'a.acme.io', port: 5432 };
const B = { address: 'b.acme.io', port: 5433 };

describe('constants in the status', () => {
  it.each([
    ['a text', { phase: 'ok' }],
    [
      'texts with what Go and YAML take for something else',
      { phase: 'a: %d {{ .x }} "q" \n \u2028' },
    ],
    ['a number', { port: 5432 }],
    ['a fraction', { share: 0.5 }],
    ['false', { on: false }],
    ['a list', { hosts: ['a', 'b'], ports: [1, 2] }],
    ['an empty list', { hosts: [] }],
    ['a map, and an empty one', { labels: { 'a.b/c': 'd' }, nested: {} }],
    ['objects in a list', { members: [{ host: 'a', port: 1, role: 'writer' }] }],
  ])('are there from the start: %s', (_, status) => {
    expect(statusOf(composition(() => status))).toEqual(status);
  });

  it('need no function but those that are there anyway', () => {
    const made = composition((_, a) => ({ phase: 'ok', url: a.status.atProvider.address }));
    expect(stepsOf(made)).toEqual(['patch-and-transform', 'auto-ready']);
  });
});

describe('lists in the status', () => {
  const hosts = () =>
    composition((_, a, b) => ({
      hosts: [a.status.atProvider.address, b.status.atProvider.address],
    }));

  it('are there once all of their elements are, and never in part', () => {
    const made = hosts();
    expect(statusOf(made)).toEqual({});
    expect(statusOf(made, { a: A })).toEqual({});
    expect(statusOf(made, { b: B })).toEqual({});
    expect(statusOf(made, { a: A, b: B })).toEqual({ hosts: ['a.acme.io', 'b.acme.io'] });
    expect(stepsOf(made)).toEqual(['patch-and-transform', 'status', 'auto-ready']);
  });

  it('keep numbers, transforms, constants and fields of the composite', () => {
    const made = composition((x, a, b) => ({
      ports: [a.status.atProvider.port, b.status.atProvider.port.multiply(2), x.spec.nodes, 7],
      hosts: [
        'fix',
        a.status.atProvider.address.toUpper(),
        format`${x.spec.region}-${x.spec.nodes}`,
      ],
    }));
    expect(statusOf(made, { a: A, b: B })).toEqual({
      ports: [5432, 10866, 3, 7],
      hosts: ['fix', 'A.ACME.IO', 'eu-west-1-3'],
    });
  });

  it('hold objects, each with all of its fields', () => {
    const made = composition((_, a, b) => ({
      members: [
        { host: a.status.atProvider.address, port: a.status.atProvider.port, role: 'writer' },
        { host: b.status.atProvider.address, port: 1, role: 'reader' },
      ],
      nested: { hosts: [b.status.atProvider.address] },
    }));
    expect(statusOf(made, { b: B })).toEqual({ nested: { hosts: ['b.acme.io'] } });
    expect(statusOf(made, { a: A, b: B })['members']).toEqual([
      { host: 'a.acme.io', port: 5432, role: 'writer' },
      { host: 'b.acme.io', port: 1, role: 'reader' },
    ]);
  });

  it('hold another value until there is something to read, where optional() gives one', () => {
    const made = composition((_, a, b) => ({
      hosts: [a.status.atProvider.address, optional(b.status.atProvider.address, 'pending')],
    }));
    expect(statusOf(made, { a: A })).toEqual({ hosts: ['a.acme.io', 'pending'] });
    expect(statusOf(made, { a: A, b: B })).toEqual({ hosts: ['a.acme.io', 'b.acme.io'] });
  });

  it('leave values alone that JSON, YAML and Go would read', () => {
    const odd = '"}]{{ .x }}: %s\n\u2028</a>';
    const made = hosts();
    expect(statusOf(made, { a: { address: odd }, b: B })).toEqual({ hosts: [odd, 'b.acme.io'] });
  });

  it('leave alone what patches and other fields wrote', () => {
    const made = composition((_, a, b) => ({
      url: a.status.atProvider.address,
      phase: 'ok',
      hosts: [b.status.atProvider.address],
    }));
    expect(statusOf(made, { a: A })).toEqual({ url: 'a.acme.io', phase: 'ok' });
    expect(statusOf(made, { a: A, b: B })).toMatchObject({
      url: 'a.acme.io',
      hosts: ['b.acme.io'],
    });
  });
});

describe('texts of several resources', () => {
  const url = () =>
    composition((x, a, b) => ({
      url: format`${a.status.atProvider.address}:${b.status.atProvider.port}/100%/${x.spec.region}`,
    }));

  it('may have parts that are transformed, or of one resource only', () => {
    const made = composition((_, a) => {
      const { address, port } = a.status.atProvider;
      return { url: format`${address.toUpper()}:${port}`, phase: format`${'of'} one`.toUpper() };
    });
    expect(statusOf(made)).toEqual({ phase: 'OF ONE' });
    expect(statusOf(made, { a: A })).toEqual({ url: 'A.ACME.IO:5432', phase: 'OF ONE' });
  });

  it('are there once all of their parts are', () => {
    expect(statusOf(url(), { a: A })).toEqual({});
    expect(statusOf(url(), { a: A, b: B })).toEqual({ url: 'a.acme.io:5433/100%/eu-west-1' });
  });
});

describe('the readiness of the XR', () => {
  const waiting = composition(
    (_, a, b) => ({ hosts: [a.status.atProvider.address, b.status.atProvider.address] }),
    (x, add) => {
      const forProvider = {
        region: x.spec.region,
        description: x.status.url,
        family: 'postgres17',
      };
      add('group', rds.ParameterGroup, { spec: { forProvider } });
    },
  );

  it('stays false while a resource is held back, template or not', () => {
    const { xr: rendered, composed } = renderComposite(waiting, xr, {
      observed: observed({ a: A, b: B }),
    });
    expect(composed).toHaveLength(2);
    const conditions = valueAt(rendered, '/status/conditions') as readonly {
      readonly type: string;
      readonly status: string;
    }[];
    expect(conditions.find(({ type }) => type === 'Ready')?.status).toBe('False');
    expect(valueAt(rendered, '/status/hosts')).toEqual(['a.acme.io', 'b.acme.io']);
  });
});

describe('what no status can hold', () => {
  it.each([
    ['null', () => ({ phase: null }), 'status.phase is null, which no status can hold'],
    [
      'a field that the schema does not have, in an element',
      (_: Refs, a: Handle) => ({ members: [{ hots: a.status.atProvider.address }] }),
      "status.members[0] has no field 'hots'",
    ],
    [
      'an element that may be left out',
      (_: Refs, a: Handle) => ({ hosts: [optional(a.status.atProvider.address)] }),
      'status.hosts[0] may be left out, and a list is there as a whole or not at all',
    ],
    [
      'a transform behind a text of several resources',
      (_: Refs, a: Handle, b: Handle) => ({
        url: format`${a.status.atProvider.address}${b.status.atProvider.address}`.toUpper(),
      }),
      'status.url transforms a text of several resources',
    ],
    [
      'a field of the environment in a list',
      () => ({ hosts: [environment(Type.Object({ vpc: Type.String() }), { from: 'main' }).vpc] }),
      'status.hosts[0] puts a field of the environment beside others',
    ],
  ] as const)('is told: %s', (_, of, message) => {
    expect(() => composition(of)).toThrow(message);
  });
});

function stepsOf(made: Composition): readonly string[] {
  const object = (made.node.findChild('Resource') as unknown as { toJson(): Manifest }).toJson();
  const pipeline = valueAt(object, '/spec/pipeline') as readonly { readonly step: string }[];
  return pipeline.map(({ step }) => step);
}
