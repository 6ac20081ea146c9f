import {
  clusters,
  each,
  gitDirectories,
  gitFiles,
  join,
  list,
  matrix,
  merge,
  normalize,
  orElse,
  when,
  type Generator,
} from '../../../../constructs/argocd';
import { paramsOf } from '../../../../constructs/argocd/generator';
import type { Case } from './cases';

const of = <P extends object>(generator: Generator<P>) => paramsOf(generator.params);
const repoURL = 'https://github.com/acme/apps.git';

const folder = of(gitDirectories({ repoURL, directories: [{ path: 'apps/*' }] }));
const prefixed = of(
  gitDirectories({ repoURL, directories: [{ path: 'apps/*' }], pathParamPrefix: 'my-app' }),
);
interface Service {
  readonly name: string;
  readonly account: { readonly id: number; readonly alias?: string };
  readonly replicas?: number;
  readonly db?: { readonly size: string; readonly gb: number };
  readonly metadata: { readonly team: string };
  readonly limits: Readonly<Record<string, number>>;
}
const files = gitFiles<Service>({
  repoURL,
  files: [{ path: 'services/*/config.yaml' }],
  numbers: { 'account.id': true, replicas: true, 'db.gb': true, 'limits.*': true },
});
const file = of(files);
const fileInCluster = of(matrix(files, () => clusters({ matchLabels: { region: 'eu' } })));
const inCluster = of(matrix(clusters(), () => files));
const depths = of(
  gitDirectories({ repoURL, directories: [{ path: 'apps/*' }, { path: 'teams/*/*' }] }),
);
const numbered = of(
  matrix(
    gitFiles<{ readonly project: number }>({
      repoURL,
      files: [{ path: '*.yaml' }],
      numbers: { project: true },
    }),
    () => clusters(),
  ),
);
const merged = of(
  merge(list([{ name: 'web' }]), [list([{ name: 'web', db: { size: 'l' } }])], {
    mergeKeys: ['name'],
  }),
);
const flat = of(
  matrix(list([{ zone: 'a' }]), () =>
    clusters({ flatList: true, matchExpressions: [{ key: 'region', operator: 'Exists' }] }),
  ),
);

const appsWeb = { path: { path: 'apps/web', basename: 'web', segments: ['apps', 'web'] } };
const web = {
  name: 'web',
  account: { id: 123456789012, alias: 'main' },
  db: { size: 'l', gb: 1000000 },
  replicas: 0,
  metadata: { team: 'core' },
  limits: { cpu: 1.5 },
};
const bare = { name: 'api', account: { id: '1234567' } };
const two = [
  { name: 'eu-1', server: 'https://eu-1', metadata: { labels: { region: 'eu' } } },
  { name: 'us-1', server: 'https://us-1', metadata: { labels: { region: 'us', tier: 'x' } } },
];

