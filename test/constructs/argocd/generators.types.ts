/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { Chart, Testing } from 'cdk8s';
import {
  ApplicationSet,
  clusters,
  each,
  gitDirectories,
  gitFiles,
  join,
  list,
  matrix,
  merge,
  orElse,
  when,
} from '../../../constructs/argocd';

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'hub');
const repoURL = 'https://github.com/acme/apps.git';
const source = { repoURL, path: '.', targetRevision: 'main' };
const spec = { project: 'web', source, destination: { server: 'https://eu-1' } };

const folders = gitDirectories({
  repoURL,
  directories: [{ path: 'apps/*' }, { path: 'teams/*/apps' }, { path: 'apps/old', exclude: true }],
  values: { size: 'small' },
});
new ApplicationSet(chart, 'folders', {
  generators: folders,
  template: ({ path, values }) => ({
    metadata: {
      name: path.basenameNormalized,
      labels: {
        path: path.path,
        top: path.segments[0],
        second: path.segments[1],
        third: orElse(path.segments[2], 'none'),
        all: join(path.segments, '-'),
        size: when(values.size, { small: 's' }, 'l'),
      },
      annotations: {
        // @ts-expect-error some of these folders are two levels deep
        third: path.segments[2],
        // @ts-expect-error a list is no text
        all: path.segments,
        // @ts-expect-error a file has that
        file: path.filename,
        // @ts-expect-error no such value
        other: values.other,
        // @ts-expect-error no such value of size
        size: when(values.size, { big: 'b' }, ''),
      },
    },
    spec,
  }),
});

new ApplicationSet(chart, 'prefixed', {
  generators: gitDirectories({ repoURL, directories: [{ path: 'a' }], pathParamPrefix: 'app' }),
  template: (p) => ({
    metadata: { name: p.app.path.basename, labels: { a: when(p.app.path.path, { a: 'b' }, '') } },
    // @ts-expect-error it is under the prefix
    spec: { ...spec, project: p.path.basename },
  }),
});

// @ts-expect-error directories or files
gitDirectories({ repoURL });
// @ts-expect-error a misspelt option
gitDirectories({ repoURL, directories: [{ path: 'a' }], revison: 'main' });
// @ts-expect-error files have a generator of their own
gitDirectories({ repoURL, directories: [{ path: 'a' }], files: [{ path: 'a.yaml' }] });

interface Service {
  readonly name: string;
  readonly public: boolean;
  readonly team?: string;
  readonly account: { readonly id: number; readonly alias?: string };
  readonly db?: { readonly size: string; readonly gb: number };
  readonly ports: readonly number[];
}
const services = gitFiles<Service, 'zone'>({
  repoURL,
  files: [{ path: 'services/**/config.yaml' }],
  values: { zone: 'a' },
  numbers: { 'account.id': true, 'db.gb': true },
});
new ApplicationSet(chart, 'files', {
  generators: services,
  template: (p) => ({
    metadata: {
      name: p.name,
      labels: {
        account: p.account.id,
        alias: orElse(p.account.alias, 'none'),
        size: orElse(p.db.size, 's'),
        public: when(p.public, { true: 'yes' }, 'no'),
        file: p.path.filenameNormalized,
        zone: p.values.zone,
      },
      annotations: {
        // @ts-expect-error an optional field
        team: p.team,
        // @ts-expect-error in an optional object
        size: p.db.size,
        // @ts-expect-error an object is no text
        account: p.account,
        // @ts-expect-error a list is no text
        ports: p.ports,
        // @ts-expect-error a misspelt field
        name: p.nmae,
        // @ts-expect-error no such value
        other: p.values.other,
        // @ts-expect-error a file may be at any depth
        top: p.path.segments[0],
      },
    },
    spec,
  }),
});

// @ts-expect-error each number must be named, since Argo CD prints large ones as 1e+06
gitFiles<Service>({ repoURL, files: [{ path: 'a.yaml' }], numbers: { 'account.id': true } });
// @ts-expect-error not even one is named
gitFiles<Service>({ repoURL, files: [{ path: 'a.yaml' }] });
gitFiles<{ a: string }>({
  repoURL,
  files: [{ path: 'a.yaml' }],
  // @ts-expect-error and nothing else
  numbers: { a: true },
});
gitFiles<{ limits: Readonly<Record<string, number>> }>({
  repoURL,
  files: [{ path: 'a.yaml' }],
  numbers: { 'limits.*': true },
});
// @ts-expect-error values are named beside the type
gitFiles<{ a: string }>({ repoURL, files: [{ path: 'a.yaml' }], values: { b: 'c' } });

matrix(folders, ({ path }) => list([{ of: path.basename }]));
// @ts-expect-error the second path would be lost without a word
matrix(folders, () => gitDirectories({ repoURL, directories: [{ path: 'envs/*' }] }));
// @ts-expect-error of files too
matrix(services, () => folders);
matrix(folders, () =>
  gitDirectories({ repoURL, directories: [{ path: 'envs/*' }], pathParamPrefix: 'env' }),
);

