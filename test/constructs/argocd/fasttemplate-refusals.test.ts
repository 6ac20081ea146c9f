import {
  ApplicationSet,
  boundedName,
  clusters,
  elementsYaml,
  gitFiles,
  list,
  matrix,
  normalize,
  orElse,
  when,
  type Generator,
} from '../../../constructs/argocd';
import { base, chart, files, written, zones, type Program } from './support/twins';

const p = (name: (params: never) => unknown): Program => ({
  generators: zones,
  name: name as Program['name'],
});
it.each<readonly [string, Program, RegExp]>([
  [
    'a function',
    p(({ name }) => normalize(name)),
    /the template of ApplicationSet 'set' has a function of parameter name/,
  ],
  ['a bounded name', p(({ name }) => boundedName(name)), /has a function of parameter name/],
  [
    'a default',
    p((q: { metadata: { labels: Record<string, never> } }) => orElse(q.metadata.labels['x'], 'y')),
    /has a default of parameter/,
  ],
  [
    'a condition',
    p(({ name }) => when(name, { a: 'b' } as never, 'c')),
    /a condition or a loop of parameter name/,
  ],
  ['a raw condition', p(() => '{{ if .name }}a{{ end }}'), /condition or a loop of parameter name/],
  [
    'a number of a file',
    {
      generators: gitFiles<{ port: number }>({ ...files, numbers: { port: true } }),
      name: (q) => `a-${q.port}`,
    },
    /has a number of parameter port/,
  ],
  [
    'all clusters as one',
    { generators: clusters({ flatList: true }), name: () => 'a' },
    /flatList gives a list/,
  ],
  [
    'a list that is text',
    { generators: elementsYaml<{ a: string }>('{{ .a }}'), name: () => 'a' },
    /elementsYaml gives values/,
  ],
  [
    'one name for two parameters',
    {
      generators: matrix(zones, () => list([{ name: 'a', values: { fixed: 'b' } }])) as Generator,
      name: () => 'a',
    },
    /both generators of a matrix give name/,
  ],
  [
    'a function in a generator',
    {
      generators: matrix(list([{ a: 'b' }]), (q) =>
        clusters({ matchLabels: { x: normalize(q.a) } }),
      ) as Generator,
      name: () => 'a',
    },
    /a generator of ApplicationSet 'set' has a function of parameter a/,
  ],
])('refuses %s without Go templates', (_, program, message) => {
  expect(() => written(program, false)).toThrow(message);
  expect(() => written(program, false)).toThrow(
    expect.objectContaining({ code: 'ARGOCD_FASTTEMPLATE' }),
  );
});

it('takes a patch as text alone', () => {
  const make = (templatePatch: unknown) => () =>
    new ApplicationSet(chart(), 'set', {
      goTemplate: false,
      generators: zones,
      template: () => ({ metadata: { name: 'a' }, spec: base }),
      templatePatch,
    } as never);
  expect(make('spec: { revisionHistoryLimit: 3 }')).not.toThrow();
  expect(make(() => ({ spec: { revisionHistoryLimit: 3 } }))).toThrow(
    expect.objectContaining({ code: 'ARGOCD_FASTTEMPLATE' }),
  );
});
