import { complaints, object, text, withDefault, type Case } from './support/complaints';

describe('types', () => {
  it.each<Case>([
    ['accepts a string', text, 'a'],
    ['refuses a number for a string', text, 80, ' is 80, not a string'],
    [
      'refuses a string for an integer',
      { type: 'integer' },
      'three',
      " is 'three', not an integer",
    ],
    [
      'accepts 80.0 and 1e2 as integers',
      { type: 'array', items: { type: 'integer' } },
      [80.0, 1e2],
    ],
    ['refuses 0.5 as an integer', { type: 'integer' }, 0.5, ' is 0.5, not an integer'],
    ['refuses NaN as a number', { type: 'number' }, NaN, ' is NaN, not a number'],
    ['refuses a list for an object', object({}), [], ' is a list, not an object'],
    ['refuses an object for a list', { type: 'array' }, {}, ' is an object, not a list'],
    [
      'accepts both forms of int-or-string',
      { type: 'array', items: { 'x-kubernetes-int-or-string': true } },
      [1, '1%'],
    ],
    [
      'refuses a fraction as int-or-string',
      { 'x-kubernetes-int-or-string': true },
      0.5,
      ' is 0.5, neither an integer nor a string',
    ],
    [
      'tests the pattern of int-or-string on texts only',
      { type: 'array', items: { 'x-kubernetes-int-or-string': true, pattern: '^[0-9]+%$' } },
      [7, '7%', 'x'],
      "/2 is 'x', which does not match ^[0-9]+%$",
    ],
    [
      'accepts quantities of built-in kinds',
      { type: 'array', items: { oneOf: [text, { type: 'number' }] } },
      ['500m', '1.5Gi', '1e3', 0.5, '+.5'],
    ],
    [
      'refuses what is no quantity',
      { oneOf: [text, { type: 'number' }] },
      '5 GB',
      " is '5 GB', not a quantity",
    ],
    [
      'says of long values only the beginning',
      { type: 'integer' },
      'x'.repeat(100),
      ` is '${'x'.repeat(57)}...', not an integer`,
    ],
  ])('%s', (_, schema, value, ...expected) => expect(complaints(schema, value)).toEqual(expected));
});

describe('bounds', () => {
  it.each<Case>([
    ['refuses less than a minimum', { type: 'integer', minimum: 1 }, 0, ' is 0, less than 1'],
    ['accepts the minimum', { type: 'integer', minimum: 1 }, 1],
    [
      'refuses an exclusive minimum',
      { type: 'number', minimum: 1, exclusiveMinimum: true },
      1,
      ' is 1, not above 1',
    ],
    ['refuses more than a maximum', { type: 'integer', maximum: 9 }, 10, ' is 10, more than 9'],
    [
      'refuses an exclusive maximum',
      { type: 'number', maximum: 1, exclusiveMaximum: true },
      1,
      ' is 1, not below 1',
    ],
    [
      'refuses what int32 cannot hold',
      { type: 'integer', format: 'int32' },
      2 ** 31,
      ' is 2147483648, beyond the range of int32',
    ],
    ['accepts it as int64', { type: 'integer', format: 'int64' }, 2 ** 31],
    [
      'refuses no multiple',
      { type: 'number', multipleOf: 0.1 },
      0.35,
      ' is 0.35, no multiple of 0.1',
    ],
    ['accepts a multiple', { type: 'number', multipleOf: 0.1 }, 0.3],
    ['counts characters, not UTF-16 units', { type: 'string', maxLength: 2 }, '🦊🦊'],
    [
      'refuses too many characters',
      { type: 'string', maxLength: 2 },
      '🦊🦊🦊',
      ' has 3 characters, more than 2',
    ],
    ['refuses too few', { type: 'string', minLength: 2 }, '🦊', ' has 1 characters, fewer than 2'],
    ['refuses too few items', { type: 'array', minItems: 1 }, [], ' has 0 items, fewer than 1'],
    ['refuses too many items', { type: 'array', maxItems: 1 }, [1, 2], ' has 2 items, more than 1'],
    ['counts defaults as fields', object({ a: withDefault }, { minProperties: 1 }), {}],
    [
      'does not count nulls as fields',
      object({ a: text }, { minProperties: 1 }),
      { a: null },
      ' has 0 fields, fewer than 1',
    ],
    [
      'refuses a value outside an enum',
      { type: 'string', enum: ['small', 'large'] },
      'smal',
      " is 'smal', not one of 'small', 'large'",
    ],
    ['compares values of an enum whole', { enum: [{ a: 1 }] }, { a: 1 }],
    ['searches a pattern anywhere, as Go does', { type: 'string', pattern: 'b' }, 'abc'],
    [
      'knows patterns that JavaScript does not',
      { type: 'string', pattern: '(?i)^A\\z' },
      'b',
      " is 'b', which does not match (?i)^A\\z",
    ],
    [
      'refuses a bad time',
      { type: 'string', format: 'date-time' },
      '2026-02-30T00:00:00Z',
      " is '2026-02-30T00:00:00Z', not a time such as 2006-01-02T15:04:05Z",
    ],
    ['accepts a good time', { type: 'string', format: 'date-time' }, '2024-02-29T23:59:59.5+01:00'],
    ['refuses bad base64', { type: 'string', format: 'byte' }, 'a', " is 'a', not base64"],
    ['takes an unknown format for a remark', { type: 'string', format: 'uri-reference' }, '::'],
  ])('%s', (_, schema, value, ...expected) => expect(complaints(schema, value)).toEqual(expected));
});
