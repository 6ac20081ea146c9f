import type { Chart } from 'cdk8s';
import { Testing } from 'cdk8s';
import {
  Composition,
  at,
  compositeResource,
  environment,
  format,
  joinList,
  merged,
  parseJson,
  Type,
  type Reference,
} from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import { PostgresDatabase } from './sample';

/*
 * Each `@ts-expect-error` is a mistake that must not compile: `tsc` fails where one does. Some of
 * them throw when they are run as well; those are in the tables below.
 */
const composite = PostgresDatabase.v1alpha1;
const required = { region: 'eu-west-1', instanceClass: 'db.t4g.medium' } as const;
const chart: Chart = Testing.chart();
let n = 0;
const id = () => `case-${n++}`;

/** Never run: what is below is for the compiler. */
export function bases(): void {
  new Composition(chart, id(), {
    composite,
    compose(xr, add) {
      // @ts-expect-error unknown field at the top level
      add('a', rds.Instance, { spec: { forProvider: required }, specs: {} });
      // @ts-expect-error unknown field in spec
      add('b', rds.Instance, { spec: { forProvider: required, forProviders: {} } });
      // @ts-expect-error unknown field in forProvider
      add('c', rds.Instance, { spec: { forProvider: { ...required, alocatedStorage: 5 } } });
      add('d', rds.Instance, {
        // @ts-expect-error unknown field three levels down
        spec: { forProvider: { ...required, kmsKeyIdSelector: { matchControlerRef: true } } },
      });
      add('e', rds.ParameterGroup, {
        // @ts-expect-error unknown field in an element of a list
        spec: { forProvider: { region: '', family: '', parameter: [{ nam: 'x' }] } },
      });
      // @ts-expect-error unknown field in metadata
      add('f', rds.Instance, { metadata: { anotations: {} }, spec: { forProvider: required } });
      // @ts-expect-error required field left out
      add('g', rds.Instance, { spec: { forProvider: { instanceClass: 'db.t4g.medium' } } });
      // @ts-expect-error number to string
      add('h', rds.Instance, { spec: { forProvider: { ...required, engine: xr.spec.storageGB } } });
      add('i', rds.Instance, {
        // @ts-expect-error string to number
        spec: { forProvider: { ...required, allocatedStorage: xr.spec.region } },
      });
      add('j', rds.Instance, {
        // @ts-expect-error number to boolean
        spec: { forProvider: { ...required, multiAz: xr.spec.storageGB } },
      });
      add('k', rds.Instance, {
        // @ts-expect-error text to number
        spec: { forProvider: { ...required, allocatedStorage: format`${xr.spec.storageGB}` } },
      });
      add('l', rds.Instance, {
        // @ts-expect-error list of strings where a string belongs
        spec: { forProvider: { ...required, engine: xr.spec.subnets } },
      });
      add('m', rds.Instance, {
        // @ts-expect-error map of numbers where text belongs
        spec: { forProvider: { ...required, engine: xr.spec.size.map({ small: 1, large: 2 }) } },
      });
      return {};
    },
  });
}

export function references(): void {
  new Composition(chart, id(), {
    composite,
    compose(xr, add) {
      // @ts-expect-error misspelt field of the XR's spec
      void xr.spec.regoin;
      // @ts-expect-error misspelt field of an object in it
      void xr.spec.backup.dayz;
      // @ts-expect-error misspelt metadata
      void xr.metadata.nmae;
      // @ts-expect-error a reference is no value of this program: it cannot be compared
      if (xr.spec.size === 'small') return {};
      // @ts-expect-error nor has it the methods of one
      xr.spec.region.toUpperCase();
      // @ts-expect-error a case is missing
      xr.spec.size.map({ small: 'db.t4g.medium' });
      // @ts-expect-error a case that the enum does not have
      xr.spec.size.map({ small: 'a', large: 'b', huge: 'c' });
      // @ts-expect-error any text may come: match has an otherwise
      xr.spec.region.map({ 'eu-west-1': 'a' });
      // @ts-expect-error text has no factor
      xr.spec.region.multiply(2);
      // @ts-expect-error a list has no keys
      at(xr.spec.subnets, 'first');
      // @ts-expect-error a map has no index
      at(xr.spec.tags, 0);
      // @ts-expect-error an object is not formatted
      void format`${xr.spec.backup}`;
      const json = parseJson(xr.spec.region, Type.Array(Type.String()));
      const instance = add('a', rds.Instance, { spec: { forProvider: required } });
      // @ts-expect-error misspelt field of an observed status
      void instance.status.atProvider.endpont;
      add('b', rds.Instance, {
        // @ts-expect-error an observed number is no text either
        spec: { forProvider: { ...required, kmsKeyId: instance.status.atProvider.port } },
      });
      const { tags } = xr.spec;
      // @ts-expect-error a map of texts is merged into no map of numbers
      const wrong: Reference<Readonly<Record<string, number>>> = merged({}, tags);
      // @ts-expect-error nor is a number put beside them
      void merged({ a: 1 }, tags);
      // @ts-expect-error a number has no parts to join
      joinList(xr.spec.storageGB, ',');
      // @ts-expect-error what JSON says is what its schema says
      add('d', rds.Instance, { spec: { forProvider: { ...required, engine: json } } });
      const env = environment(Type.Object({ vpc: Type.String() }), { from: 'main' });
      // @ts-expect-error misspelt field of the environment
      void env.vcp;
      // @ts-expect-error text is no number, of the environment too
      add('e', rds.Instance, { spec: { forProvider: { ...required, port: env.vpc } } });
      const matchLabels = { vpc: env.vpc };
      // @ts-expect-error an environment is not selected by itself
      environment(Type.Object({}), { from: { matchLabels } });
      void wrong;
      return {};
    },
  });
}

