import { clusters, list, matrix, orElse } from '../../../../constructs/argocd';
import { paramsOf, type Generator } from '../../../../constructs/argocd/generator';
import { commonOf } from '../../../../constructs/argocd/params';

const of = (generator: Generator) => paramsOf<Record<string, unknown>>(generator.params as never);
const common = (a: Generator, b: Generator) =>
  paramsOf<Record<string, unknown>>(commonOf(a.params, b.params));

const optional = expect.objectContaining({ code: 'ARGOCD_PARAM_OPTIONAL' });
const unknown = expect.objectContaining({ code: 'ARGOCD_PARAM_UNKNOWN' });

interface Deep {
  readonly [key: string]: Deep;
}

const eu = clusters({ matchLabels: { environment: 'production', region: 'eu' } });
const us = clusters({ matchLabels: { environment: 'production', region: 'us' } });
const all = clusters();

it.each([
  ['a key that all elements have', list([{ a: '1' }, { a: 2 }]), (p: Deep) => p.a, '{{ .a }}'],
  ['false and 0, which are text too', list([{ a: false }, { a: 0 }]), (p: Deep) => p.a, '{{ .a }}'],
  ['any key of an empty list', list([]), (p: Deep) => p.a, '{{ .a }}'],
  [
    "the second generator's key in a matrix",
    matrix(list([{ a: '1' }]), () => eu),
    (p: Deep) => p.server,
    '{{ .server }}',
  ],
  [
    'a label that both selectors guarantee',
    { ...eu, params: commonOf(eu.params, us.params) },
    (p: Deep) => p.metadata?.labels?.region,
    '{{ .metadata.labels.region }}',
  ],
  [
    'a key that both name, in objects',
    {
      ...eu,
      params: commonOf(eu.params, list([{ metadata: { labels: { region: 'x' } } }]).params),
    },
    (p: Deep) => p.metadata?.labels?.region,
    '{{ .metadata.labels.region }}',
  ],
] as const)('gives %s', (_, generator, pick, text) => {
  expect(`${pick(of(generator) as unknown as Deep) as unknown as string}`).toBe(text);
});

it.each([
  ['a key that an element lacks', of(list([{ a: '1' }, {}])), (p: Deep) => p.a],
  [
    'a key that every JavaScript object has',
    of(list<object>([{ valueOf: '1' }, {}])),
    (p: Deep) => p['valueOf'] as unknown as Deep,
  ],
  ['a key that is null in an element', of(list([{ a: '1' }, { a: null }])), (p: Deep) => p.a],
  [
    'a key that is undefined in an element',
    of(list([{ a: '1' }, { a: undefined }])),
    (p: Deep) => p.a,
  ],
  ['what an optional object holds', of(list([{ a: { b: '1' } }, {}])), (p: Deep) => p.a?.b],
  ['a label of a selected cluster', of(eu), (p: Deep) => p.metadata?.labels?.team],
  ['an annotation', of(eu), (p: Deep) => p.metadata?.annotations?.team],
  [
    'the label that every cluster Secret has, without a selector',
    of(all),
    (p: Deep) => p.metadata?.labels?.['argocd.argoproj.io/secret-type'],
  ],
  [
    'a label that one of two selectors guarantees',
    common(eu, all),
    (p: Deep) => p.metadata?.labels?.region,
  ],
  [
    'a label that a negative selector names',
    of(clusters({ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }] })),
    (p: Deep) => p.metadata?.labels?.a,
  ],
] as const)('takes %s for optional', (_, params, pick) => {
  expect(() => `${pick(params as Deep) as unknown as string}`).toThrow(optional);
  expect(() => JSON.stringify({ x: pick(params as Deep) })).toThrow(optional);
  expect(() => String(pick(params as Deep))).toThrow(optional);
});

it.each([
  ['a key of no element', of(list([{ name: '1' }])), (p: Deep) => p.nmae],
  ['a key of one of two generators', common(eu, list([{ name: 'x' }])), (p: Deep) => p.server],
  [
    'a text in one generator and an object in the other',
    common(eu, list([{ metadata: 'x' }])),
    (p: Deep) => p.metadata,
  ],
  ['a list', of(list([{ a: ['x'] }])), (p: Deep) => p.a],
] as const)('has no parameter for %s', (_, params, pick) => {
  expect(() => pick(params as Deep)).toThrow(unknown);
});

it('knows the value of a label that the selector fixes', () => {
  const labels = paramsOf(
    clusters({
      matchLabels: { environment: 'production', tier: '{{ .tier }}' },
      matchExpressions: [
        { key: 'one', operator: 'In', values: ['x'] },
        { key: 'two', operator: 'In', values: ['x', 'y'] },
        { key: 'three', operator: 'Exists' },
        { key: 'four', operator: 'Exists' },
      ],
    }).params,
  ).metadata.labels;
  expect([labels.environment.known, labels.one.known]).toEqual(['production', 'x']);
  expect(`${labels.four}`).toBe('{{ .metadata.labels.four }}');
  expect([labels.tier.known, labels.two.known, labels.three.known]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('knows no value where two generators fix different ones', () => {
  const labels = (common(eu, us) as unknown as Deep)['metadata']?.['labels'];
  expect(labels?.['environment']?.['known']).toBe('production');
  expect(labels?.['region']?.['known']).toBeUndefined();
});

it("takes the first generator's parameter where both of a matrix give one", () => {
  const certain = list([{ name: 'a' }]);
  const some = list<object>([{ name: 'b' }, {}]);
  expect(`${of(matrix(certain, () => some))['name']}`).toBe('{{ .name }}');
  expect(() => `${of(matrix(some, () => some))['name']}`).toThrow(optional);
});

it("takes the second generator's parameter of a matrix where the first one lacks it", () => {
  const some = list<object>([{ name: 'b', image: { tag: 'v1' } }, {}]);
  const certain = list([{ name: 'a', image: { digest: 'd' } }]);
  const params = of(matrix(some, () => certain)) as Record<string, Record<string, string>>;
  expect(String(params['name'])).toBe('{{ .name }}');
  expect(String(params['image']?.['digest'])).toBe('{{ .image.digest }}');
  expect(() => String(params['image']?.['tag'])).toThrow(optional);
});

it('names the fields of an object of parameters that is used as text', () => {
  const params = paramsOf(list([{ image: { tag: 'v1', digest: 'd' } }]).params);
  expect(() => `${params.image as unknown as string}`).toThrow(
    expect.objectContaining({
      code: 'ARGOCD_PARAM_GROUP',
      hint: 'name one of its fields: tag, digest',
    }),
  );
});

it('refuses an element that is no object, and a default for nothing', () => {
  expect(() => list(['x'] as unknown as object[])).toThrow(
    expect.objectContaining({ code: 'ARGOCD_LIST_ELEMENT' }),
  );
  expect(() => orElse(undefined, 'x')).toThrow(unknown);
});

it('refuses a third level of matrix that a cast let through', () => {
  const nested = matrix(
    matrix(list([{ a: '1' }]), () => list([{ b: '1' }])),
    () => list([{ c: '1' }]),
  ) as unknown as Generator<object, 1>;
  expect(() => matrix(nested, () => list([{ d: '1' }]))).toThrow(
    expect.objectContaining({ code: 'ARGOCD_MATRIX_DEPTH' }),
  );
});
