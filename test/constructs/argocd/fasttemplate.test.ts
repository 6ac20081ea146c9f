import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import {
  ApplicationSet,
  clusterDecisions,
  clusters,
  gitDirectories,
  gitFiles,
  list,
  matrix,
  merge,
  plugin,
  pullRequests,
  scmProvider,
  where,
  type Generator,
} from '../../../constructs/argocd';
import { expectGolden } from '../../support/golden';
import {
  chart,
  expectTwins,
  files,
  folders,
  inputs,
  repoURL,
  written,
  zones,
  type Program,
} from './support/twins';

it.each<readonly [string, Program, number]>([
  [
    'clusters, with labels and values',
    {
      generators: zones,
      name: (p) => `${p.nameNormalized}-x`,
      labels: (p) => ({
        zone: p.metadata.labels['acme.io/zone'],
        title: p.values.title,
        at: `${p.server}/${p.values.fixed}`,
      }),
    },
    2,
  ],
  [
    'clusters without a selector',
    {
      generators: clusters(),
      name: (p) => `${p.nameNormalized}`,
      labels: (p) => ({ server: p.server, project: p.project }),
    },
    3,
  ],
  [
    'a list of nested elements',
    {
      generators: list([
        {
          name: 'a',
          image: { tag: 'v1', 'a/b': 'c' },
          port: 1000000,
          on: true,
          none: null,
          all: ['x'],
        },
        { name: 'b', image: { tag: 'v2', 'a/b': 'd' }, port: 80, on: false, values: { x: 'y' } },
      ]),
      name: (p) => `${p.name}-x`,
      labels: (p) => ({ tag: p.image.tag, key: p.image['a/b'], port: p.port, on: p.on }),
    },
    2,
  ],
  [
    'folders of git',
    {
      generators: folders,
      name: (p) => `${p.path.basenameNormalized}`,
      labels: (p) => ({
        path: p.path.path,
        top: p.path.segments[0],
        last: p.path.segments[1],
        of: p.values.of,
      }),
    },
    2,
  ],
  [
    'files of git under a prefix',
    {
      generators: gitFiles<{ name: string; nested: { team: string }; port: string }, never, 'file'>(
        {
          ...files,
          pathParamPrefix: 'file',
        },
      ),
      name: (p) => `${p.name}`,
      labels: (p) => ({
        path: p.file.path.path,
        file: p.file.path.filename,
        team: p.nested.team,
        port: p.port,
      }),
    },
    2,
  ],
  [
    'a matrix whose second generator holds parameters of the first',
    {
      generators: matrix(
        list([
          { env: 'a', dir: { name: 'web' } },
          { env: 'b', dir: { name: 'Lab_2' } },
        ]),
        (p) =>
          matrix(
            clusters({ matchLabels: { environment: p.env }, values: { copy: p.dir.name } }),
            () =>
              gitDirectories({
                repoURL,
                directories: [{ path: `apps/${p.dir.name}` }],
                pathParamPrefix: 'at',
              }),
          ),
      ) as Generator,
      name: (p) => `${p.env}-${p.nameNormalized}-${p.at.path.basenameNormalized}`,
      labels: (p) => ({ copy: p.values.copy, path: p.at.path.path }),
    },
    2,
  ],
  [
    'a merge',
    {
      generators: merge(
        zones,
        [
          list([
            { name: 'us-1', size: 'large' },
            { name: 'Eu_1', size: 'small' },
          ]),
        ],
        {
          mergeKeys: ['name'],
        },
      ),
      name: (p) => `${p.nameNormalized}`,
      labels: (p) => ({ fixed: p.values.fixed }),
    },
    2,
  ],
  [
    'a selector behind',
    {
      generators: where(zones, { matchLabels: { 'metadata.labels.environment': 'b' } as never }),
      name: (p) => `${p.nameNormalized}`,
    },
    1,
  ],
  [
    'repositories of a host',
    {
      generators: scmProvider({ github: { organization: 'acme' } }),
      name: (p) => `${p.repository}-${p.short_sha_7}`,
      labels: (p) => ({ url: p.url }),
    },
    1,
  ],
  [
    'pull requests',
    {
      generators: pullRequests({ github: { owner: 'acme', repo: 'web' } }),
      name: (p) => `pr-${p.number}-${p.branch_slug}`,
      labels: (p) => ({ sha: p.head_short_sha, author: p.author }),
    },
    1,
  ],
  [
    'a plugin',
    {
      generators: plugin<{ tenant: string; quota: { cpu: string } }>({
        configMapRef: { name: 'tenants' },
      }),
      name: (p) => `${p.tenant}`,
      labels: (p) => ({ cpu: p.quota.cpu }),
    },
    1,
  ],
  [
    'several generators',
    {
      generators: [zones, list([{ nameNormalized: 'lab', server: 'https://lab' }])],
      name: (p) => `${p.nameNormalized}`,
      labels: (p) => ({ server: p.server }),
    },
    3,
  ],
])('writes a twin of %s that expands to the same Applications', (_, program, count) => {
  expect(expectTwins(program, inputs)).toBe(count);
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const text = fc
  .string({ unit: 'grapheme', maxLength: 8 })
  .filter((one) => !/\{\{|\}\}|[\r\n]/.test(one));

it('writes twins of any list on any clusters', () => {
  const services = fc.uniqueArray(
    fc.record({
      service: word,
      note: text,
      image: fc.record({ tag: text, deep: fc.record({ a: text }) }),
      port: fc.nat(),
    }),
    { minLength: 1, maxLength: 4, selector: ({ service }) => service },
  );
  const fleet = fc.uniqueArray(fc.record({ name: word, zone: text }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ name }) => name,
  });
  fc.assert(
    fc.property(services, fleet, (elements, found) => {
      const program: Program = {
        generators: matrix(
          clusters({ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }),
          (cluster) => list(elements.map((one) => ({ ...one, on: cluster.server }))),
        ) as Generator,
        name: (p) => `${p.nameNormalized}-${p.service}`,
        labels: (p) => ({
          note: p.note,
          tag: p.image.tag,
          deep: p.image.deep.a,
          port: p.port,
          on: p.on,
          zone: p.metadata.labels.zone,
        }),
      };
      const cluster = ({ name, zone }: { name: string; zone: string }) => ({
        name,
        server: `https://${name}`,
        labels: { zone },
      });
      expect(expectTwins(program, { clusters: found.map(cluster) })).toBe(
        elements.length * found.length,
      );
    }),
    { numRuns: 40 },
  );
});

it('writes what people had before Go templates', () => {
  const scope = chart();
  new ApplicationSet(scope, 'old', {
    goTemplate: false,
    generators: matrix(folders, (folder) =>
      clusters({ matchLabels: { app: folder.path.basename }, values: { x: 'on {{name}}' } }),
    ),
    template: (p) => ({
      metadata: {
        name: `${p.path.basenameNormalized}-${p.nameNormalized}`,
        labels: { raw: '{{ metadata.labels.app }}' },
      },
      spec: {
        project: 'web',
        source: {
          repoURL,
          path: p.path.path,
          helm: { valuesObject: { top: p.path.segments[0], replicas: 3 } },
        },
        destination: { server: p.server },
      },
    }),
  });
  expectGolden(join(__dirname, 'golden', 'fasttemplate.yaml'), Yaml.stringify(...scope.toJson()));
});

it('reads decisions on clusters', () => {
  const generators = clusterDecisions({ configMapRef: 'placement', name: 'a', keys: ['rank'] });
  const manifest = written({ generators, name: (q) => `${q.name}-${q.rank}` }, false);
  expect(manifest['spec']).toMatchObject({ template: { metadata: { name: '{{name}}-{{rank}}' } } });
});