export const generatorCases: readonly Case[] = [
  {
    title: 'the folder',
    text: `${folder.path.path} ${folder.path.basenameNormalized}`,
    compiled: '{{ .path.path }} {{ .path.basenameNormalized }}',
    renders: [[{ path: { path: 'a/b_c', basenameNormalized: 'b-c' } }, 'a/b_c b-c']],
  },
  {
    title: 'a segment that every folder has',
    text: `${folder.path.segments[1]}`,
    compiled: '{{ index .path.segments 1 }}',
    renders: [[appsWeb, 'web']],
  },
  {
    title: 'a segment that a folder may have',
    text: `${orElse(folder.path.segments[2], 'none')}`,
    compiled: '{{ default "none" (index (split "\\n" (join "\\n" .path.segments)) "_2") }}',
    renders: [
      [appsWeb, 'none'],
      [{ path: { segments: ['a', 'b', 'c'] } }, 'c'],
      [{ path: { segments: [] } }, 'none'],
    ],
  },
  {
    title: 'a segment that folders of one of two patterns have',
    text: `${orElse(depths.path.segments[2], 'none')}`,
    compiled: '{{ default "none" (index (split "\\n" (join "\\n" .path.segments)) "_2") }}',
    renders: [
      [appsWeb, 'none'],
      [{ path: { segments: ['teams', 'a', 'b'] } }, 'b'],
    ],
  },
  {
    title: 'a number of content that has the name of a parameter of clusters',
    text: `${numbered.project}`,
    compiled: '{{ trimAll "\\"" (toJson .project) }}',
    renders: [[{ project: 1000000 }, '1000000']],
  },
  {
    title: 'segments as one text',
    text: `${normalize(join(folder.path.segments, '_'))}`,
    compiled: '{{ normalize (join "_" .path.segments) }}',
    renders: [[appsWeb, 'apps-web']],
  },
  {
    title: 'a folder below a prefix that is no identifier',
    text: `${prefixed['my-app'].path.segments[0]}`,
    compiled: '{{ index (((index . "my-app").path).segments) 0 }}',
    renders: [[{ 'my-app': appsWeb }, 'apps']],
  },
  {
    title: "a field of a file's content",
    text: `${file.name} ${file.metadata.team}`,
    compiled: '{{ .name }} {{ .metadata.team }}',
    renders: [[web, 'web core']],
  },
  {
    title: 'a number of a file, or text where a number was meant',
    text: `${file.account.id}`,
    compiled: '{{ trimAll "\\"" (toJson .account.id) }}',
    renders: [
      [web, '123456789012'],
      [bare, '1234567'],
    ],
  },
  {
    title: 'a number under any key',
    text: `${orElse(file.limits['cpu'], '1')}`,
    compiled:
      '{{ default "1" (trimPrefix "null" (trimAll "\\"" (toJson (index (default dict (index . "limits")) "cpu")))) }}',
    renders: [
      [web, '1.5'],
      [bare, '1'],
    ],
  },
  {
    title: 'an optional field in an object that every file has',
    text: `${orElse(file.account.alias, 'none')}`,
    compiled: '{{ default "none" (index (default dict (index . "account")) "alias") }}',
    renders: [
      [web, 'main'],
      [bare, 'none'],
    ],
  },
  {
    title: 'an optional number, of which 0 is one',
    text: `${orElse(file.replicas, '3')}`,
    compiled: '{{ default "3" (trimPrefix "null" (trimAll "\\"" (toJson (index . "replicas")))) }}',
    renders: [
      [web, '0'],
      [bare, '3'],
      [{ replicas: 1000000 }, '1000000'],
    ],
  },
  {
    title: 'a number in an optional object',
    text: `${orElse(file.db.gb, '10')}`,
    compiled:
      '{{ default "10" (trimPrefix "null" (trimAll "\\"" (toJson (index (default dict (index . "db")) "gb")))) }}',
    renders: [
      [web, '1000000'],
      [bare, '10'],
    ],
  },
  {
    title: 'a number inside normalize',
    text: `${normalize(`${file.name}.${file.account.id}`)}`,
    compiled: '{{ normalize (printf "%v.%v" .name (trimAll "\\"" (toJson .account.id))) }}',
    renders: [[web, 'web.123456789012']],
  },
  {
    title: 'content that has the key of a cluster',
    text: `${fileInCluster.metadata.team} ${fileInCluster.server}`,
    compiled: '{{ .metadata.team }} {{ .server }}',
    renders: [[{ ...web, server: 's' }, 'core s']],
  },
  {
    title: 'a cluster that has the key of content',
    text: `${orElse(inCluster.metadata.labels['a'], 'none')} ${inCluster.account.id}`,
    compiled:
      '{{ default "none" (index (default dict (index (default dict (index . "metadata")) "labels")) "a") }} {{ trimAll "\\"" (toJson .account.id) }}',
    renders: [[web, 'none 123456789012']],
  },
  {
    title: 'what only the override of a merge has',
    text: `${merged.name} ${orElse(merged.db.size, 's')}`,
    compiled: '{{ .name }} {{ default "s" (index (default dict (index . "db")) "size") }}',
    renders: [
      [web, 'web l'],
      [bare, 'api s'],
    ],
  },
  {
    title: 'each cluster, beside a parameter of the whole set',
    text: each(flat.clusters, (c) => `${flat.zone}:${c.server}`, ','),
    compiled:
      '{{ range $i0, $item0 := .clusters }}{{ if $i0 }}{{ "," }}{{ end }}{{ with $ }}{{ .zone }}:{{ $item0.server }}{{ end }}{{ end }}',
    renders: [
      [{ zone: 'a', clusters: two }, 'a:https://eu-1,a:https://us-1'],
      [{ zone: 'a', clusters: null }, ''],
    ],
  },
  {
    title: 'functions of an item, and optional parameters of it',
    text: each(flat.clusters, (c) =>
      when(c.metadata.labels.region, { eu: orElse(c.metadata.labels['tier'], 'none') }, c.name),
    ),
    compiled:
      '{{ range $i0, $item0 := .clusters }}{{ with $ }}{{ dig $item0.metadata.labels.region $item0.name (dict "eu" (default "none" (index $item0.metadata.labels "tier"))) }}{{ end }}{{ end }}',
    renders: [[{ zone: 'a', clusters: two }, 'noneus-1']],
  },
  {
    title: 'each inside each',
    text: each(flat.clusters, (c) => each(flat.clusters, (d) => `${c.name}${d.name} `)),
    compiled:
      '{{ range $i0, $item0 := .clusters }}{{ with $ }}{{ range $i1, $item1 := .clusters }}{{ with $ }}{{ $item0.name }}{{ $item1.name }} {{ end }}{{ end }}{{ end }}{{ end }}',
    renders: [[{ zone: 'a', clusters: two }, 'eu-1eu-1 eu-1us-1 us-1eu-1 us-1us-1 ']],
  },
];
