import type { TSchema } from '@sinclair/typebox';
import {
  CompositeResourceError,
  stringEnum,
  toStructural,
  Type,
} from '../../../constructs/crossplane';

interface Case {
  readonly title: string;
  readonly given: TSchema;
  readonly gives: object;
}

const text = { type: 'string' };

const cases: readonly Case[] = [
  {
    title: 'keeps scalars with their constraints',
    given: Type.String({
      minLength: 1,
      maxLength: 5,
      pattern: '^a',
      description: 'd',
      format: 'uri',
    }),
    gives: { ...text, minLength: 1, maxLength: 5, pattern: '^a', description: 'd', format: 'uri' },
  },
  {
    title: 'turns a union of literals into an enum',
    given: Type.Union([Type.Literal('a'), Type.Literal('b')]),
    gives: { ...text, enum: ['a', 'b'] },
  },
  {
    title: 'keeps the default of a union',
    given: Type.Union([Type.Literal('a'), Type.Literal('b')], { default: 'b' }),
    gives: { ...text, enum: ['a', 'b'], default: 'b' },
  },
  {
    title: 'takes a string enum',
    given: stringEnum(['a', 'b']),
    gives: { ...text, enum: ['a', 'b'] },
  },
  { title: 'takes one literal', given: Type.Literal(3), gives: { type: 'integer', enum: [3] } },
  {
    title: 'takes whole and broken numbers as one enum',
    given: Type.Union([Type.Literal(1), Type.Literal(1.5)]),
    gives: { type: 'number', enum: [1, 1.5] },
  },
  {
    title: 'turns a record into additional properties',
    given: Type.Record(Type.String(), Type.Integer()),
    gives: { type: 'object', additionalProperties: { type: 'integer' } },
  },
  {
    title: 'turns a record over literals into declared fields',
    given: Type.Record(Type.Union([Type.Literal('a'), Type.Literal('b')]), Type.Boolean()),
    gives: {
      type: 'object',
      properties: { a: { type: 'boolean' }, b: { type: 'boolean' } },
      required: ['a', 'b'],
    },
  },
  {
    title: 'merges an intersection of objects',
    given: Type.Intersect([
      Type.Object({ a: Type.String() }),
      Type.Intersect([
        Type.Object({ b: Type.Optional(Type.String()) }),
        Type.Object({ a: Type.String() }),
      ]),
    ]),
    gives: { type: 'object', properties: { a: text, b: text }, required: ['a'] },
  },
  {
    title: 'says integer or string by the extension',
    given: Type.Union([Type.Integer(), Type.String()]),
    gives: { 'x-kubernetes-int-or-string': true },
  },
  {
    title: 'says null by nullable',
    given: Type.Union([Type.String({ maxLength: 3 }), Type.Null()]),
    gives: { ...text, maxLength: 3, nullable: true },
  },
  {
    title: 'says null beside literals by nullable',
    given: Type.Union([Type.Literal('a'), Type.Null(), Type.Literal('b')]),
    gives: { ...text, enum: ['a', 'b'], nullable: true },
  },
  {
    title: 'splits exclusive bounds',
    given: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
    gives: {
      type: 'number',
      minimum: 0,
      exclusiveMinimum: true,
      maximum: 1,
      exclusiveMaximum: true,
    },
  },
  {
    title: 'keeps the stricter of two bounds',
    given: Type.Integer({ minimum: 5, exclusiveMinimum: 3, maximum: 9, exclusiveMaximum: 9 }),
    gives: { type: 'integer', minimum: 5, maximum: 9, exclusiveMaximum: true },
  },
  {
    title: 'preserves what may be anything',
    given: Type.Any(),
    gives: { 'x-kubernetes-preserve-unknown-fields': true },
  },
  {
    title: 'preserves unknown fields beside declared ones',
    given: Type.Object({ a: Type.String() }, { additionalProperties: true }),
    gives: {
      type: 'object',
      properties: { a: text },
      required: ['a'],
      'x-kubernetes-preserve-unknown-fields': true,
    },
  },
  {
    title: 'leaves out that there are no other fields, which pruning says',
    given: Type.Object({ a: Type.String() }, { additionalProperties: false }),
    gives: { type: 'object', properties: { a: text }, required: ['a'] },
  },
  {
    title: 'keeps list bounds and list types',
    given: Type.Array(Type.String(), { minItems: 1, maxItems: 3, 'x-kubernetes-list-type': 'set' }),
    gives: {
      type: 'array',
      items: text,
      minItems: 1,
      maxItems: 3,
      'x-kubernetes-list-type': 'set',
    },
  },
  {
    title: 'drops a defaulted field from required and gives its parents a default',
    given: Type.Object({ a: Type.Object({ b: Type.Object({ c: Type.Integer({ default: 0 }) }) }) }),
    gives: {
      type: 'object',
      properties: {
        a: {
          type: 'object',
          default: {},
          properties: {
            b: {
              type: 'object',
              default: {},
              properties: { c: { type: 'integer', default: 0 } },
            },
          },
        },
      },
    },
  },
  {
    title: 'gives no default to a parent that requires something else',
    given: Type.Object({
      a: Type.Object({ b: Type.Boolean({ default: false }), c: Type.String() }),
    }),
    gives: {
      type: 'object',
      properties: {
        a: {
          type: 'object',
          properties: { b: { type: 'boolean', default: false }, c: text },
          required: ['c'],
        },
      },
      required: ['a'],
    },
  },
  {
    title: 'keeps a default of null where null may be',
    given: Type.Union([Type.String(), Type.Null()], { default: null }),
    gives: { ...text, nullable: true, default: null },
  },
];

