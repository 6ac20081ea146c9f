/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { Chart, Testing } from 'cdk8s';
import {
  ApplicationSet,
  boundedName,
  clusters,
  elementsYaml,
  gitDirectories,
  gitFiles,
  join,
  list,
  matrix,
  normalize,
  orElse,
  pullRequests,
} from '../../../constructs/argocd';

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'hub');
const source = { repoURL: 'https://x/y.git', path: 'a' };
const minimal = { project: 'web', source, destination: { server: 'https://eu-1' } };
const production = clusters({
  matchLabels: { environment: 'production' },
  values: { size: 'small' },
});
const folders = gitDirectories({ repoURL: 'https://x/y.git', directories: [{ path: 'apps/*' }] });

new ApplicationSet(chart, 'use', {
  goTemplate: false,
  generators: matrix(production, () => folders),
  template: (p) => ({
    metadata: {
      name: `${p.nameNormalized}-${p.path.basenameNormalized}`,
      labels: { environment: p.metadata.labels.environment, first: p.path.segments[0] },
      annotations: { size: p.values.size },
    },
    spec: {
      project: 'web',
      source: { ...source, path: p.path.path },
      destination: { server: p.server },
    },
  }),
  templatePatch: 'spec: { revisionHistoryLimit: 3 }',
});

new ApplicationSet(chart, 'functions', {
  goTemplate: false,
  generators: production,
  template: (p) => ({
    metadata: {
      // @ts-expect-error there are no functions
      name: normalize(p.name),
      labels: {
        // @ts-expect-error nor defaults
        region: orElse(p.metadata.labels['region'], ''),
        // @ts-expect-error so a label must be guaranteed
        zone: p.metadata.labels['zone'],
        // @ts-expect-error a misspelt parameter
        server: p.sever,
      },
    },
    spec: minimal,
  }),
});

new ApplicationSet(chart, 'functions of text alone', {
  goTemplate: false,
  generators: production,
  template: (p) => ({
    metadata: {
      name: p.nameNormalized,
      // @ts-expect-error a result of a function
      labels: { short: boundedName('a') },
    },
    spec: minimal,
  }),
});

new ApplicationSet(chart, 'a patch of parameters', {
  goTemplate: false,
  generators: production,
  template: (p) => ({ metadata: { name: p.nameNormalized }, spec: minimal }),
  // @ts-expect-error nothing quotes parameters in it
  templatePatch: () => ({ spec: { revisionHistoryLimit: 3 } }),
});

new ApplicationSet(chart, 'a list', {
  goTemplate: false,
  generators: pullRequests({ github: { owner: 'acme', repo: 'web' } }),
  template: (p) => ({
    metadata: {
      name: p.branch_slug,
      labels: {
        // @ts-expect-error there are no labels
        all: join(p.labels, ','),
        // @ts-expect-error nor one of them
        first: p.labels[0],
      },
    },
    spec: minimal,
  }),
});

new ApplicationSet(chart, 'numbers in files', {
  goTemplate: false,
  generators: gitFiles<{ name: string; port: number }>({
    repoURL: 'https://x/y.git',
    files: [{ path: '*.yaml' }],
    numbers: { port: true },
  }),
  template: (p) => ({
    // @ts-expect-error it may be printed as 1e+06
    metadata: { name: p.name, labels: { port: p.port } },
    spec: minimal,
  }),
});

new ApplicationSet(chart, 'numbers in a list are text', {
  goTemplate: false,
  generators: list([{ name: 'a', port: 80, image: { tag: 'v1' } }]),
  template: (p) => ({
    metadata: { name: p.name, labels: { port: p.port, tag: p.image.tag } },
    spec: minimal,
  }),
});

new ApplicationSet(chart, 'unknown fields', {
  goTemplate: false,
  generators: production,
  template: (p) => ({
    metadata: { name: p.nameNormalized },
    // @ts-expect-error as with Go templates
    spec: { ...minimal, syncPolice: {} },
  }),
});

// Lists in content.
interface Stack {
  readonly name: string;
  readonly parts: readonly { readonly part: string; readonly port: number }[];
  readonly maybe?: readonly { readonly part: string }[];
  readonly names: readonly string[];
}
const stacks = gitFiles<Stack>({ repoURL: 'https://x/y.git', files: [{ path: '*.yaml' }] });
matrix(stacks, (p) => elementsYaml(p.parts, { numbers: { port: true } }));
// @ts-expect-error its numbers are not named
matrix(stacks, (p) => elementsYaml(p.parts));
// @ts-expect-error some files lack it
matrix(stacks, (p) => elementsYaml(p.maybe));
// @ts-expect-error texts are no sets
matrix(stacks, (p) => elementsYaml(p.names));
// @ts-expect-error an object is no list
matrix(list([{ a: { b: 'c' } }]), (p) => elementsYaml(p.a));
// @ts-expect-error a list is no text
matrix(stacks, (p) => clusters({ matchLabels: { part: p.parts } }));

new ApplicationSet(chart, 'parameters of elementsYaml', {
  generators: matrix(stacks, (p) => elementsYaml(p.parts, { numbers: { port: true } })),
  template: (p) => ({
    metadata: {
      name: `${p.name}-${p.part}`,
      labels: {
        port: p.port,
        // @ts-expect-error no element has it
        tier: p.tier,
      },
    },
    spec: minimal,
  }),
});

new ApplicationSet(chart, 'elementsYaml by a type argument, and of data', {
  generators: [
    elementsYaml<{ name: string }>('{{ .key.components | toJson }}'),
    elementsYaml([{ name: 'a', other: 1 }]),
  ],
  template: (p) => ({
    metadata: {
      name: p.name,
      // @ts-expect-error not every generator gives it
      labels: { other: p.other },
    },
    spec: minimal,
  }),
});

new ApplicationSet(chart, 'a parameter as the value of an element', {
  generators: matrix(production, (cluster) => list([{ of: { name: cluster.name } }])),
  template: (p) => ({
    metadata: { name: `a-${p.of.name}`, labels: { of: p.of.name } },
    spec: minimal,
  }),
});
