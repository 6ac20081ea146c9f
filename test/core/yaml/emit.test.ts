import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { emitDocument, emitDocuments, YamlError } from '../../../lib/core';

/** Whether cdk8s's text read back as the string, and ours where it is another; see golden/README. */
interface Verdict {
  readonly cdk8s: boolean;
  readonly ours?: string;
}
interface Row {
  readonly string: string;
  readonly value: Verdict;
  readonly key: Verdict;
}

const rows = JSON.parse(readFileSync(join(__dirname, 'golden/strings.json'), 'utf8')) as Row[];

describe('a string that go-yaml read', () => {
  test.each(rows)('as a value keeps its verdict: $string', ({ string, value }) => {
    const data = { a: string, z: [string] };
    expect(emitDocument(data)).toBe(value.ours ?? Yaml.stringify(data));
  });

  test.each(rows)('as a key keeps its verdict: $string', ({ string, key }) => {
    const data = { z: { [string]: 1 } };
    expect(emitDocument(data)).toBe(key.ours ?? Yaml.stringify(data));
  });

  test('has our own text wherever cdk8s is wrong', () => {
    const verdicts = rows.flatMap(({ value, key }) => [value, key]);
    expect(verdicts.filter(({ cdk8s, ours }) => !cdk8s && ours === undefined)).toEqual([]);
  });

  test('has our own text where cdk8s is right only for merge keys and default values', () => {
    const own = rows.filter(({ value, key }) => [value, key].some((v) => v.cdk8s && v.ours));
    expect(own.map(({ string }) => string)).toEqual(['=', '<<']);
  });
});

describe('a value', () => {
  test.each([
    ['an empty map', {}, '{}\n'],
    ['an empty list', [], '[]\n'],
    [
      'empty collections inside',
      { a: {}, b: [], c: [{}, []] },
      'a: {}\nb: []\nc:\n  - {}\n  - []\n',
    ],
    [
      'null and undefined',
      { a: null, b: undefined, c: [undefined] },
      'a: null\nb: null\nc:\n  - null\n',
    ],
    [
      'numbers',
      [0, -0, 1.5, 1e21, 5e-7, NaN, -Infinity],
      '- 0\n- -0\n- 1.5\n- 1e+21\n- 5e-7\n- .nan\n- -.inf\n',
    ],
    [
      'booleans and big integers',
      [true, false, 10n ** 20n],
      '- true\n- false\n- 100000000000000000000\n',
    ],
    ['nested lists', [[1, [2]], [[3]]], '- - 1\n  - - 2\n- - - 3\n'],
    ['what toJSON returns', { at: new Date(0) }, 'at: "1970-01-01T00:00:00.000Z"\n'],
    ['nothing', undefined, '\n'],
    ['an object met twice', ((shared) => [shared, shared])({ a: 1 }), '- a: 1\n- a: 1\n'],
    [
      'own keys alone',
      Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }),
      'own: 2\n',
    ],
    ['no symbols', { [Symbol.for('x')]: 1, a: 1 }, 'a: 1\n'],
    ['__proto__ as a key', JSON.parse('{"__proto__": {"a": 1}}'), '__proto__:\n  a: 1\n'],
    [
      'a map below a long key',
      { ['k'.repeat(1025)]: { a: 1, b: [2] } },
      `? ${'k'.repeat(1025)}\n: a: 1\n  b:\n    - 2\n`,
    ],
    ['a document marker as a key', { '---': { '---': 1 } }, '"---":\n  ---: 1\n'],
    ['a lone string', 'a\nb', '|-\n  a\n  b\n'],
  ])('is written as such: %s', (_, value, text) => {
    expect(emitDocument(value)).toBe(text);
  });

  const loop: Record<string, unknown> = {};
  loop['b'] = { c: loop };
  test.each([
    ['half a character', { a: ['x', '\ud800!'] }, 'YAML_LONE_SURROGATE', "'/a/1'"],
    ['half a character in a key', { a: { '\udc00': 1 } }, 'YAML_LONE_SURROGATE', "'/a/\\udc00'"],
    ['half a character in a key of lines', { '\ud800\n': 1 }, 'YAML_LONE_SURROGATE', 'U+D800'],
    ['a function', { a: { b: () => 1 } }, 'YAML_NOT_DATA', "'/a/b' is a function"],
    ['a symbol', [Symbol('x')], 'YAML_NOT_DATA', "'/0' is a symbol"],
    ['a Map', { a: new Map() }, 'YAML_NOT_DATA', "'/a' is a Map"],
    ['bytes', { a: Buffer.from('x') }, 'YAML_NOT_DATA', "'/a'"],
    ['a value that contains itself', loop, 'YAML_TOO_DEEP', "'/b/c' contains itself"],
    ['endless nesting', nested(2_500), 'YAML_TOO_DEEP', 'more than 1000 levels'],
  ])('is refused with its place: %s', (_, value, code, message) => {
    expect.assertions(3);
    try {
      emitDocument(value);
    } catch (error) {
      expect(error).toBeInstanceOf(YamlError);
      expect((error as YamlError).code).toBe(code);
      expect((error as YamlError).message).toContain(message);
    }
  });

  test('may be nested as deep as any tool reads', () => {
    expect(emitDocument(nested(900)).split('\n')).toHaveLength(901);
  });

  test('leaves nothing behind when it is refused', () => {
    expect(() => emitDocument({ a: 1, b: '\ud800' })).toThrow(YamlError);
    expect(emitDocument({ c: 1 })).toBe('c: 1\n');
  });

  test('may emit another document while it is written', () => {
    const inner = new (class {
      toJSON = () => emitDocument({ x: 1 });
    })();
    expect(emitDocument({ a: 1, inner, b: 2 })).toBe('a: 1\ninner: |\n  x: 1\nb: 2\n');
  });
});

describe('documents', () => {
  test('are joined as cdk8s joins them', () => {
    const documents = [{ a: 1 }, undefined, ['x'], {}];
    expect(emitDocuments(documents)).toBe(Yaml.stringify(...documents));
  });

  test('may be more than a call can have arguments', () => {
    const many = (function* () {
      for (let i = 0; i < 200_000; i += 1) yield { i };
    })();
    expect(emitDocuments(many).split('---\n')).toHaveLength(200_000);
  });
});

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i += 1) value = { a: value };
  return value;
}