const sizes = list([{ name: 'eu-1', size: 'l', ring: '1' }]);
const merged = merge(clusters({ matchLabels: { region: 'eu' } }), [sizes], { mergeKeys: ['name'] });
new ApplicationSet(chart, 'merge', {
  generators: merged,
  template: (p) => ({
    metadata: {
      name: p.nameNormalized,
      labels: {
        size: orElse(p.size, 's'),
        region: p.metadata.labels.region,
        ring: orElse(p.ring, '0'),
        team: orElse(p.metadata.labels.team, ''),
        server: p.server,
      },
      annotations: {
        // @ts-expect-error not every cluster has one
        size: p.size,
        // @ts-expect-error nor has every cluster this
        ring: p.ring,
        // @ts-expect-error none has it
        sice: orElse(p.sice, ''),
      },
    },
    spec,
  }),
});

new ApplicationSet(chart, 'an overlaid value may be of either', {
  generators: merge(list([{ key: 'a', tier: 'x' }]), [list([{ key: 'a', tier: 'y' }])], {
    mergeKeys: ['key'],
  }),
  template: (p) => ({
    metadata: { name: p.key, labels: { tier: when(p.tier, { x: '1', y: '2' }, '') } },
    // @ts-expect-error neither has this
    spec: { ...spec, project: when(p.tier, { z: '3' }, '') },
  }),
});

// @ts-expect-error the list has no server
merge(clusters(), [sizes], { mergeKeys: ['server'] });
// @ts-expect-error keys inside objects are not looked up
merge(clusters(), [clusters()], { mergeKeys: ['metadata.labels.region'] });
// @ts-expect-error an object is no key
merge(clusters(), [clusters()], { mergeKeys: ['metadata'] });
// @ts-expect-error at least one key
merge(clusters(), [sizes], { mergeKeys: [] });
// @ts-expect-error at least one override
merge(clusters(), [], { mergeKeys: ['name'] });
// @ts-expect-error an optional key is not in every set
merge(list([{ a: '1' }, { b: '2' }]), [list([{ a: '1' }])], { mergeKeys: ['a'] });

new ApplicationSet(chart, 'an object of a list over the labels of clusters', {
  generators: merge(clusters(), [list([{ name: 'eu-1', metadata: { labels: { ring: '1' } } }])], {
    mergeKeys: ['name'],
  }),
  template: (p) => ({
    metadata: {
      name: p.nameNormalized,
      // @ts-expect-error Argo CD panics when it merges the two
      labels: { ring: orElse(p.metadata.labels.ring, '0') },
    },
    spec,
  }),
});
new ApplicationSet(chart, 'values of a list over those of clusters', {
  generators: matrix(list([{ values: { a: 'b' } }]), () => clusters({ values: { c: 'd' } })),
  template: (p) => ({
    // @ts-expect-error Argo CD panics when it merges the two
    metadata: { name: p.values.a },
    spec,
  }),
});
new ApplicationSet(chart, 'values beside values', {
  generators: matrix(clusters({ values: { a: 'b' } }), () => list([{ values: { c: 'd' } }])),
  template: (p) => ({ metadata: { name: `${p.values.a}-${p.values.c}` }, spec }),
});

const deep = matrix(merged, () => list([{ x: 'y' }]));
merge(merged, [sizes], { mergeKeys: ['name'] });
// @ts-expect-error Argo CD drops the third level
merge(deep, [sizes], { mergeKeys: ['name'] });
// @ts-expect-error in the overrides too
merge(sizes, [deep], { mergeKeys: ['name'] });
// @ts-expect-error and in a matrix
matrix(deep, () => sizes);

new ApplicationSet(chart, 'flat list', {
  generators: clusters({ flatList: true, matchLabels: { region: 'eu' } }),
  template: (p) => ({
    metadata: {
      name: 'all',
      annotations: {
        servers: each(p.clusters, (c) => `${c.server}/${c.metadata.labels.region}`, ','),
        // @ts-expect-error a misspelt parameter of an item
        names: each(p.clusters, (c) => c.nmae),
        // @ts-expect-error an optional one
        teams: each(p.clusters, (c) => c.metadata.labels.team),
        // @ts-expect-error a list is no text
        all: p.clusters,
        // @ts-expect-error a list of objects has no text to join
        joined: join(p.clusters, ','),
      },
    },
    // @ts-expect-error each cluster has its own
    spec: { ...spec, project: p.server },
  }),
});

new ApplicationSet(chart, 'common parameters', {
  generators: [folders, services],
  template: (p) => ({
    metadata: { name: p.path.basename },
    // @ts-expect-error folders have no name
    spec: { ...spec, project: p.name },
  }),
});