test.each(cases)('$title', ({ given, gives }) => {
  expect(toStructural(given)).toEqual(gives);
});

interface Refusal {
  readonly title: string;
  readonly given: TSchema;
  readonly code?: string;
  readonly says: RegExp;
  readonly repair: RegExp;
}

const unsupported = 'XRD_SCHEMA_UNSUPPORTED';

const refusals: readonly Refusal[] = [
  {
    title: 'a union of shapes',
    given: Type.Object({ a: Type.Union([Type.Object({}), Type.String()]) }),
    says: /^\/properties\/a\/anyOf is a union of different shapes/,
    repair: /optional fields/,
  },
  {
    title: 'an enum of different types',
    given: Type.Union([Type.Literal('a'), Type.Literal(1)]),
    says: /^\/enum is values of different types/,
    repair: /one scalar type/,
  },
  {
    title: 'a tuple',
    given: Type.Tuple([Type.String(), Type.Integer()]),
    says: /^\/items is a tuple/,
    repair: /Type\.Array/,
  },
  {
    title: 'a record whose keys follow a pattern',
    given: Type.Record(Type.String({ pattern: '^x-' }), Type.String()),
    says: /^\/patternProperties is keys that match \^x-/,
    repair: /CEL/,
  },
  {
    title: 'a map beside declared fields',
    given: Type.Object({ a: Type.String() }, { additionalProperties: Type.String() }),
    says: /declared fields beside a map/,
    repair: /into a field/,
  },
  {
    title: 'recursion',
    given: Type.Recursive((self) => Type.Object({ next: Type.Optional(self) })),
    says: /^\/properties\/next\/\$ref/,
    repair: /cannot be recursive/,
  },
  { title: 'negation', given: Type.Not(Type.String()), says: /^\/not/, repair: /CEL/ },
  { title: 'a date', given: Type.Date(), says: /type 'Date'/, repair: /scalar/ },
  {
    title: 'a set by uniqueItems',
    given: Type.Array(Type.String(), { uniqueItems: true }),
    says: /^\/uniqueItems is true/,
    repair: /x-kubernetes-list-type/,
  },
  {
    title: 'an intersection with a scalar',
    given: Type.Intersect([Type.Object({}), Type.String()]),
    says: /^\/allOf\/1 is no object/,
    repair: /Type\.Object/,
  },
  {
    title: 'a field that an intersection declares twice',
    given: Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ a: Type.Integer() })]),
    says: /^\/allOf\/1\/properties\/a is declared differently/,
    repair: /once/,
  },
  {
    title: 'a pattern with look-ahead',
    given: Type.String({ pattern: '^(?!x)' }),
    says: /^\/pattern is '\^\(\?!x\)', which is no RE2 pattern/,
    repair: /look-around/,
  },
  {
    title: 'a keyword that nobody reads',
    given: Type.Object({ a: Type.String({ contentEncoding: 'base64' }) }),
    says: /^\/properties\/a\/contentEncoding/,
    repair: /remove it/,
  },
];

test.each(refusals)('refuses $title', ({ given, says, repair }) => {
  expect(() => toStructural(given)).toThrow(
    expect.objectContaining({
      code: unsupported,
      message: expect.stringMatching(says) as string,
      hint: expect.stringMatching(repair) as string,
    }),
  );
});

const badDefaults: readonly (readonly [string, TSchema, RegExp])[] = [
  ['of another type', Type.Integer({ default: 'x' }), /default is 'x', not an integer/],
  ['with a fraction', Type.Integer({ default: 1.5 }), /default is 1.5, not an integer/],
  ['outside the enum', stringEnum(['a'], { default: 'b' }), /default is 'b'/],
  ['below the bound', Type.Integer({ minimum: 20, default: 5 }), /default is 5, .*20/],
  ['on an exclusive bound', Type.Number({ exclusiveMinimum: 0, default: 0 }), /default is 0/],
  [
    'too long',
    Type.String({ maxLength: 2, default: 'abc' }),
    /default has 3 characters, more than 2/,
  ],
  ['against the pattern', Type.String({ pattern: '^a', default: 'b' }), /default is 'b'/],
  ['of too few', Type.Array(Type.String(), { minItems: 1, default: [] }), /default has 0 items/],
  ['of null', Type.String({ default: null }), /default is null, which is not allowed/],
  [
    'with a field that would be pruned',
    Type.Object({ a: Type.Optional(Type.String()) }, { default: { b: 1 } }),
    /default\/b is not a field/,
  ],
  [
    'that lacks a required field',
    Type.Object({ a: Type.Object({ c: Type.String() }) }, { default: { a: {} } }),
    /default\/a\/c is missing/,
  ],
  [
    'with a wrong element',
    Type.Array(Type.String(), { default: ['a', 1] }),
    /default\/1 is 1, not a string/,
  ],
];

test.each(badDefaults)('refuses a default %s', (_, schema, says) => {
  const given = Type.Object({ field: schema });
  expect(() => toStructural(given, '/spec')).toThrow(CompositeResourceError);
  expect(() => toStructural(given, '/spec')).toThrow(/^\/spec\/properties\/field\/default/);
  expect(() => toStructural(given, '/spec')).toThrow(says);
});
