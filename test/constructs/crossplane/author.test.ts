import { Chart, Testing } from 'cdk8s';
import { Composition, compositeResource, stringEnum, Type } from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';

const Thing = compositeResource({
  group: 'acme.io',
  kind: 'Thing',
  scope: 'Namespaced',
  versions: {
    v1: { spec: Type.Object({ old: Type.String() }), referenceable: false },
    v2: {
      referenceable: true,
      spec: Type.Object({
        deep: Type.Object({ er: Type.Object({ n: Type.Integer({ default: 1 }) }) }),
        mixed: Type.Object({ n: Type.Integer({ default: 1 }), must: Type.String() }),
        maybe: Type.Optional(Type.Object({ tier: stringEnum(['a', 'b'], { default: 'a' }) })),
        list: Type.Array(Type.Object({ on: Type.Boolean({ default: true }), id: Type.String() })),
        map: Type.Record(Type.String(), Type.Object({ n: Type.Number({ default: 1 }) })),
        both: Type.Intersect([
          Type.Object({ x: Type.String({ default: 'x' }) }),
          Type.Object({ y: Type.String() }),
        ]),
        nothing: Type.Union([Type.String(), Type.Null()], { default: null }),
      }),
      status: Type.Object({ zones: Type.Optional(Type.Array(Type.String())) }),
    },
  },
});

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'chart');
const spec = { mixed: { must: '' }, list: [{ id: '' }], map: { a: {} }, both: { y: '' } } as const;

test('authors leave out what has a default, at any depth', () => {
  new Thing.v2(chart, 'least', { spec: { ...spec, nothing: null } });
  new Thing.v2(chart, 'most', {
    spec: {
      deep: { er: { n: 2 } },
      mixed: { n: 2, must: '' },
      maybe: { tier: 'b' },
      list: [{ on: false, id: '' }],
      map: { a: { n: 2 } },
      both: { x: '', y: '' },
      nothing: 'x',
    },
  });
  expect(Testing.synth(chart)).toHaveLength(2);
});

/** Never run: what is below is for the compiler. */
export function mistakes(): void {
  const nothing = null;
  // @ts-expect-error what has no default is required beside what has one
  new Thing.v2(chart, 'a', { spec: { ...spec, nothing, mixed: { n: 1 } } });
  // @ts-expect-error in a list too
  new Thing.v2(chart, 'b', { spec: { ...spec, nothing, list: [{ on: true }] } });
  // @ts-expect-error in an intersection too
  new Thing.v2(chart, 'c', { spec: { ...spec, nothing, both: { x: '' } } });
  // @ts-expect-error the value of a map has its type
  new Thing.v2(chart, 'd', { spec: { ...spec, nothing, map: { a: { n: '' } } } });
  // @ts-expect-error so has a defaulted enum
  new Thing.v2(chart, 'e', { spec: { ...spec, nothing, maybe: { tier: 'c' } } });
}

test('compose sees what has a default as there, and copies whole lists', () => {
  const composition = new Composition(chart, 'thing', {
    composite: Thing.v2,
    compose(xr, add) {
      const instance = add('instance', rds.Instance, {
        spec: {
          forProvider: {
            region: xr.spec.mixed.must,
            instanceClass: 'db.t4g.medium',
            port: xr.spec.deep.er.n,
          },
        },
      });
      return { status: { zones: instance.status.atProvider.vpcSecurityGroupIds } };
    },
  });
  expect(composition.name).toBe('thing');
});

test('a composition composes for the referenceable version only', () => {
  const make = () => {
    const scope = new Chart(Testing.app({ outdir: 'unused' }), 'chart');
    return new Composition(scope, 'old', { composite: Thing.v1, compose: () => ({}) });
  };
  expect(make).toThrow(/composition 'old' composes v1, which is not referenceable/);
  expect(make).toThrow(expect.objectContaining({ hint: 'write composite: Thing.v2' }));
});
