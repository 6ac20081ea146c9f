import { parseDocuments } from '../../../lib/core';

const TEXT = `# head
apiVersion: v1
metadata:
  name: a

  labels: {x: 1,
    z: 2}
spec:
  # comment
  items:
  - first
  - name: second
    text: |
      block
  -
    name: third
  - |-
    fourth
---
"a/b": 1
"c~d":
  - - x
    - y
`;

describe('lineOf', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['', 2],
    ['/apiVersion', 2],
    ['/metadata', 3],
    ['/metadata/name', 4],
    ['/metadata/labels/z', 7],
    ['/metadata/missing', 3],
    ['/spec/items', 10],
    ['/spec/items/0', 11],
    ['/spec/items/1/name', 12],
    ['/spec/items/1/text', 13],
    ['/spec/items/2', 15],
    ['/spec/items/2/name', 16],
    ['/spec/items/3', 17],
    ['/spec/items/9/name', 10],
    ['/none', 2],
  ];
  test.each(cases)('finds %s on line %i', (pointer, line) => {
    expect(parseDocuments(TEXT)[0]?.lineOf(pointer)).toBe(line);
  });

  // The anchor is for the full parser, which sees an item where its content starts.
  test.each(cases.filter(([pointer]) => pointer !== '/spec/items/2'))(
    'finds %s on line %i in a document with an anchor, too',
    (pointer, line) => {
      const text = TEXT.replace('apiVersion: v1', 'apiVersion: &v v1');
      expect(parseDocuments(text)[0]?.lineOf(pointer)).toBe(line);
    },
  );

  test.each([
    ['', 20],
    ['/a~1b', 20],
    ['/c~0d', 21],
    ['/c~0d/0/1', 23],
  ])('counts lines from the start of the file: %s', (pointer, line) => {
    expect(parseDocuments(TEXT)[1]?.lineOf(pointer)).toBe(line);
  });

  test.each([
    ['below an alias: the alias', 'a: &a\n  x: 1\nb:\n  c: *a\n', '/b/c/x', 4],
    ['of a merged key: the map', 'a: &a\n  x: 1\nb:\n  <<: *a\n', '/b/x', 3],
    ['behind a problem: what was read before it', 'a:\n  b: 1\nc: {\n', '/a/b', 1],
    ['with CRLF', 'a: 1\r\nb:\r\n  c: 2\r\n', '/b/c', 3],
    ['in an empty document: its marker', 'a: 1\n---\n', '', 1],
  ])('is kind %s', (_, text, pointer, line) => {
    expect(parseDocuments(text)[0]?.lineOf(pointer)).toBe(line);
  });

  test('is the line of the marker for an empty document', () => {
    expect(parseDocuments('a: 1\n---\n---\nb: 1\n').map(({ line }) => line)).toEqual([1, 2, 4]);
  });
});
