import { factsAbout } from '../../../imports/generate/docs';
import type { Node } from '../../../imports/generate/schema';

it.each<[Node, string]>([
  [{ type: 'string' }, ''],
  [{ type: 'integer', format: 'int32' }, ''],
  [{ default: { a: 1 } }, 'Default {"a":1}.'],
  [{ default: false }, 'Default false.'],
  [{ minimum: 1, maximum: 5 }, '1 to 5.'],
  [{ minimum: 0 }, 'At least 0.'],
  [{ maximum: 5, exclusiveMaximum: true }, 'Less than 5.'],
  [{ minimum: 0, exclusiveMinimum: true, maximum: 5 }, 'More than 0. At most 5.'],
  [{ minLength: 1 }, 'At least 1 character.'],
  [{ minLength: 0 }, ''],
  [{ minLength: 1, maxLength: 63 }, '1 to 63 characters.'],
  [{ minItems: 2, maxItems: 2 }, 'Exactly 2 items.'],
  [{ maxProperties: 8 }, 'At most 8 entries.'],
  [{ multipleOf: 5 }, 'A multiple of 5.'],
  [{ format: 'date-time' }, 'Format date-time.'],
  [{ pattern: '^a*/b$' }, 'Matches `^a*\\/b$`.'],
  [{ 'x-kubernetes-list-type': 'set' }, 'Unique items.'],
  [
    { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a', 'b'] },
    'Unique by a, b.',
  ],
  [{ default: 3, minimum: 1 }, 'Default 3. At least 1.'],
])('%j reads %j', (node, expected) => {
  expect(factsAbout(node)).toBe(expected);
});
