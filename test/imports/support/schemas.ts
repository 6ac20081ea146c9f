import fc from 'fast-check';
import type { Node } from '../../../imports/generate/schema';

const names = fc.oneof(
  fc.constantFrom(
    'name',
    'spec',
    'status',
    'build',
    'constructor',
    'toString',
    'valueOf',
    'props',
    'a-b',
    'a.b',
  ),
  fc.stringMatching(/^[a-z][A-Za-z0-9_-]{0,6}$/),
);

const scalars: fc.Arbitrary<Node> = fc.oneof(
  fc.constantFrom<Node>(
    { type: 'string' },
    { type: 'string', format: 'date-time' },
    { type: 'integer', minimum: 1, maximum: 5 },
    { type: 'number' },
    { type: 'boolean', default: true },
    { type: 'string', enum: ['A', 'B'] },
    { 'x-kubernetes-int-or-string': true },
    { 'x-kubernetes-preserve-unknown-fields': true },
    { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  ),
  fc.string().map((pattern): Node => ({ type: 'string', pattern })),
);

/** Structural schemas of objects with at least one field, as definitions have them. */
export const schemas: fc.Arbitrary<Node> = fc.letrec<{ node: Node; object: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    tie('object'),
    tie('node').map((items): Node => ({ items, type: 'array' })),
    tie('node').map((additionalProperties): Node => ({ additionalProperties, type: 'object' })),
  ),
  object: fc
    .dictionary(names, tie('node'), { minKeys: 1, maxKeys: 5, noNullPrototype: true })
    .chain((properties) =>
      fc.subarray(Object.keys(properties)).map((required): Node => ({
        properties,
        type: 'object',
        ...(required.length > 0 && { required: [...required].sort() }),
      })),
    ),
})).object;
