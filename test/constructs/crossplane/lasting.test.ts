import { Chart, Testing } from 'cdk8s';
import {
  Composition,
  compositeResource,
  lasting,
  optional,
  Type,
  type ComposedResource,
  type CompositeRefs,
} from '../../../constructs/crossplane';
import * as ec2 from '../../../imports/aws/ec2';
import { valueAt, type Manifest } from '../../../lib/core';
import { renderComposite } from '../../../lib/testing';

const Net = compositeResource({
  group: 'acme.io',
  kind: 'Net',
  scope: 'Namespaced',
  versions: {
    v1: {
      spec: Type.Object({ region: Type.String() }),
      status: Type.Object({
        cidr: Type.Optional(Type.String()),
        phase: Type.Optional(Type.String()),
        mtu: Type.Optional(Type.Integer()),
        tags: Type.Optional(Type.Record(Type.String(), Type.String())),
        ids: Type.Optional(
          Type.Object({ vpc: Type.Optional(Type.String()), dns: Type.Optional(Type.String()) }),
        ),
      }),
    },
  },
});

type Refs = CompositeRefs<typeof Net.v1>;
type Vpc = ComposedResource<NonNullable<typeof ec2.VPC.GVK.status>>;

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'lasting');
let n = 0;

function composition(of: (xr: Refs, vpc: Vpc, other: Vpc) => object): Composition {
  return new Composition(chart, `case-${n++}`, {
    composite: Net.v1,
    compose(x, add) {
      const [a, b] = ['vpc', 'other'].map((name) =>
        add(name, ec2.VPC, { spec: { forProvider: { region: x.spec.region } } }),
      ) as [Vpc, Vpc];
      return { status: of(x, a, b) } as never;
    },
  });
}

/** The status of an XR that had `before`, whose VPC reports `atProvider`. */
function statusOf(made: Composition, before: object | undefined, atProvider?: object): unknown {
  const xr: Manifest = {
    apiVersion: 'acme.io/v1',
    kind: 'Net',
    metadata: { name: 'net', namespace: 'team' },
    spec: { region: 'eu-west-1' },
    ...(before && { status: before }),
  };
  const vpc: Manifest = {
    apiVersion: 'ec2.aws.m.upbound.io/v1beta1',
    kind: 'VPC',
    metadata: {
      name: 'net-vpc',
      namespace: 'team',
      annotations: { 'crossplane.io/composition-resource-name': 'vpc' },
    },
    status: { atProvider },
  };
  const rendered = renderComposite(made, xr, { observed: atProvider ? [vpc] : [] });
  const { conditions: _conditions, ...fields } = (valueAt(rendered.xr, '/status') ?? {}) as Record<
    string,
    unknown
  >;
  return fields;
}

const REPORT = { cidrBlock: '10.0.0.0/16', id: 'vpc-1' };

describe('a lasting status', () => {
  const made = composition((xr, vpc) =>
    lasting(xr.status, {
      cidr: vpc.status.atProvider.cidrBlock,
      tags: { name: vpc.status.atProvider.id },
      ids: { vpc: vpc.status.atProvider.id },
      phase: 'ok',
    }),
  );
  const known = {
    cidr: '10.0.0.0/16',
    tags: { name: 'vpc-1' },
    ids: { vpc: 'vpc-1' },
    phase: 'ok',
  };

  it('is empty until something reports', () => {
    expect(statusOf(made, undefined)).toEqual({ phase: 'ok' });
  });
  it('holds what is reported, not what was', () => {
    const old = {
      cidr: '10.9.0.0/16',
      tags: { name: 'vpc-9' },
      ids: { vpc: 'vpc-9' },
      phase: 'no',
    };
    expect(statusOf(made, old, REPORT)).toEqual(known);
  });
  it('stays where nothing reports', () => {
    expect(statusOf(made, known)).toEqual(known);
    expect(statusOf(made, known, { id: 'vpc-2' })).toEqual({
      ...known,
      tags: { name: 'vpc-2' },
      ids: { vpc: 'vpc-2' },
    });
  });
  it('forgets fields that the composition does not write', () => {
    const more = { mtu: 9001, tags: { name: 'vpc-1', old: 'x' }, ids: { vpc: 'vpc-1', dns: 'x' } };
    expect(statusOf(made, { ...known, ...more })).toEqual(known);
  });
  it('leaves alone what says for itself what it holds until then', () => {
    const own = composition((xr, vpc) =>
      lasting(xr.status, { cidr: optional(vpc.status.atProvider.cidrBlock, 'none') }),
    );
    expect(statusOf(own, known)).toEqual({ cidr: 'none' });
  });
  it('names a field that the schema does not have', () => {
    const wrong = () =>
      composition((xr, vpc) => lasting(xr.status, { cdir: vpc.status.atProvider.cidrBlock }));
    expect(wrong).toThrow("status has no field 'cdir'");
  });
});

describe('an optional field of a status holds until there is something', () => {
  it.each([
    ['a constant', () => 'pending', 'pending'],
    ['a field of the composite', (xr: Refs) => xr.spec.region, 'eu-west-1'],
    ['what it was', (xr: Refs) => xr.status.phase, 'was'],
  ] as const)('%s', (_, until, expected) => {
    const made = composition((xr, vpc) => ({
      cidr: optional(vpc.status.atProvider.cidrBlock, until(xr) as never),
    }));
    expect(statusOf(made, { phase: 'was' })).toEqual({ cidr: expected });
    expect(statusOf(made, { phase: 'was' }, REPORT)).toEqual({ cidr: '10.0.0.0/16' });
  });

  it('a constant, where the composite has not that field', () => {
    const made = composition((xr) => ({ cidr: optional(xr.status.phase, 'none') }));
    expect(statusOf(made, {})).toEqual({ cidr: 'none' });
    expect(statusOf(made, { phase: 'was' })).toEqual({ cidr: 'was' });
  });

  it('but not a field of another resource, which may report later', () => {
    const wrong = () =>
      composition((_, vpc, other) => ({
        cidr: optional(vpc.status.atProvider.cidrBlock, other.status.atProvider.cidrBlock as never),
      }));
    expect(wrong).toThrow('status.cidr holds until then what a composed resource reports, too');
  });
});
