import { Chart, Testing } from 'cdk8s';
import {
  ApplicationSet,
  boundedName,
  clusters,
  list,
  matrix,
  where,
  type Generator,
} from '../../../constructs/argocd';
import { argocdFunctions, parseTemplate } from '../../../lib/template';
import { paramsOf } from '../../../constructs/argocd/generator';

const { name } = paramsOf(clusters().params);

function rendered(text: unknown, set: object): string {
  const options = { functions: argocdFunctions, missingKey: 'error' } as const;
  return parseTemplate(String(text), options).execute(set);
}

it.each([
  ['web', 'web'],
  ['Feature/ABC_1.2', 'feature-abc-1-2'],
  ['a.-b', 'a--b'],
  ['x'.repeat(20), 'x'.repeat(20)],
  ['x'.repeat(21), 'xxxxxxxxxxx-7799e514'],
  [`${'x'.repeat(10)}---${'y'.repeat(30)}`, 'xxxxxxxxxx-2c2aba9e'],
  ['___', 'bda25155'],
])('makes a name of %s', (text, expected) => {
  const made = rendered(boundedName(name, 20), { name: text });
  expect(made).toBe(expected);
  expect(made.length).toBeLessThanOrEqual(20);
  expect(made).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
});

it('keeps long names apart', () => {
  const long = 'a'.repeat(100);
  const made = ['x', 'y'].map((end) => rendered(boundedName(`${name}-app`), { name: long + end }));
  expect(new Set(made).size).toBe(2);
  expect(made.map((text) => text.length)).toEqual([63, 63]);
});

it.each([19, 254, 63.5])('refuses names of at most %d characters', (length) => {
  expect(() => boundedName(name, length)).toThrow(
    expect.objectContaining({ code: 'ARGOCD_NAME_INVALID' }),
  );
});

const make = (generators: Generator, of: string) => () =>
  new ApplicationSet(new Chart(Testing.app({ outdir: 'unused' }), 'hub'), 'x', {
    generators,
    template: () => ({
      metadata: { name: of },
      spec: { project: 'web', destination: { server: 'https://eu-1' } },
    }),
  });

const services = list([{ service: 'web' }, { service: 'Api' }]);
it.each([
  ['capitals in what is fixed', clusters(), 'Web-{{ .name }}', "named 'Web-{{ .name }}'"],
  ['an underscore', clusters(), 'a_{{ .name }}', "named 'a_{{ .name }}'"],
  ['no name', clusters(), '', "named ''"],
  ['a fixed part that is too long', clusters(), `${'a'.repeat(254)}{{ .name }}`, "named 'aaa"],
  ['a name that a list gives', services, '{{ .service }}-app', "named 'Api-app'"],
  ['one in a matrix', matrix(services, () => clusters()), 'a-{{ .service }}', "named 'a-Api'"],
  ['a dash at the end', list([{ a: 'x' }]), '{{ .a }}-', "named 'x-'"],
])('refuses %s', (_, generators, of, message) => {
  expect(make(generators, of)).toThrow(expect.objectContaining({ code: 'ARGOCD_NAME_INVALID' }));
  expect(make(generators, of)).toThrow(message);
});

it.each([
  ['capitals inside an expression', clusters(), '{{ printf "}}A_%s" .name | normalize }}'],
  ['what only the cluster decides', clusters(), '{{ .name }}'],
  [
    'elements that a selector may leave out',
    where(services, { matchLabels: { service: 'web' } }),
    '{{ .service }}',
  ],
])('accepts %s', (_, generators, of) => {
  expect(make(generators, of)).not.toThrow();
});
