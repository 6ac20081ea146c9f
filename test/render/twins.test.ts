import fc from 'fast-check';
import type { Manifest } from '../../lib/core';
import { expandApplicationSet, fileTree, type ClusterFacts } from '../../lib/render';

/** A parameter in both languages: as a tag, and as a Go expression. */
type Parameter = readonly [tag: string, expression: string];

/** A generator, and parameters that each of its sets has. */
interface Source {
  readonly generator: object;
  readonly parameters: readonly Parameter[];
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
const same = (...names: string[]): Parameter[] => names.map((name) => [name, `.${name}`]);
const url = 'https://x/y.git';
const git = { repoURL: url, revision: 'HEAD' };

/** `values` that take one of the parameters, and what reads them. */
const withValues = ({ generator, parameters }: Source, of: string): fc.Arbitrary<Source> =>
  fc.constantFrom(...parameters).map((parameter) => ({
    generator: { [of]: { ...generator, values: { own: parameter } } },
    parameters: [...parameters, ...same('values.own')],
  }));

const clusters = withValues(
  {
    generator: { selector: { matchExpressions: [{ key: 'region', operator: 'Exists' }] } },
    parameters: same('name', 'nameNormalized', 'server', 'project', 'metadata.labels.region'),
  },
  'clusters',
);
const list = words.map((services): Source => ({
  generator: { list: { elements: services.map((service) => ({ service, size: 'x' })) } },
  parameters: same('service', 'size'),
}));
const folder: Parameter[] = [
  ['path', '.path.path'],
  ['path[0]', 'index .path.segments 0'],
  ...same('path.basename', 'path.basenameNormalized'),
];
const directories = withValues(
  { generator: { ...git, directories: [{ path: 'apps/*' }] }, parameters: folder },
  'git',
);
const files = withValues(
  {
    generator: { ...git, files: [{ path: '*/config.yaml' }] },
    parameters: [...folder, ...same('path.filename', 'replicas', 'nested.flag', 'nested.text')],
  },
  'git',
);
const single = fc.oneof(clusters, list, directories, files);
const matrix = fc.tuple(clusters, fc.oneof(list, fc.constant(undefined))).chain(([one, other]) =>
  (other ? fc.constant(other) : directories).map((second): Source => {
    // Both have `values`, and a key with two values is refused without goTemplate.
    const child = JSON.parse(
      JSON.stringify(second.generator).replace('"own"', '"other"'),
    ) as object;
    const parameters = second.parameters.filter(([tag]) => tag !== 'values.own');
    return {
      generator: { matrix: { generators: [one.generator, child] } },
      parameters: [...one.parameters, ...parameters],
    };
  }),
);
const merge = clusters.map(({ generator, parameters }): Source => ({
  generator: {
    merge: {
      mergeKeys: ['name'],
      generators: [generator, { list: { elements: [{ name: 'eu-1', project: 'over' }] } }],
    },
  },
  parameters,
}));
const source = fc.oneof(single, matrix, merge);

const fleet = words.chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({ name: fc.constant(name), region: fc.option(word, { nil: undefined }) }),
    ),
  ),
);
const tree = words.map((names) =>
  fileTree(
    Object.fromEntries(
      names.map((name, i) => [
        `apps/${name}/config.yaml`,
        `replicas: ${i * 700000}\nnested: { flag: ${i % 2 === 0}, text: "${name}" }\n`,
      ]),
    ),
  ),
);

function setOf({ generator, parameters }: Source, goTemplate: boolean): Manifest {
  const write = ([tag, expression]: Parameter) =>
    goTemplate ? `{{ ${expression} }}` : `{{${tag}}}`;
  const written: unknown = JSON.parse(JSON.stringify(generator), (key, value: unknown) =>
    key === 'own' || key === 'other' ? write(value as Parameter) : value,
  );
  const name = parameters.map(write).join('-');
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 's', namespace: 'argocd' },
    spec: {
      goTemplate,
      generators: [written],
      template: {
        metadata: { name, labels: { name } },
        spec: {
          project: 'p',
          source: { repoURL: url, helm: { valuesObject: { [name]: { all: [name] } } } },
          destination: { server: write(parameters[0] as Parameter) },
        },
      },
    },
  };
}

const factsOf = (found: readonly { name: string; region: string | undefined }[]): ClusterFacts[] =>
  found.map(({ name, region }, i) => ({
    name: i === 0 ? 'eu-1' : name,
    server: `https://10.0.0.${i}`,
    labels: (region === undefined ? {} : { region }) as Record<string, string>,
  }));

test('an ApplicationSet and its twin without goTemplate expand to the same Applications', () => {
  fc.assert(
    fc.property(source, fleet, tree, (given, found, files) => {
      const inputs = { clusters: factsOf(found), repositories: new Map([[url, files]]) };
      const go = expandApplicationSet(setOf(given, true), inputs);
      const fast = expandApplicationSet(setOf(given, false), inputs);
      const failures = go.diagnostics.filter(({ rule }) => rule === 'application-set-fails');
      expect(failures).toEqual([]);
      expect(JSON.stringify(go.applications)).not.toMatch(/no value|\{\{/);
      expect(fast.applications).toEqual(go.applications);
    }),
    { numRuns: 300 },
  );
});

test('a set without a selector has as many Applications as clusters and services, times each other', () => {
  fc.assert(
    fc.property(fleet, words, (found, services) => {
      const generators = [
        { clusters: {} },
        { list: { elements: services.map((service) => ({ service })) } },
      ];
      const set = setOf(
        { generator: { matrix: { generators } }, parameters: same('name', 'service') },
        true,
      );
      const { applications } = expandApplicationSet(set, { clusters: factsOf(found) });
      expect(applications).toHaveLength((found.length + 1) * services.length);
    }),
  );
});

test('the same inputs give the same Applications in the same order, whatever the order of clusters', () => {
  fc.assert(
    fc.property(source, fleet, tree, (given, found, files) => {
      const clusters = factsOf(found);
      const repositories = new Map([[url, files]]);
      const forth = expandApplicationSet(setOf(given, true), { clusters, repositories });
      const back = expandApplicationSet(setOf(given, true), {
        clusters: clusters.toReversed(),
        repositories,
      });
      expect(back).toEqual(forth);
    }),
  );
});
