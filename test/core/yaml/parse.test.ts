import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocuments } from '../../../lib/core';

/** What sigs.k8s.io/yaml made of a text; see golden/README. */
interface Row {
  readonly text: string;
  readonly value?: unknown;
  readonly refused?: true;
  readonly duplicate?: true;
}

const rows = JSON.parse(readFileSync(join(__dirname, 'golden/documents.json'), 'utf8')) as Row[];

describe('a document', () => {
  test.each(rows)('is what it is to sigs.k8s.io/yaml: $text', ({ text, value, refused }) => {
    const [document = { value: null, problem: undefined }] = parseDocuments(text);
    expect(document.problem?.kind === 'syntax').toBe(refused ?? false);
    expect(document.value).toEqual(refused ? null : value);
  });

  test.each([
    ['top level', 'a: 1\nb: 2\na: 3\n', 3, 1],
    ['inner map', 'x:\n  - a: 1\n    a: 2\n', 3, 5],
    ['flow map', 'x: {a: 1,\n    a: 2}\n', 2, 5],
    ['other spelling of a key', 'yes: 1\n"true": 2\n', 2, 1],
    ['same key in a map between', 'a:\n  a: 1\n  b: {a: 2}\na: 3\n', 4, 1],
    ['JSON', '{"a": 1, "b": {"a": 1},\n "a": 2}', 2, 2],
    ['below an anchor', 'x: &x {a: 1}\ny: {b: 1, b: 2}\n', 2, 11],
  ])('with a key set twice has a problem and the last value: %s', (_, text, line, column) => {
    const [document] = parseDocuments(text);
    expect(document?.problem).toMatchObject({ kind: 'duplicate-key', line, column });
    expect(document?.value).not.toBeNull();
  });

  test.each([
    ['merged key that a map overrides', 'a: &a {x: 1}\nb: {<<: *a, x: 2}\n'],
    ['same key in neighbours', '- {a: 1}\n- {a: 2}\n- a: 3\n- a: 4\n'],
    ['same key in parent and child', 'a:\n  a:\n    a: 1\nb:\n  a: 2\n'],
  ])('without one has none: %s', (_, text) => {
    expect(parseDocuments(text)[0]?.problem).toBeUndefined();
  });

  test('keeps __proto__ as a field', () => {
    for (const text of ['__proto__: {polluted: 1}\n', '? __proto__\n: {polluted: 1}\n']) {
      const value = parseDocuments(text)[0]?.value as Record<string, unknown>;
      expect(Object.keys(value)).toEqual(['__proto__']);
      expect('polluted' in value).toBe(false);
    }
    expect('polluted' in {}).toBe(false);
  });

  test('shares no value with another, however alike they are', () => {
    const text = 'a:\n  b:\n    c: d\n';
    const values = parseDocuments(`${text}---\n${text}---\n${text}`).map(({ value }) => value);
    const inner = values.map((value) => (value as { a: unknown }).a);
    expect(new Set(inner).size).toBe(3);
    expect(values).toEqual(Array(3).fill({ a: { b: { c: 'd' } } }));
  });

  test('reads a line that goes on where the same line did not', () => {
    const text = 'a: x\nb: 1\n---\na: x\n  y\nb: 1\n---\na: x # z\nb: 1 2\n';
    const values = parseDocuments(text).map(({ value }) => value);
    expect(values).toEqual([
      { a: 'x', b: 1 },
      { a: 'x y', b: 1 },
      { a: 'x', b: '1 2' },
    ]);
  });

  test('keeps keys in order', () => {
    const [document] = parseDocuments('b: 1\na: 2\n"c d": 3\nB: 4\n');
    expect(Object.keys(document?.value as object)).toEqual(['b', 'a', 'c d', 'B']);
  });

  test.each([
    ['lists in brackets', '['.repeat(100_000)],
    ['lists by dashes', '- '.repeat(100_000)],
    ['maps in braces', '{a: '.repeat(100_000)],
  ])('may not exhaust the stack: %s', (_, text) => {
    expect(parseDocuments(text)[0]?.problem?.kind).toBe('syntax');
  });

  test('may not grow by aliases', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
    const [document] = parseDocuments(['a0: &a0 [1]', ...lines].join('\n'));
    expect(document?.problem?.message).toBe('aliases stand for too much');
  });

  test.each([
    ['a control character', 'a: 1\nb: x\x07\n', 2],
    ['one in a comment', 'a: 1 # \x07\n', 1],
    ['one in a block', 'a: |\n  x\n  \x07\n', 3],
    ['a line separator in a plain text', 'a: x\u2028y\n', 1],
    ['an escape that go-yaml does not know', 'a: 1\nb: "\\/"\n', 2],
    ['infinity, which JSON has not', 'a:\n  b: .inf\n', 2],
    ['an unknown anchor', 'a: 1\nb: *x\n', 2],
    ['a null key', 'a: 1\n~: 2\n', 2],
    ['a map as a key', 'a: 1\n? {b: 1}\n: 2\n', 2],
  ])('that no cluster reads has a problem: %s', (_, text, line) => {
    expect(parseDocuments(text)[0]?.problem).toMatchObject({ kind: 'syntax', line });
  });
});

