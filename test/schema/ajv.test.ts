import Ajv, { type AnySchema } from 'ajv';
import fc from 'fast-check';
import { compile, type Node } from '../../lib/schema';

/**
 * The oracle for what structural schemas share with JSON Schema: no defaults, no nulls (which the API
 * server drops), no Kubernetes extensions. Unknown fields are refused where a node is no part of
 * `anyOf` and the like.
 */
const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });

const names = ['a', 'b', 'c'] as const;
const texts = ['', 'a', 'ab', 'abc', '🦊', 'x-1'] as const;

const scalar: fc.Arbitrary<Node> = fc.oneof(
  fc.record({ type: fc.constant('boolean') }),
  fc.record(
    {
      type: fc.constant('string'),
      minLength: fc.integer({ min: 0, max: 3 }),
      maxLength: fc.integer({ min: 0, max: 3 }),
      pattern: fc.constantFrom('^a', 'b$', '^[a-z]([-a-z0-9]*[a-z0-9])?$'),
      enum: fc.subarray([...texts], { minLength: 1 }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    {
      type: fc.constantFrom('integer', 'number'),
      minimum: fc.integer({ min: -3, max: 3 }),
      maximum: fc.integer({ min: -3, max: 3 }),
      multipleOf: fc.constantFrom(0.5, 2),
    },
    { requiredKeys: ['type'] },
  ),
);

const schemas = fc.letrec<{ node: Node; branch: Node }>((tie) => {
  const fields = fc.dictionary(fc.constantFrom(...names), tie('node'), { noNullPrototype: true });
  const required = fc.subarray([...names], { minLength: 1 });
  const bounds = { min: fc.integer({ min: 0, max: 3 }), max: fc.integer({ min: 0, max: 3 }) };
  const list = fc.array(tie('branch'), { minLength: 1, maxLength: 3 });
  const object = fc.record(
    {
      type: fc.constant('object'),
      properties: fields,
      required,
      minProperties: bounds.min,
      maxProperties: bounds.max,
      anyOf: list,
      oneOf: list,
      allOf: list,
      not: tie('branch'),
    },
    { requiredKeys: ['type', 'properties'] },
  );
  return {
    node: fc.oneof(
      { maxDepth: 3 },
      scalar,
      object,
      fc.record({ type: fc.constant('object'), additionalProperties: tie('node') }),
      fc.record(
        {
          type: fc.constant('array'),
          items: tie('node'),
          minItems: bounds.min,
          maxItems: bounds.max,
        },
        { requiredKeys: ['type', 'items'] },
      ),
    ),
    branch: fc.oneof(
      fc.record({ required }),
      fc.record({
        properties: fc.dictionary(fc.constantFrom(...names), scalar, { noNullPrototype: true }),
      }),
      fc.record({ minProperties: bounds.min }),
    ),
  };
}).node;

const values = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(true, -4, 0, 1, 2.5, ...texts),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names, 'd'), tie('any'), { noNullPrototype: true }),
  ),
})).any;

/** A value that a schema is likely to accept, now and then with a part that it does not. */
function likely(node: Node): fc.Arbitrary<unknown> {
  const children = Object.entries(node.properties ?? {});
  const fitting = (): fc.Arbitrary<unknown> => {
    if (node.enum) return fc.constantFrom(...node.enum);
    if (node.type === 'boolean') return fc.boolean();
    if (node.type === 'string') return fc.constantFrom(...texts);
    if (node.type === 'integer') return fc.integer({ min: -4, max: 4 });
    if (node.type === 'number') return fc.constantFrom(-1, 0.5, 2, 2.25);
    if (node.items) return fc.array(likely(node.items as Node), { maxLength: 3 });
    if (typeof node.additionalProperties === 'object') {
      return fc.dictionary(fc.constantFrom(...names), likely(node.additionalProperties), {
        noNullPrototype: true,
      });
    }
    const fields = Object.fromEntries(
      children.map(([name, child]) => [name, likely(child as Node)]),
    );
    return fc.record(fields, { requiredKeys: [] });
  };
  return fc.oneof({ weight: 19, arbitrary: fitting() }, { weight: 1, arbitrary: values });
}

it('agrees with ajv on what both understand', () => {
  let accepted = 0;
  let judged = 0;
  fc.assert(
    fc.property(
      schemas.chain((node) =>
        fc.tuple(fc.constant(node), fc.array(likely(node), { minLength: 5, maxLength: 8 })),
      ),
      ([node, given]) => {
        const validate = compile({ shapes: [] }, { type: 'object', properties: { spec: node } });
        const oracle = ajv.compile(closed(node) as AnySchema);
        for (const value of given) {
          const ours = validate({ metadata: {}, spec: value });
          const theirs = oracle(value);
          judged++;
          if (theirs) accepted++;
          expect({ value, ours: ours.map((v) => v.message), right: ours.length === 0 }).toEqual({
            value,
            ours: theirs ? [] : expect.anything(),
            right: theirs,
          });
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(accepted / judged).toBeGreaterThan(0.1);
  expect(accepted / judged).toBeLessThan(0.8);
});

/** The same schema for ajv: unknown fields refused wherever a node lists its fields. */
function closed(node: Node): unknown {
  const map = (child: unknown) => closed(child as Node);
  const { properties, items, additionalProperties: rest, type } = node;
  return {
    ...node,
    ...(properties ? { properties: mapValues(properties, map) } : {}),
    ...(items === undefined ? {} : { items: map(items) }),
    ...(type === 'object' ? { additionalProperties: rest ? map(rest) : false } : {}),
  };
}

function mapValues(record: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
