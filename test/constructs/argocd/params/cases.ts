import {
  clusters,
  list,
  literal,
  matrix,
  normalize,
  orElse,
  slugify,
  when,
  type Generator,
} from '../../../../constructs/argocd';
import { paramsOf } from '../../../../constructs/argocd/generator';

/** A text as a user writes it, what it compiles to, and what Argo CD makes of that. */
export interface Case {
  readonly title: string;
  readonly text: unknown;
  readonly compiled: string;
  readonly renders: readonly (readonly [set: object, text: string])[];
}

const of = <P extends object>(generator: Generator<P>) => paramsOf(generator.params);

const any = of(clusters());
const production = of(
  clusters({
    matchLabels: { environment: 'production', 'acme.io/tier': 'front' },
    matchExpressions: [{ key: 'zone', operator: 'Exists' }],
    values: { size: 's', 'a-b': 'c' },
  }),
);
const services = of(
  list([
    { name: 'web', port: 80, 'a.b': 'c', '1': 'one', image: { tag: 'v1', 'x/y': 'z' } },
    {
      name: 'api',
      port: 1000000,
      'a.b': 'd',
      '1': 'eins',
      team: 'core',
      image: { tag: 'v2' },
      db: { size: 'l' },
    },
  ]),
);
const both = of(matrix(list([{ name: 'web' }]), () => clusters()));

const eu1 = {
  name: 'Eu_1',
  nameNormalized: 'eu-1',
  server: 'https://eu-1',
  project: '',
  metadata: {
    labels: { environment: 'production', 'acme.io/tier': 'front', zone: 'a', team: '' },
    annotations: { note: 'n' },
  },
};
const bare = { ...eu1, metadata: { labels: eu1.metadata.labels } };
const inCluster = { name: 'in-cluster', nameNormalized: 'in-cluster', server: 's', project: '' };

const nasty = 'a"b\\c\'d`e}}f{{/* g\n\t\u0000\u007f\u2028é😀%s%';