describe('a stream', () => {
  test.each([
    ['nothing', '', []],
    ['comments alone', '# a\n\n# b\n', []],
    ['one document without markers', 'a: 1\n', [{ a: 1 }]],
    ['one without a last line feed', 'a: 1', [{ a: 1 }]],
    ['one behind a marker', '---\na: 1\n', [{ a: 1 }]],
    ['one on the marker line', '--- {a: 1}\n', [{ a: 1 }]],
    ['a comment before the marker', '# c\n---\na: 1\n', [{ a: 1 }]],
    ['a comment on the marker line', '--- # c\na: 1\n', [{ a: 1 }]],
    ['several', 'a: 1\n---\nb: 2\n---\nc: 3\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['an end marker', 'a: 1\n...\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
    ['an end marker and no start', 'a: 1\n...\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['empty documents', '---\n---\na: 1\n---\n', [null, { a: 1 }, null]],
    ['a comment and an empty document', '# c\n---\n', [null]],
    ['a comment and an empty document, then one', '# c\n---\n# d\n---\na: 1\n', [null, { a: 1 }]],
    ['a directive and nothing', '%YAML 1.1\n# c\n---\n', [null]],
    ['directives', '%YAML 1.1\n---\na: 1\n', [{ a: 1 }]],
    ['a byte order mark', '\ufeffa: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['CRLF', 'a: |\r\n  x\r\n  y\r\n---\r\nb: "c\r\n  d"\r\n', [{ a: 'x\ny\n' }, { b: 'c d' }]],
    ['CR', 'a: 1\rb: 2\r', [{ a: 1, b: 2 }]],
    ['a marker within a line', 'a: b --- c\nd: |\n  ---\n', [{ a: 'b --- c', d: '---\n' }]],
    ['something that only starts like one', '---a: 1\n', [{ '---a': 1 }]],
  ])('has its documents: %s', (_, text, values) => {
    expect(parseDocuments(text).map(({ value }) => value)).toEqual(values);
  });

  test('tells empty documents from null ones', () => {
    const documents = parseDocuments('---\n# nothing\n---\n~\n---\na: 1\n');
    expect(documents.map(({ empty }) => empty)).toEqual([true, false, false]);
  });

  test('survives broken documents, each reported where it breaks', () => {
    const documents = parseDocuments('a: 1\n---\nb: [\n---\nc: "x\n---\nd: 1\n e: 2\n---\nf: 3\n');
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, null, null, null, { f: 3 }]);
    expect(documents.map(({ problem }) => problem?.line)).toEqual([undefined, 4, 6, 8, undefined]);
  });
});
