import {
  at,
  CompositionError,
  format,
  joinList,
  merged,
  parseJson,
  Type,
  type CompositeRefs,
  type Reference,
} from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import type { PostgresDatabase } from './sample';
import { templates, type Xr } from './support';

/** What JavaScript, or a cast, lets through. */
type Loose = Readonly<Record<string, never>>;
const loose = (value: unknown) => value as Loose;

const forProvider = { region: 'eu-west-1', instanceClass: 'db.t4g.medium' };

interface Misuse {
  readonly title: string;
  readonly compose: (
    xr: Xr,
    instance: { readonly status: unknown; readonly metadata: unknown },
  ) => unknown;
  readonly code?: string;
  readonly says: RegExp;
  readonly repair: RegExp;
}

const misuses: readonly Misuse[] = [
  {
    title: 'a reference in a plain string',
    compose: ({ spec }) => ({ engine: `db-${String(spec.region)}` }),
    says: /^spec\.region is known only when the composition runs/,
    repair: /^use format`…`/,
  },
  {
    title: 'a reference added to a string',
    compose: ({ spec }) => ({ engine: 'db-' + (spec.region as unknown as string) }),
    says: /^spec\.region is known only/,
    repair: /format`…`/,
  },
  {
    title: 'a reference in JSON.stringify',
    compose: ({ spec }) => ({ engine: JSON.stringify({ a: spec.region }) }),
    says: /^spec\.region is known only/,
    repair: /format`…`/,
  },
  {
    title: 'a format in a plain string',
    compose: ({ spec }) => ({ engine: `${format`${spec.region}` as unknown as string}` }),
    says: /^a format is known only/,
    repair: /format`…`/,
  },
  {
    title: 'arithmetic on a reference',
    compose: ({ spec }) => ({ port: (spec.storageGB as unknown as number) * 2 }),
    says: /^spec\.storageGB is known only/,
    repair: /format`…`/,
  },
  {
    title: 'a field that the spec does not have',
    compose: ({ spec }) => ({ engine: loose(spec)['regoin'] }),
    code: 'COMPOSITION_FIELD_UNKNOWN',
    says: /^spec has no field 'regoin'$/,
    repair: /^write 'region'$/,
  },
  {
    title: 'a field that a nested object does not have',
    compose: ({ spec }) => ({ engine: loose(spec.backup)['retention'] }),
    code: 'COMPOSITION_FIELD_UNKNOWN',
    says: /^spec\.backup has no field 'retention'$/,
    repair: /add it to the schema/,
  },
  {
    title: 'a transformed format within a format',
    compose: ({ spec }) => ({ engine: format`${format`${spec.region}-${spec.size}`.toUpper()}x` }),
    code: 'COMPOSITION_FORMAT_UNSAFE',
    says: /a format with transforms/,
    repair: /whole text/,
  },
  {
    title: 'a part of what a transform gives',
    compose: ({ spec }) => ({ engine: loose(parseJson(spec.region, Type.Object({})))['a'] }),
    says: /^'a' of spec\.region is read after a transform/,
    repair: /whole value/,
  },
  {
    title: 'a separator that is cut in the middle of a character',
    compose: ({ spec }) => ({ engine: joinList(spec.subnets, '·') }),
    code: 'COMPOSITION_INVALID',
    says: /^'·' cannot join a list/,
    repair: /ASCII/,
  },
  {
    title: 'JSON that is neither object nor list',
    compose: ({ spec }) => ({ engine: parseJson(spec.region, Type.String()) }),
    code: 'COMPOSITION_INVALID',
    says: /given a schema of string/,
    repair: /Type\.Object/,
  },
  {
    title: 'a verb for text',
    compose: ({ spec }) => ({ engine: spec.storageGB.printf('%s GB') }),
    code: 'COMPOSITION_INVALID',
    says: /^'%s GB' does not print one number/,
    repair: /%05d/,
  },
  {
    title: 'verbs that want a number as different things',
    compose: ({ spec }) => ({ engine: spec.storageGB.printf('%[1]d %[1]f') }),
    code: 'COMPOSITION_INVALID',
    says: /does not print one number/,
    repair: /one verb/,
  },
  {
    title: 'no pattern to match',
    compose: ({ spec }) => ({ engine: spec.region.match([], 'x') }),
    code: 'COMPOSITION_INVALID',
    says: /no pattern/,
    repair: /at least one/,
  },
  {
    title: 'a merge of nothing',
    compose: () => ({ tags: merged({}, 'x' as unknown as Reference<object>) }),
    says: /given no reference/,
    repair: /merged\(base, reference\)/,
  },
  {
    title: 'a merge in a format',
    compose: ({ spec }) => ({ engine: format`${merged({}, spec.tags) as never}` }),
    says: /a value of a base, and was read here/,
    repair: /into a base/,
  },
  {
    title: 'an index below zero',
    compose: ({ spec }) => ({ engine: at(spec.subnets, -1) }),
    code: 'COMPOSITION_INVALID',
    says: /^spec\.subnets cannot be read at index -1/,
    repair: /0 to 1024/,
  },
  {
    title: 'an index into a format',
    compose: ({ spec }) => ({
      engine: at(format`${spec.region}` as unknown as Reference<string[]>, 0),
    }),
    says: /^at\(\) was given a format/,
    repair: /a field/,
  },
  {
    title: 'a pattern that RE2 cannot read',
    compose: ({ spec }) => ({ engine: spec.region.capture('(?=x)') }),
    code: 'COMPOSITION_INVALID',
    says: /^'\(\?=x\)' is no RE2 pattern/,
    repair: /look-around/,
  },
  {
    title: 'a match for a pattern that RE2 cannot read',
    compose: ({ spec }) => ({ engine: spec.region.match([['(', 'a']], 'b') }),
    code: 'COMPOSITION_INVALID',
    says: /^'\(' is no RE2 pattern/,
    repair: /look-around/,
  },
  {
    title: 'a replacement of nothing',
    compose: ({ spec }) => ({ engine: spec.region.replace('', 'x') }),
    code: 'COMPOSITION_INVALID',
    says: /nothing to search for/,
    repair: /text to replace/,
  },
  {
    title: 'a fraction as a factor',
    compose: ({ spec }) => ({ port: spec.storageGB.multiply(1.5) }),
    code: 'COMPOSITION_INVALID',
    says: /^1.5 is no whole number/,
    repair: /write one/,
  },
  {
    title: 'a key that no path can name',
    compose: ({ spec }) => ({ engine: at(spec.tags, 'a]b') }),
    code: 'COMPOSITION_INVALID',
    says: /cannot name the key 'a\]b'/,
    repair: /brackets/,
  },
];

