import { namesIn } from '../../../lib/drift/kyverno/cel/conditions';
import { evaluate } from '../../../lib/drift/kyverno/cel/evaluate';
import { parseCel } from '../../../lib/drift/kyverno/cel/parse';
import { onTemplate } from '../../../lib/drift/kyverno/cel/pod-templates';
import { NotRead } from '../../../lib/drift/kyverno/cel/tokens';
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
    ['Object.spec{ "a-b": 1, `c-d`: 2, }', { 'a-b': 1, 'c-d': 2 }],
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

  it.each([`${'!'.repeat(2_900)}true`, `1${'+1'.repeat(1_400)}`, `object${'.b'.repeat(1_400)}`])(
    'follows what is long: %.20s',
    (text) => {
      expect(typeof valueOf(text)).not.toBe('undefined');
    },
  );

  it.each([
    ['', 'its end where a value should be'],
    ['a.', 'its end where a name should be'],
    ['[1, 2', 'its end where ] should be'],
    ['a b', 'b where its end should be'],
    ['Object{ ?a: 1 }', 'optional field'],
    ['#', 'cannot read CEL at "#"'],
    ['a ? 1', 'its end where : should be'],
    [`${'('.repeat(500)}1`, 'nested too deeply'],
    [`${'!'.repeat(50_000)}true`, 'too long'],
    [`a${'.b'.repeat(50_000)}`, 'too long'],
    [`1${'+1'.repeat(50_000)}`, 'too long'],
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
