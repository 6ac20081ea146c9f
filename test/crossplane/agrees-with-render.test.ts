import fc from 'fast-check';
import { ManifestSet, type Manifest } from '../../lib/core';
import { lint, rules } from '../../lib/lint';
import { patchAndTransform } from '../../lib/render/crossplane/functions/patch-and-transform';
import { compile } from '../../lib/schema';

/*
 * What the validator lets pass must render: no patch that it accepts ends the pipeline, and what comes
 * out is what the schema of the target takes. Texts are all '1', which every conversion reads.
 */

const text = { type: 'string' };
const fields = {
  s: text,
  i: { type: 'integer' },
  n: { type: 'number' },
  b: { type: 'boolean' },
  e: { type: 'string', enum: ['x', 'y'] },
  o: { type: 'object', properties: { s: text, i: { type: 'integer' } } },
  a: { type: 'array', items: text },
  ao: { type: 'array', items: { type: 'object', properties: { s: text, n: { type: 'number' } } } },
  m: { type: 'object', additionalProperties: text },
  q: { 'x-kubernetes-int-or-string': true },
  any: { 'x-kubernetes-preserve-unknown-fields': true },
};
const part = { type: 'object', properties: fields };
const schema = { type: 'object', properties: { spec: part, status: part } };

const definition = {
  apiVersion: 'apiextensions.crossplane.io/v2',
  kind: 'CompositeResourceDefinition',
  metadata: { name: 'xs.ex.io' },
  spec: {
    group: 'ex.io',
    scope: 'Cluster',
    names: { kind: 'X', plural: 'xs' },
    versions: [
      { name: 'v1', served: true, referenceable: true, schema: { openAPIV3Schema: schema } },
    ],
  },
};
const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'ts.ex.io' },
  spec: {
    group: 'ex.io',
    scope: 'Cluster',
    names: { kind: 'T', plural: 'ts' },
    versions: [{ name: 'v1', schema: { openAPIV3Schema: schema } }],
  },
};

const integer = fc.integer({ min: -5, max: 99 });
const values = fc.record({
  s: fc.constant('1'),
  i: integer,
  n: fc.oneof(integer, fc.constantFrom(2.5, -0.5)),
  b: fc.boolean(),
  e: fc.constantFrom('x', 'y'),
  o: fc.record({ s: fc.constant('1'), i: integer }),
  a: fc.constant(['1', '1']),
  ao: fc.constant([{ s: '1', n: 3 }]),
  m: fc.constant({ k: '1' }),
  q: fc.constantFrom('1', 1),
});

const PATHS = ['s', 'i', 'n', 'b', 'e', 'o', 'a', 'ao', 'm', 'q', 'o.s', 'o.i', 'a[0]', 'ao[0].s'];
const path = fc.constantFrom(...PATHS.map((name) => `spec.${name}`));
const target = fc.oneof(path, fc.constantFrom('spec.any', 'spec.any.z', 'spec.m.z', 'spec.zz'));

const transform = fc.oneof(
  fc.record({
    type: fc.constant('convert'),
    convert: fc.record({ toType: fc.constantFrom('string', 'bool', 'int', 'int64', 'float64') }),
  }),
  fc.record({
    type: fc.constant('math'),
    math: fc.constantFrom(
      { type: 'Multiply', multiply: 3 },
      { type: 'ClampMin', clampMin: 2 },
      { type: 'ClampMax', clampMax: 2 },
    ),
  }),
  fc.record({
    type: fc.constant('map'),
    map: fc.constantFrom(
      { '1': 'x', x: '1', y: '1' },
      { '1': 4, x: 5, y: 6 },
      { '1': true, x: false, y: true },
      { '1': 'x', x: 'y' },
    ),
  }),
  fc.record({
    type: fc.constant('match'),
    match: fc.constantFrom(
      { patterns: [{ type: 'literal', literal: 'x', result: 7 }], fallbackValue: 8 },
      { patterns: [{ type: 'regexp', regexp: '^x', result: '1' }], fallbackTo: 'Input' },
    ),
  }),
  fc.record({
    type: fc.constant('string'),
    string: fc.constantFrom(
      { type: 'Format', fmt: '%s' },
      { type: 'Format', fmt: '%d' },
      { type: 'Format', fmt: '%v' },
      { type: 'Convert', convert: 'ToUpper' },
      { type: 'Convert', convert: 'ToSha1' },
      { type: 'TrimPrefix', trim: 'z' },
      { type: 'Regexp', regexp: { match: '.' } },
      { type: 'Join', join: { separator: ',' } },
    ),
  }),
);

const patches = fc.record({
  fromFieldPath: path,
  toFieldPath: target,
  transforms: fc.array(transform, { maxLength: 3 }),
});

it('renders what it accepts, into what the schema takes', () => {
  let accepted = 0;
  fc.assert(
    fc.property(patches, values, (patch, spec) => {
      if (findingsOf(patch).length > 0) return;
      const { desired, results } = run(patch, spec);
      // What an open text holds is not known before.
      if (results.some(({ message }) => DATA.test(message))) return;
      accepted++;
      expect(results).toEqual([]);
      const resource = desired.resources['r']?.resource ?? {};
      const violations = validate({ metadata: {}, ...resource }).filter(
        ({ code }) => code !== 'enum',
      );
      expect(violations.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual([]);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 300) },
  );
  expect(accepted).toBeGreaterThan(10);
});

const DATA = /key \S+ is not found in map|invalid syntax|had no matches/;
const validate = compile({ shapes: [] }, schema);
const crossplane = rules.filter(({ category }) => category === 'crossplane');

function findingsOf(patch: object) {
  const resources = [{ name: 'r', base: BASE, patches: [patch] }];
  const input = { apiVersion: 'pt.fn.crossplane.io/v1beta1', kind: 'Resources', resources };
  const functionRef = { name: 'function-patch-and-transform' };
  const composition: Manifest = {
    apiVersion: 'apiextensions.crossplane.io/v1',
    kind: 'Composition',
    metadata: { name: 'c' },
    spec: {
      compositeTypeRef: { apiVersion: 'ex.io/v1', kind: 'X' },
      mode: 'Pipeline',
      pipeline: [{ step: 'p', functionRef, input }],
    },
  };
  const schemas = { findKind: () => undefined };
  return lint(ManifestSet.of([definition, crd, composition]), {
    schemas,
    rules: crossplane,
  }).filter(
    // The kind has no conditions: that is not what is tried here.
    ({ manifest, rule }) => manifest === composition && rule !== 'composition-never-ready',
  );
}

const BASE = { apiVersion: 'ex.io/v1', kind: 'T', spec: {} };

function run(patch: object, spec: object) {
  const composite = { apiVersion: 'ex.io/v1', kind: 'X', metadata: { name: 'x' }, spec };
  return patchAndTransform.run({
    observed: { composite: { resource: composite }, resources: {} },
    desired: { resources: {} },
    context: {},
    input: { resources: [{ name: 'r', base: BASE, patches: [patch] }] },
  });
}
