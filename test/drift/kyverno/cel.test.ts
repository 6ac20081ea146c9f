import { namesIn } from '../../../lib/drift/kyverno/cel/conditions';
import { evaluate } from '../../../lib/drift/kyverno/cel/evaluate';
import { parseCel } from '../../../lib/drift/kyverno/cel/parse';
import { onTemplate } from '../../../lib/drift/kyverno/cel/pod-templates';
import { NotRead } from '../../../lib/drift/kyverno/cel/not-read';
import { Either, FAILED } from '../../../lib/drift/kyverno/cel/values';
import { UNKNOWN } from '../../../lib/drift/kyverno/unknown';

const object = {
  metadata: { name: 'web', labels: { team: 'a' } },
  spec: { replicas: 3, containers: [{ name: 'web', image: 'nginx:1' }, { name: 'log' }] },
};
const valueOf = (text: string) => evaluate(parseCel(text), namesIn({ object }));

describe('CEL of a policy', () => {
  it.each<[text: string, value: unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3 - 1', 8],
    ['-1 < 0 && !(2 <= 1)', true],
    [`"a" + 'b' + r"\\n"`, 'ab\\n'],
    [`'it\\'s\\u0041'`, "it'sA"],
    ['0x10', 16],
    ['object.metadata.labels.team', 'a'],
    ["object.metadata['name']", 'web'],
    ['object.spec.containers[0].name', 'web'],
    ["'team' in object.metadata.labels", true],
    ["'b' in ['a', 'b']", true],
    ["object.metadata.name == 'web' ? 1 : 2", 1],
    ['has(object.metadata.labels) && !has(object.metadata.annotations)', true],
    ['object.spec.containers.map(c, c.name)', ['web', 'log']],
    ["object.spec.containers.map(c, c.name == 'log', c.name)", ['log']],
    ['object.spec.containers.filter(c, has(c.image)).size()', 1],
    ["object.spec.containers.exists(c, c.name == 'log')", true],
    ["object.spec.containers.exists(c, c.image == 'x')", FAILED],
    ["object.spec.containers.all(c, c.name != 'x')", true],
    ["object.spec.containers.exists_one(c, c.name == 'log')", true],
    ['object.spec.?initContainers.orValue([])', []],
    ["object.metadata.?annotations['a'].orValue('b')", 'b'],
    ['object.metadata.?annotations.hasValue()', false],
    ["object.metadata.name.startsWith('w') && 'abc'.contains('b')", true],
    ["'a,b'.split(',').join('-').replace('a', 'c').upperAscii()", 'C-B'],
    ["jsonpatch.escapeKey('a/b~c')", 'a~1b~0c'],
    [
      'Object{ metadata: Object.metadata{ labels: {"x/y": "z"} } }',
      { metadata: { labels: { 'x/y': 'z' } } },
    ],
    ['Object.spec{ a: 1, `c-d`: 2, }', { a: 1, 'c-d': 2 }],
    ['Object.spec{ ?a: object.?none, ?b: object.metadata.?name }', { b: 'web' }],
    ['Object.spec{ ?a: lookup() }', { a: UNKNOWN }],
    ['[?object.?none, ?object.metadata.?name]', ['web']],
    ['{?"a": object.?none, ?"b": object.metadata.?name}', { b: 'web' }],
    ['Other{ a: 1 }', UNKNOWN],
    ["object.metadata.?name.optMap(n, n + '-0').orValue('b')", 'web-0'],
    ["object.?none.optMap(n, n + '-0').orValue('b')", 'b'],
    ['lookup().optMap(n, n)', UNKNOWN],
    ["object.metadata.labels.all(k, v, k == 'team' && v == 'a')", true],
    ['object.spec.containers.exists(i, c, i == 1 && c.name == "log")', true],
    ['object.spec.containers.transformList(i, c, i)', [0, 1]],
    ['object.spec.containers.transformMap(i, c, i)', UNKNOWN],
    ['object.spec.containers.sortBy(c, c.name)', UNKNOWN],
    ['5u', 5],
    ["b'a'", UNKNOWN],
    ['false && object.spec.nothing && true', false],
    ['true && lookup() && object.spec.nothing', UNKNOWN],
    ['true && true && object.spec.nothing', FAILED],
    ['[JSONPatch{op: "add", path: "/a", value: null}]', [{ op: 'add', path: '/a', value: null }]],
    ['object.spec.nothing', FAILED],
    ['object.spec.containers[9]', FAILED],
    ["'a' + 1", FAILED],
    ['object.spec.nothing || true', true],
    ['true || object.spec.nothing', true],
    ['lookup()', UNKNOWN],
    ["lookup() == 'a' && false", false],
    ["lookup() == 'a' || true", true],
    ['!lookup()', UNKNOWN],
    ['resource.Get("v1", "configmaps", "a", "b").data.x', UNKNOWN],
    ['object.spec.containers.map(c, {"name": c.name, "image": lookup(c)})[0].name', 'web'],
    ['7 / 2', UNKNOWN],
    ['object.constructor', FAILED],
    ['constructor', UNKNOWN],
    ['object.metadata.name.toString()', UNKNOWN],
    ['object.metadata.name // a comment', 'web'],
  ])('%s', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it('keeps both values of a choice that depends on what is not known', () => {
    expect(valueOf('lookup() ? 1 : 2')).toEqual(new Either([1, 2]));
    expect(valueOf('(lookup() ? 1 : 2) + 1')).toBe(UNKNOWN);
  });

  it.each([`${'!'.repeat(50_000)}true`, `1${'+1'.repeat(240)}`, `object${'.b'.repeat(240)}`])(
    'follows what is long: %.20s',
    (text) => {
      expect(typeof valueOf(text)).not.toBe('undefined');
    },
  );

  it.each([
    ['', "character 1: Syntax error: mismatched input '<EOF>'"],
    ['a.', "mismatched input '<EOF>'"],
    ['[1, 2', "mismatched input '<EOF>'"],
    ['a b', "character 3: Syntax error: mismatched input 'b'"],
    ['Object{ "a-b": 1 }', 'mismatched input \'"a-b"\''],
    ['#', "token recognition error at: '#'"],
    ['a ? 1', "mismatched input '<EOF>'"],
    [`${'('.repeat(500)}1`, 'recursion limit'],
    [`a${'.b'.repeat(1_400)}`, 'recursion limit'],
    [`1${'+1'.repeat(1_400)}`, 'recursion limit'],
    [`1${'+1'.repeat(50_000)}`, 'exceeds limit'],
  ])('refuses %.20s', (text, message) => {
    expect(() => parseCel(text)).toThrow(NotRead);
    expect(() => parseCel(text)).toThrow(message);
  });
});

it.each([
  [
    'Object{ spec: Object.spec{ a: object.spec.b } }',
    'Object{spec: Object.spec{template: Object.spec.template{ spec: Object.spec.template.spec{ a: object.spec.template.spec.b } }}}',
  ],
  [
    'object.metadata.labels.a == object.metadata.name',
    'object.spec.template.metadata.labels.a == object.metadata.name',
  ],
  ['Object { ', 'Object { '],
])('an expression for Pods is moved into templates: %s', (given, moved) => {
  expect(onTemplate(given, ['spec', 'template'])).toBe(moved);
});
