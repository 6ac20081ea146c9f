import type { TSchema } from '@sinclair/typebox';
import Ajv from 'ajv';
import fc from 'fast-check';
import { stringEnum, toStructural, Type } from '../../../constructs/crossplane';
import { formatFieldPath } from '../../../constructs/crossplane/field-path';
import { compile } from '../../../lib/schema';
import { segments } from '../aws/patches';

interface Field {
  readonly schema: TSchema;
  readonly value: fc.Arbitrary<unknown>;
}

const scalar: readonly Field[] = [
  { schema: Type.String({ minLength: 2, maxLength: 4 }), value: fc.string({ maxLength: 6 }) },
  { schema: Type.String({ pattern: '^[ab]+$' }), value: fc.constantFrom('a', 'ab', 'c', '') },
  {
    schema: Type.Integer({ minimum: 2, exclusiveMaximum: 5 }),
    value: fc.integer({ min: 0, max: 7 }),
  },
  {
    schema: Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
    value: fc.constantFrom(-1, 0, 0.5, 1, 2),
  },
  { schema: Type.Boolean(), value: fc.boolean() },
  { schema: stringEnum(['x', 'y']), value: fc.constantFrom('x', 'y', 'z') },
  { schema: Type.Union([Type.Literal(1), Type.Literal(2)]), value: fc.integer({ min: 0, max: 3 }) },
  { schema: Type.Union([Type.Integer(), Type.String()]), value: fc.constantFrom(1, 'a', true) },
  {
    schema: Type.Array(Type.String(), { maxItems: 2 }),
    value: fc.array(fc.string(), { maxLength: 3 }),
  },
  {
    schema: Type.Record(Type.String(), Type.Integer()),
    value: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(1, 'x')),
  },
];

/** An object of some of the fields, half of them optional, and values that may lack or exceed them. */
const object: fc.Arbitrary<{ readonly schema: TSchema; readonly value: unknown }> = fc
  .uniqueArray(fc.nat(scalar.length - 1), { minLength: 1, maxLength: 5 })
  .chain((picked) => {
    const fields = picked.map((i) => [`f${i}`, scalar[i] as Field] as const);
    const schema = Type.Object(
      Object.fromEntries(
        fields.map(([name, field], i) => [
          name,
          i % 2 ? Type.Optional(field.schema) : field.schema,
        ]),
      ),
      { additionalProperties: false },
    );
    const values = Object.fromEntries(fields.map(([name, field]) => [name, field.value]));
    const wrong = { extra: fc.constant(1) };
    return fc
      .oneof(
        { weight: 6, arbitrary: fc.record(values) },
        { weight: 2, arbitrary: fc.record(values, { requiredKeys: [] }) },
        { weight: 1, arbitrary: fc.record({ ...values, ...wrong }) },
      )
      .map((value) => ({ schema, value }));
  });

test('a structural schema takes what the JSON schema takes, and nothing else', () => {
  const ajv = new Ajv({ strict: false });
  let taken = 0;
  fc.assert(
    fc.property(object, ({ schema, value }) => {
      const spec = toStructural(schema);
      const validate = compile({ shapes: [] }, { type: 'object', properties: { spec } });
      const violations = validate({ apiVersion: 'a.io/v1', kind: 'A', metadata: {}, spec: value });
      const expected = ajv.validate(schema, value);
      if (expected) taken++;
      expect(violations.map(({ pointer, message }) => `${pointer} ${message}`).length === 0).toBe(
        expected,
      );
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(20);
});

test('a field path reads back as the keys it was made of', () => {
  const key = fc.stringMatching(/^[a-zA-Z0-9_./ -]{1,12}$/).filter((text) => !/^\d+$/.test(text));
  const path = fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.array(fc.oneof(key, fc.nat(1024))));
  fc.assert(
    fc.property(path, ([first, rest]) => {
      expect(segments(formatFieldPath([first, ...rest]))).toEqual([first, ...rest]);
    }),
  );
});