export function rawPatches(): void {
  new Composition(chart, id(), {
    composite,
    compose(_, add) {
      const base = { spec: { forProvider: required } };
      add('a', rds.Instance, base, { patches: [{ fromFieldPath: 'spec.size' }] });
      // @ts-expect-error a patch reads something
      add('b', rds.Instance, base, { patches: [{ toFieldPath: 'spec.x' }] });
      // @ts-expect-error a type that there is not
      add('c', rds.Instance, base, { patches: [{ type: 'FromClaim', fromFieldPath: 'a' }] });
      // @ts-expect-error patch sets are made of what repeats
      add('d', rds.Instance, base, { patches: [{ type: 'PatchSet', patchSetName: 'a' }] });
      const combine = { strategy: 'string', variables: [], string: { fmt: '' } } as const;
      // @ts-expect-error a combine has no default for its target
      add('e', rds.Instance, base, { patches: [{ type: 'CombineFromComposite', combine }] });
      const policy = { fromFieldPath: 'Always' } as const;
      // @ts-expect-error a policy that there is not
      add('f', rds.Instance, base, { patches: [{ fromFieldPath: 'a', policy }] });
      const math = { type: 'Multiply', clampMin: 3 } as const;
      const transforms = [{ type: 'math', math }] as const;
      // @ts-expect-error a factor is called multiply
      add('g', rds.Instance, base, { patches: [{ fromFieldPath: 'a', transforms }] });
      return {};
    },
  });
}

export function results(): void {
  const forProvider = required;
  new Composition(chart, id(), {
    composite,
    // @ts-expect-error a field that the status schema does not have
    compose(_, add) {
      const a = add('a', rds.Instance, { spec: { forProvider } });
      return { status: { endpoit: a.status.atProvider.endpoint } };
    },
  });
  new Composition(chart, id(), {
    composite,
    // @ts-expect-error the same one level down
    compose(_, add) {
      const a = add('a', rds.Instance, { spec: { forProvider } });
      return { status: { secret: { arm: a.status.atProvider.arn } } };
    },
  });
  new Composition(chart, id(), {
    composite,
    // @ts-expect-error number to text
    compose(_, add) {
      const a = add('a', rds.Instance, { spec: { forProvider } });
      return { status: { endpoint: a.status.atProvider.port } };
    },
  });
  new Composition(chart, id(), {
    composite,
    // @ts-expect-error a number of the spec is no text of the status
    compose(xr, add) {
      add('a', rds.Instance, { spec: { forProvider } });
      return { status: { endpoint: xr.spec.storageGB } };
    },
  });
  new Composition(chart, id(), {
    composite,
    // @ts-expect-error a constant of another type
    compose(_, add) {
      add('a', rds.Instance, { spec: { forProvider } });
      return { status: { port: '5432' } };
    },
  });
  new Composition(chart, id(), {
    composite,
    // @ts-expect-error a list where the schema has a text
    compose(_, add) {
      const a = add('a', rds.Instance, { spec: { forProvider } });
      return { status: { endpoint: [a.status.atProvider.endpoint] } };
    },
  });
  const members = Type.Array(Type.Object({ host: Type.String(), port: Type.Integer() }));
  const { v1 } = compositeResource({
    group: 'acme.io',
    kind: 'Cluster',
    scope: 'Namespaced',
    versions: {
      v1: { spec: Type.Object({}), status: Type.Object({ members: Type.Optional(members) }) },
    },
  });
  new Composition(chart, id(), {
    composite: v1,
    // @ts-expect-error a field that elements of the list do not have
    compose(_, add) {
      const a = add('a', rds.Instance, { spec: { forProvider } });
      return { status: { members: [{ hots: a.status.atProvider.address }] } };
    },
  });
  new Composition(chart, id(), {
    composite: v1,
    // @ts-expect-error a text where elements have a number
    compose(_, add) {
      const a = add('a', rds.Instance, { spec: { forProvider } });
      return { status: { members: [{ port: a.status.atProvider.address }] } };
    },
  });
  new Composition(chart, id(), {
    composite,
    // @ts-expect-error a misspelt status
    compose(_, add) {
      const a = add('a', rds.Instance, { spec: { forProvider } });
      return { state: { endpoint: a.status.atProvider.endpoint } };
    },
  });
  new Composition(chart, id(), {
    composite,
    // @ts-expect-error no connection was declared
    compose(_, add) {
      add('a', rds.Instance, { spec: { forProvider } });
      return { connection: { host: 'localhost' } };
    },
  });
}

export function authors(): void {
  const { v1alpha1 } = PostgresDatabase;
  new v1alpha1(chart, id(), { spec: { size: 'small', region: 'eu-west-1' } });
  new v1alpha1(chart, id(), { spec: { size: 'small', region: 'eu-west-1', backup: { days: 3 } } });
  // @ts-expect-error a required field left out
  new v1alpha1(chart, id(), { spec: { size: 'small' } });
  // @ts-expect-error no case of the enum
  new v1alpha1(chart, id(), { spec: { size: 'medium', region: 'eu-west-1' } });
  // @ts-expect-error misspelt field
  new v1alpha1(chart, id(), { spec: { size: 'small', region: 'eu-west-1', storage: 5 } });
  // @ts-expect-error misspelt field of an object
  new v1alpha1(chart, id(), { spec: { size: 'small', region: 'x', backup: { day: 3 } } });
  // @ts-expect-error no such version
  void PostgresDatabase.v1beta1;
}

test('the compiler refuses the mistakes above', () => {
  expect([bases, references, rawPatches, results, authors]).toHaveLength(5);
});
