import fc from 'fast-check';
import { escapeToken, formatPointer, parsePointer, valueAt } from '../../lib/core';

describe('a JSON pointer', () => {
  test.each([
    [[], ''],
    [['spec', 'replicas'], '/spec/replicas'],
    [['metadata', 'labels', 'a/b'], '/metadata/labels/a~1b'],
    [['a~b', '~1'], '/a~0b/~01'],
    [['items', 0], '/items/0'],
    [[''], '/'],
  ])('to %j is %s', (tokens, pointer) => {
    expect(formatPointer(tokens)).toBe(pointer);
    expect(parsePointer(pointer)).toEqual(tokens.map(String));
  });

  test('gives back the tokens that it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tokens) => {
        expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
      }),
    );
  });

  test('without a slash in front has no tokens', () => {
    expect(parsePointer('spec/replicas')).toEqual([]);
  });

  test('escapes a token once', () => {
    expect(escapeToken('~1/')).toBe('~01~1');
  });
});

describe('valueAt', () => {
  const value = { a: [{ 'b/c': 1 }, null], n: null, '': 2, zero: 0 };
  test.each([
    ['', value],
    ['/a/0/b~1c', 1],
    ['/a/1', null],
    ['/zero', 0],
    ['/', 2],
    ['/a/2', undefined],
    ['/n/x', undefined],
    ['/zero/x', undefined],
    ['/toString', undefined],
    ['/__proto__', undefined],
  ])('%s', (pointer, expected) => {
    expect(valueAt(value, pointer)).toEqual(expected);
  });
});
