import { join } from 'node:path';
import { Testing } from 'cdk8s';
import fc from 'fast-check';
import {
  Composition,
  compositeResource,
  format,
  optional,
  Type,
} from '../../../constructs/crossplane';
import { literalOf } from '../../../constructs/crossplane/template-yaml';
import * as rds from '../../../imports/aws/rds';
import { valueAt, type Manifest } from '../../../lib/core';
import { renderComposite } from '../../../lib/testing';
import { expectGolden } from '../../support/golden';

const List = compositeResource({
  group: 'acme.io',
  kind: 'List',
  scope: 'Namespaced',
  versions: {
    v1: {
      spec: Type.Object({}),
      status: Type.Object({
        url: Type.Optional(Type.String()),
        nested: Type.Optional(
          Type.Object({
            items: Type.Optional(
              Type.Array(Type.Object({ host: Type.String(), value: Type.Optional(Type.Any()) })),
            ),
          }),
        ),
      }),
    },
  },
});

const xr = {
  apiVersion: 'acme.io/v1',
  kind: 'List',
  metadata: { name: 'xr', namespace: 'team' },
  spec: {},
} as Manifest;
const observed = [
  {
    apiVersion: 'rds.aws.m.upbound.io/v1beta1',
    kind: 'Instance',
    metadata: {
      name: 'xr-a',
      namespace: 'team',
      annotations: { 'crossplane.io/composition-resource-name': 'a' },
    },
    status: { atProvider: { address: 'a: #1' }, conditions: [{ type: 'Ready', status: 'True' }] },
  },
] as Manifest[];

/** A composition whose status has these values beside what an instance reports. */
function composition(values: readonly unknown[]): Composition {
  return new Composition(Testing.chart(), 'list', {
    composite: List.v1,
    compose(_, add) {
      const a = add('a', rds.Instance, {
        spec: { forProvider: { region: 'a', instanceClass: 'b' } },
      });
      const host = a.status.atProvider.address;
      return {
        status: {
          url: format`https://${host}/${a.status.atProvider.arn}`,
          nested: {
            items: [
              ...values.map((value) => ({ host, value })),
              { host: optional(a.status.atProvider.endpoint, 'later') },
            ],
          },
        },
      } as never;
    },
  });
}

const rendered = (values: readonly unknown[]) =>
  (valueAt(renderComposite(composition(values), xr, { observed }).xr, '/status/nested/items') as {
    host: string;
    value?: unknown;
  }[]) ?? [];

const NASTY = [
  '',
  '~',
  'yes',
  'null',
  '0x1f',
  '1e21',
  '{{ .x }}',
  '}}',
  'a: b # c',
  '- x',
  '\n\t"\\',
  '\u2028\u0085\ufeff',
  '<&>',
  '%d',
  0,
  -0.5,
  12345678901,
  0.1,
  1e21,
  1e-7,
  true,
  false,
  [],
  {},
  [[1], ['{{']],
  [1, [2]],
  { on: 1, 'a.b/c': 'z', '{{k}}': 'v', list: [1, '{{'], empty: {} },
];

it('writes a field or an element on each line', () => {
  const pipeline = valueAt(renderedComposition(), '/spec/pipeline') as {
    step: string;
    input?: { inline?: { template: string } };
  }[];
  const template = pipeline.map(({ input }) => input?.inline?.template ?? '').join('');
  expectGolden(join(__dirname, 'golden', 'status.template.golden'), template);
});

function renderedComposition(): unknown {
  const made = composition(['writer', { role: 'writer', ports: [1, 2], on: true }]);
  return (made.node.findChild('Resource') as unknown as { toJson(): unknown }).toJson();
}

it('gives every constant as it is, whatever templates and YAML take it for', () => {
  const items = rendered(NASTY);
  expect(items.map(({ value }) => value)).toEqual([...NASTY, undefined]);
  expect(new Set(items.slice(0, -1).map(({ host }) => host))).toEqual(new Set(['a: #1']));
  expect(items.at(-1)?.host).toBe('later');
});

it('gives any text as it is', () => {
  const parts = fc.constantFrom(
    '{{',
    '}}',
    '"',
    '\\',
    '\n',
    ':',
    '#',
    ' ',
    'a',
    '\u2028',
    '\u007f',
    '\t',
    '<',
    '%',
    '`',
    '-',
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(parts, { maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      (texts) => {
        const values = texts.map((text) => text.join(''));
        expect(
          rendered(values)
            .slice(0, -1)
            .map(({ value }) => value),
        ).toEqual(values);
      },
    ),
    { numRuns: 40 },
  );
});

it.each([
  ['a', '"a"'],
  ['{{{', '"{\\u007b\\u007b"'],
  ['}}', '"}}"'],
  [1, '1'],
  [-1.5, '-1.5'],
  [1e21, undefined],
  [1e-7, undefined],
  [true, 'true'],
  [null, 'null'],
  [[], '[]'],
  [{}, '{}'],
  [[1], undefined],
])('%j is the literal %j', (value, literal) => {
  expect(literalOf(value)).toBe(literal);
});
