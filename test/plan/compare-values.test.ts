import { compareValues } from '../../lib/plan/compare-values';

describe('compareValues', () => {
  test.each([
    ['equal values', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ['another order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a scalar', { a: { b: 1 } }, { a: { b: 2 } }, ['/a/b a.b 1 2']],
    ['another type', { a: 1 }, { a: '1' }, ['/a a 1 "1"']],
    ['an added field', {}, { a: 0 }, ['/a a - 0']],
    ['a removed field', { a: null }, {}, ['/a a null -']],
    ['a key to escape', { 'a/b': 1 }, { 'a/b': 2 }, ['/a~1b ["a/b"] 1 2']],
    [
      'named items, wherever they stand',
      { c: [{ name: 'x', v: 1 }] },
      { c: [{ name: 'w' }, { name: 'x', v: 2 }] },
      ['/c/1/v c[x].v 1 2', '/c/0 c[w] - {"name":"w"}'],
    ],
    [
      'named items in another order',
      { c: [{ name: 'x' }, { name: 'y' }] },
      { c: [{ name: 'y' }, { name: 'x' }] },
      ['/c c (order) ["x","y"] ["y","x"]'],
    ],
    [
      'items without names, the equal ends left out',
      { c: [{ p: 1 }, { p: 2 }, { p: 3 }] },
      { c: [{ p: 1 }, { p: 3 }] },
      ['/c/1 c[1] {"p":2} -'],
    ],
    ['lists of scalars as a whole', { c: [1, 2] }, { c: [2] }, ['/c c [1,2] [2]']],
    [
      'two items of one name by their order',
      { c: [{ name: 'x', v: 1 }, { name: 'x' }] },
      { c: [{ name: 'x', v: 2 }, { name: 'x' }] },
      ['/c/0/v c[0].v 1 2'],
    ],
  ])('tells %s', (_, before, after, expected) => {
    const text = (value: unknown) => (value === undefined ? '-' : JSON.stringify(value));
    const found = compareValues(before, after).map(
      (one) => `${one.pointer} ${one.path} ${text(one.before)} ${text(one.after)}`,
    );
    expect(found).toEqual(expected);
  });
});
