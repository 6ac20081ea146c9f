import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import {
  Composition,
  compositeResource,
  exactly,
  format,
  joinList,
  merged,
  parseJson,
  stringEnum,
  toJson,
  Type,
  type CompositeRefs,
} from '../../../constructs/crossplane';
import { emitDocuments, parseDocuments, valueAt } from '../../../lib/core';
import { renderComposite } from '../../../lib/testing';
import { manifestsOf } from './support';

/*
 * What a composition says, rendered: the renderer does to these values what the Go functions do, so a
 * value here is what a cluster would hold.
 */
const Values = compositeResource({
  group: 'acme.io',
  kind: 'Values',
  scope: 'Namespaced',
  versions: {
    v1: {
      spec: Type.Object({
        text: Type.String(),
        size: stringEnum(['small', 'large']),
        whole: Type.Integer(),
        many: Type.Integer(),
        ratio: Type.Number(),
        on: Type.Boolean(),
        quantity: Type.String(),
        list: Type.Array(Type.String()),
        none: Type.Array(Type.String()),
        tags: Type.Record(Type.String(), Type.String()),
        json: Type.String(),
      }),
    },
  },
});

const spec = {
  text: 'eu-west-1',
  size: 'large',
  whole: 7,
  many: 1_000_000,
  ratio: 2.75,
  on: true,
  quantity: '500m',
  list: ['a', 'b,', 'c'],
  none: [],
  tags: { team: 'shop', own: 'xr' },
  json: '{"b":[1,2],"a":"<x>"}',
} as const;

type Refs = CompositeRefs<typeof Values.v1>['spec'];

const chart = new Chart(new App({ outdir: 'unused' }), 'values');
const xr = new Values.v1(chart, 'xr', { metadata: { namespace: 'shop' }, spec });
let n = 0;

/** What the field `value` of a composed ConfigMap becomes. */
function rendered(value: (spec: Refs) => unknown): unknown {
  const composition = new Composition(chart, `case-${n++}`, {
    composite: Values.v1,
    compose(x, add) {
      add('map', k8s.KubeConfigMap, { data: { value: value(x.spec) as string } });
      return {};
    },
  });
  const { composed, events } = renderComposite(composition, xr);
  expect(events.filter((event) => event.startsWith('Warning'))).toEqual([]);
  return valueAt(composed[0], '/data/value');
}

