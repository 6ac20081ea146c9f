import { compile } from '../../lib/schema';
import { readNode } from '../../lib/schema/read-node';

it.each([
  ['a required that is no list', { required: 'a' }, {}],
  ['fields that are no schema', { properties: { a: null } }, { properties: { a: {} } }],
  ['properties that are a list', { type: 'object', properties: [] }, { type: 'object' }],
  ['items that are several', { items: [{ type: 'string' }] }, {}],
  ['parts that are none', { oneOf: [null, { required: [1] }] }, { oneOf: [{}] }],
  ['a type that is two', { type: ['string', 'null'], nullable: true }, { nullable: true }],
  ['keywords of no meaning', { title: 'x', const: 1 }, {}],
])('leaves out %s', (_, given, expected) => {
  expect(readNode(given)).toEqual(expected);
  expect(() => compile({ shapes: [] }, readNode(given))({ a: 1 })).not.toThrow();
});

it('keeps what a schema can say', () => {
  const schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'array', items: { type: 'string', enum: ['x'] }, default: [] } },
    additionalProperties: { 'x-kubernetes-int-or-string': true },
    oneOf: [{ required: ['a'] }],
    not: { properties: { a: { maxItems: 0 } } },
  };
  expect(readNode(schema)).toEqual(schema);
});