/** What is wrong comes behind the path of the construct. */
const atSample = ({ source }: RegExp) => new RegExp(source.replace('^', '^chart/sample: '));

test.each(misuses)('refuses $title', ({ compose, code, says, repair }) => {
  const run = () =>
    templates((xr, add) => {
      const first = add('first', rds.Instance, { spec: { forProvider } });
      const fields = compose(xr, first) as object;
      add('second', rds.Instance, { spec: { forProvider: { ...forProvider, ...fields } } });
      return {};
    });
  expect(run).toThrow(CompositionError);
  expect(run).toThrow(
    expect.objectContaining({
      code: code ?? 'COMPOSITION_REFERENCE_MISUSED',
      message: expect.stringMatching(atSample(says)) as string,
      hint: expect.stringMatching(repair) as string,
    }),
  );
});

const results: readonly (readonly [string, (xr: Xr, arn: unknown) => unknown, RegExp, RegExp])[] = [
  [
    'a field that the status schema lacks',
    (_, arn) => ({ endpiont: arn }),
    /^status has no field 'endpiont': Crossplane would drop it/,
    /^write 'endpoint'$/,
  ],
  [
    'a nested field that the status schema lacks',
    (_, arn) => ({ secret: { url: arn } }),
    /^status\.secret has no field 'url'/,
    /add it/,
  ],
];

test.each(results)('refuses a status of %s', (_, status, says, repair) => {
  const run = () =>
    templates((xr, add) => {
      const first = add('first', rds.Instance, { spec: { forProvider } });
      return { status: status(xr, first.status.atProvider.arn) as object };
    });
  expect(run).toThrow(atSample(says));
  expect(run).toThrow(expect.objectContaining({ hint: expect.stringMatching(repair) as string }));
});

test('reads a field that a provider newer than our facts reports', () => {
  const [template] = templates((_, add) => {
    const { status } = add('a', rds.Instance, { spec: { forProvider } });
    return { status: { endpoint: loose(status.atProvider)['brandNew'] } };
  });
  expect(template?.patches).toMatchObject([{ fromFieldPath: 'status.atProvider.brandNew' }]);
});

test('refuses two resources of one name, and none', () => {
  const twice = () =>
    templates((_, add) => {
      add('a', rds.Instance, { spec: { forProvider } });
      add('a', rds.Instance, { spec: { forProvider } });
      return {};
    });
  expect(twice).toThrow(/composition 'sample' has two resources named 'a'/);
  expect(() => templates(() => ({}))).toThrow(/composition 'sample' composes nothing/);
});

test('a reference can be logged, awaited and tested for its type without harm', async () => {
  let seen: unknown;
  templates((xr: CompositeRefs<typeof PostgresDatabase.v1alpha1>, add) => {
    seen = xr.spec.region;
    add('a', rds.Instance, { spec: { forProvider } });
    return {};
  });
  expect(await seen).toBe(seen);
  expect(typeof seen).toBe('object');
  expect(Object.keys(seen as object)).toEqual([]);
});