export const cases: readonly Case[] = [
  {
    title: 'a field',
    text: `${production.name}`,
    compiled: '{{ .name }}',
    renders: [[eu1, 'Eu_1']],
  },
  {
    title: 'a guaranteed label',
    text: `${production.metadata.labels.environment}-x`,
    compiled: '{{ .metadata.labels.environment }}-x',
    renders: [[eu1, 'production-x']],
  },
  {
    title: 'a guaranteed label with a slash',
    text: `${production.metadata.labels['acme.io/tier']}`,
    compiled: '{{ index .metadata.labels "acme.io/tier" }}',
    renders: [[eu1, 'front']],
  },
  {
    title: 'a value whose key is no identifier',
    text: `${production.values['a-b']}`,
    compiled: '{{ index .values "a-b" }}',
    renders: [[{ values: { 'a-b': 'c' } }, 'c']],
  },
  {
    title: 'a key with a dot at the root',
    text: `${services['a.b']}`,
    compiled: '{{ index . "a.b" }}',
    renders: [[{ 'a.b': 'c' }, 'c']],
  },
  {
    title: 'a key that is a number',
    text: `${services['1']}`,
    compiled: '{{ index . "1" }}',
    renders: [[{ 1: 'one' }, 'one']],
  },
  {
    title: 'a number of an element, which is text',
    text: `${services.port}`,
    compiled: '{{ .port }}',
    renders: [[{ port: '1000000' }, '1000000']],
  },
  {
    title: 'an optional label of a selected cluster',
    text: `${orElse(production.metadata.labels['team'], 'none')}`,
    compiled: '{{ default "none" (index .metadata.labels "team") }}',
    renders: [
      [{ metadata: { labels: { team: 'core' } } }, 'core'],
      [{ metadata: { labels: { x: '1' } } }, 'none'],
      [eu1, 'none'],
    ],
  },
  {
    title: 'an annotation, where the cluster may have none',
    text: `${orElse(production.metadata.annotations['note'], 'none')}`,
    compiled: '{{ default "none" (index (default dict (index .metadata "annotations")) "note") }}',
    renders: [
      [eu1, 'n'],
      [bare, 'none'],
    ],
  },
  {
    title: 'a label, where in-cluster has no metadata at all',
    text: `${orElse(any.metadata.labels['a/b'], any.name)}`,
    compiled:
      '{{ default .name (index (default dict (index (default dict (index . "metadata")) "labels")) "a/b") }}',
    renders: [
      [{ ...inCluster, metadata: { labels: { 'a/b': 'c' } } }, 'c'],
      [eu1, 'Eu_1'],
      [inCluster, 'in-cluster'],
    ],
  },
  {
    title: 'an optional key of a list',
    text: `${orElse(services.team, 'none')}`,
    compiled: '{{ default "none" (index . "team") }}',
    renders: [
      [{ team: 'core' }, 'core'],
      [{}, 'none'],
    ],
  },
  {
    title: 'an optional key in an object that all elements have',
    text: `${orElse(services.image['x/y'], '')}`,
    compiled: '{{ default "" (index .image "x/y") }}',
    renders: [
      [{ image: { 'x/y': 'z' } }, 'z'],
      [{ image: {} }, ''],
    ],
  },
  {
    title: 'a key in an object that some elements lack',
    text: `${orElse(services.db.size, 's')}`,
    compiled: '{{ default "s" (index (default dict (index . "db")) "size") }}',
    renders: [
      [{ db: { size: 'l' } }, 'l'],
      [{}, 's'],
    ],
  },
  {
    title: 'a default that holds parameters',
    text: `${orElse(services.team, `${services.name}-100%-${services['a.b']}`)}`,
    compiled: '{{ default (printf "%v-100%%-%v" .name (index . "a.b")) (index . "team") }}',
    renders: [[{ name: 'web', 'a.b': 'c' }, 'web-100%-c']],
  },
  {
    title: 'normalize',
    text: `${normalize(any.name)}`,
    compiled: '{{ normalize .name }}',
    renders: [[eu1, 'eu-1']],
  },
  {
    title: 'normalize of a text with several parameters',
    text: `${normalize(`${both.name}.${both.nameNormalized}`)}`,
    compiled: '{{ normalize (printf "%v.%v" .name .nameNormalized) }}',
    renders: [[{ name: 'My_Web', nameNormalized: 'eu-1' }, 'my-web.eu-1']],
  },
  {
    title: 'slugify with the defaults of Argo CD',
    text: `${slugify(any.name)}`,
    compiled: '{{ slugify 50 true .name }}',
    renders: [[{ name: 'feature/A_long Branch name' }, 'feature-a-long-branch-name']],
  },
  {
    title: 'slugify of an expression',
    text: `${slugify(orElse(services.team, services.name), { maxLength: 10, smartTruncate: false })}`,
    compiled: '{{ slugify 10 false (default .name (index . "team")) }}',
    renders: [[{ name: 'some-long-name' }, 'some-long']],
  },
  {
    title: 'when',
    text: `${when(any.name, { 'eu-1': 'Europe', 'us-1': `${any.server}/us` }, '')}`,
    compiled: '{{ dig .name "" (dict "eu-1" "Europe" "us-1" (printf "%v/us" .server)) }}',
    renders: [
      [{ name: 'eu-1', server: 's' }, 'Europe'],
      [{ name: 'us-1', server: 's' }, 's/us'],
      [{ name: 'ap-1', server: 's' }, ''],
    ],
  },
  {
    title: 'when without cases',
    text: `${when(any.name, {}, 'rest')}`,
    compiled: '{{ dig .name "rest" dict }}',
    renders: [[{ name: 'eu-1' }, 'rest']],
  },
  {
    title: 'when inside normalize',
    text: `${normalize(when(services.name, { web: 'A_B' }, services.name))}`,
    compiled: '{{ normalize (dig .name .name (dict "web" "A_B")) }}',
    renders: [
      [{ name: 'web' }, 'a-b'],
      [{ name: 'api' }, 'api'],
    ],
  },
  {
    title: 'when of a label whose value the selector fixes',
    text: `${when(production.metadata.labels.environment, { production: `${production.name}-p` }, 'q')}`,
    compiled: '{{ printf "%v-p" .name }}',
    renders: [[{ name: 'eu-1' }, 'eu-1-p']],
  },
  {
    title: 'when of a fixed label, without its case',
    text: `${when(production.metadata.labels.environment, {}, production.name)}`,
    compiled: '{{ .name }}',
    renders: [[eu1, 'Eu_1']],
  },
  {
    title: 'quotes, braces and control characters in a default',
    text: `${orElse(services.team, literal(nasty))}`,
    compiled: `{{ default "a\\"b\\\\c'd\`e}}f{{/* g\\n\\t\\u0000\u007f\u2028é😀%s%" (index . "team") }}`,
    renders: [[{}, nasty]],
  },
  {
    title: 'quotes and percent signs beside a parameter',
    text: `${normalize(`"%${any.name}\\`)}`,
    compiled: '{{ normalize (printf "\\"%%%v\\\\" .name) }}',
    renders: [[{ name: 'x' }, 'x']],
  },
  {
    title: 'literal braces for another template engine',
    text: `rate: ${literal('{{ $labels.pod }}')}`,
    compiled: 'rate: {{ "{{ $labels.pod }}" }}',
    renders: [[{}, 'rate: {{ $labels.pod }}']],
  },
  {
    title: 'a raw template as a default',
    text: `${orElse(services.team, '{{ .name | upper }}!')}`,
    compiled: '{{ default (printf "%v!" (.name | upper)) (index . "team") }}',
    renders: [[{ name: 'web' }, 'WEB!']],
  },
  {
    title: 'a raw template whose string holds the closing braces',
    text: `${normalize('{{ print "}}" .name }}')}`,
    compiled: '{{ normalize (print "}}" .name) }}',
    renders: [[{ name: 'web' }, 'web']],
  },
];