const cases: readonly (readonly [string, (spec: Refs) => unknown, unknown])[] = [
  ['text', (s) => s.text, 'eu-west-1'],
  ['a number', (s) => s.many, 1_000_000],
  ['a number as text', (s) => s.many.asString(), '1000000'],
  ['a number in text', (s) => format`${s.many} GB`, '1000000 GB'],
  ['a fraction in text', (s) => format`${s.ratio}`, '2.75'],
  ['a fraction among other fields', (s) => format`${s.text}:${s.ratio}%`, 'eu-west-1:2.75%'],
  [
    'transformed fields among others',
    (s) => format`${s.text.toUpper()}/${s.text}/${s.on}/${s.many.multiply(2)}/${s.size}`,
    'EU-WEST-1/eu-west-1/true/2000000/large',
  ],
  [
    'a transformed text within a text',
    (s) => format`${format`${s.text}!`.toUpper()}${s.many}`,
    'EU-WEST-1!1000000',
  ],
  [
    'a text of many fields, transformed',
    (s) => format`${s.text}-${s.many}`.toUpper(),
    'EU-WEST-1-1000000',
  ],
  ['digits with zeroes in front', (s) => s.whole.printf('%05d'), '00007'],
  ['hexadecimal digits, twice', (s) => s.many.printf('0x%x'), '0xf4240'],
  ['two decimals', (s) => s.ratio.printf('%.1f%%'), '2.8%'],
  ['the whole part', (s) => s.ratio.asInteger(), 2],
  ['the whole part in text', (s) => format`${s.ratio.asInteger()}-${s.text}`, '2-eu-west-1'],
  ['a boolean as a number', (s) => s.on.asInteger(), 1],
  ['text as a number', (s) => s.text.capture('(\\d)$', 1).asInteger(), 1],
  ['text as a boolean', (s) => s.on.asString().asBoolean(), true],
  ['a quantity', (s) => s.quantity.asQuantity(), 0.5],
  ['a map of an enum', (s) => s.size.map({ small: 1, large: { cpu: 2 } }), { cpu: 2 }],
  [
    'a literal pattern',
    (s) =>
      s.text.match(
        [
          [exactly('eu.west.1'), 'no'],
          ['^eu', 'yes'],
        ],
        'x',
      ),
    'yes',
  ],
  ['a literal that is it', (s) => s.text.match([[exactly('eu-west-1'), 1]], 2), 1],
  ['what no pattern is found in', (s) => s.text.match([['^us', 'no']], null), null],
  ['the text itself where no pattern is found', (s) => s.text.match([['^us', 'no']]), 'eu-west-1'],
  ['a number that is matched as text', (s) => s.many.asString().match([['^1', 'one']]), 'one'],
  ['a bounded number', (s) => s.many.atMost(100).atLeast(200), 200],
  ['base64 and back', (s) => s.text.toBase64().fromBase64(), 'eu-west-1'],
  ['SHA-1', (s) => s.text.toSha1(), '20c756b8d752b585db8daa6b9ae9b7b0f179769b'],
  ['SHA-512', (s) => s.text.toSha512().capture('^.{8}'), expect.stringMatching(/^[0-9a-f]{8}$/)],
  ['Adler-32', (s) => s.text.toAdler32(), expect.stringMatching(/^\d+$/)],
  [
    'trimmed, replaced text',
    (s) => s.text.trimPrefix('eu-').trimSuffix('-1').replace('w', 'W'),
    'West',
  ],
  ['a list joined', (s) => joinList(s.list, ','), 'a,b,,c'],
  ['a list joined by two characters', (s) => joinList(s.list, ', '), 'a, b,, c'],
  ['a list joined by nothing', (s) => joinList(s.list, ''), 'ab,c'],
  ['an empty list joined', (s) => joinList(s.none, ', '), ''],
  ['JSON of an object', (s) => toJson(s.tags), '{"own":"xr","team":"shop"}'],
  ['JSON of a number', (s) => s.many.toJson(), '1000000'],
  ['an object out of JSON', (s) => parseJson(s.json, Type.Object({})), { a: '<x>', b: [1, 2] }],
  [
    'a list out of JSON',
    (s) => parseJson(s.json.capture('\\[.*\\]'), Type.Array(Type.Integer())),
    [1, 2],
  ],
  [
    'an object merged, whose fields win',
    (s) => merged({ own: 'base', more: s.text }, s.tags),
    { own: 'xr', team: 'shop', more: 'eu-west-1' },
  ],
  [
    'an object merged, whose fields yield',
    (s) => merged({ own: 'base' }, s.tags, 'MergeObjects'),
    { own: 'base', team: 'shop' },
  ],
  ['a list that grows', (s) => merged(['a', 'z'], s.list), ['a', 'z', 'b,', 'c']],
  [
    'two objects merged into one',
    (s) =>
      merged(
        merged({ a: '1' }, s.tags),
        parseJson(s.json, Type.Record(Type.String(), Type.String())),
      ),
    { a: '<x>', b: [1, 2], own: 'xr', team: 'shop' },
  ],
];

test.each(cases)('%s', (_, value, gives) => {
  expect(rendered(value)).toEqual(gives);
});

test('a merge is a patch with a policy, and its YAML reads back', () => {
  const made = manifestsOf((scope) => {
    new Composition(scope, 'merge', {
      composite: Values.v1,
      compose(x, add) {
        add('map', k8s.KubeConfigMap, {
          data: merged({ own: 'base' }, x.spec.tags, 'MergeObjects'),
        });
        return {};
      },
    });
  });
  expect(valueAt(made[0], '/spec/pipeline/0/input/resources/0/patches')).toEqual([
    {
      type: 'FromCompositeFieldPath',
      fromFieldPath: 'spec.tags',
      toFieldPath: 'data',
      policy: { toFieldPath: 'MergeObjects' },
    },
  ]);
  expect(parseDocuments(emitDocuments(made))[0]?.value).toEqual(made[0]);
});
