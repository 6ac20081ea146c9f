import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandApplicationSet, type ClusterFacts, type ExpandInputs } from '../../lib/render';

/** What Argo CD 3.5.1's own generators make of each ApplicationSet with these answers, recorded. */
interface Recorded {
  /** Answers, and annotations of templates. */
  readonly shared: readonly unknown[];
  readonly cases: readonly Case[];
}

interface Case {
  readonly title: string;
  /** Indexes into `shared`. */
  readonly annotations: number;
  readonly scm?: number;
  readonly pulls?: number;
  readonly plugin?: number;
  readonly decisions?: number;
  readonly clusters?: readonly ClusterFacts[];
  readonly spec: Readonly<Record<string, unknown>>;
  /** Annotations of each. */
  readonly applications?: readonly unknown[];
  /** Argo CD's message, where ours is the same. */
  readonly error?: string;
}

const { shared, cases } = JSON.parse(
  readFileSync(join(__dirname, 'golden', 'answers.json'), 'utf8'),
) as Recorded;
const metadata = { name: 's', namespace: 'argocd' };
const applicationSet = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata };
const template = { spec: { project: 'p', destination: { name: 'in-cluster' } } };

function expand(spec: object, inputs: Partial<ExpandInputs>) {
  const set = { ...applicationSet, spec: structuredClone(spec) as Record<string, unknown> };
  return expandApplicationSet(set, { clusters: [], ...inputs });
}

test.each(cases)('expands as Argo CD does: $title', (recorded) => {
  const { clusters = [], applications, error } = recorded;
  const at = (index: number | undefined) =>
    (index === undefined ? undefined : shared[index]) as never;
  const annotations = shared[recorded.annotations];
  const got = expand(
    { ...recorded.spec, template: { ...template, metadata: { annotations } } },
    {
      clusters,
      scm: { 'github/acme': at(recorded.scm) },
      pullRequests: { 'github/acme/web': at(recorded.pulls) },
      plugins: { p: at(recorded.plugin) },
      decisions: { d: at(recorded.decisions) },
    },
  );
  const failures = got.diagnostics.filter(({ rule }) => rule === 'application-set-fails');
  if (applications) {
    expect(failures).toEqual([]);
    expect(got.applications.map((made) => made.metadata.annotations ?? {})).toEqual(applications);
  } else {
    expect(got.applications).toEqual([]);
    expect(failures).not.toEqual([]);
    if (error !== undefined) expect(failures[0]?.message).toContain(error);
  }
});

describe('an answer that is not recorded', () => {
  const setOf = (generator: object) => ({
    goTemplate: true,
    generators: [generator],
    template: { ...template, metadata: { name: 'a' } },
  });
  const branch = { repository: 'web', url: 'u', branch: 'main', sha: 'a' };

  test.each<[string, object, Partial<ExpandInputs>, string]>([
    [
      'of a host names the key to write',
      { scmProvider: { gitlab: { group: 'acme/core' } } },
      {},
      'record it in the inventory: scm: { gitlab/acme/core: … }',
    ],
    [
      'of Azure names organization and project',
      { scmProvider: { azureDevOps: { organization: 'acme', teamProject: 'core' } } },
      {},
      'record it in the inventory: scm: { azureDevOps/acme/core: … }',
    ],
    [
      'of a repository may be misspelt',
      { pullRequest: { gitea: { owner: 'acme', repo: 'web' } } },
      { pullRequests: { 'gitea/acme/wbe': [] } },
      "write 'gitea/acme/web' instead of 'gitea/acme/wbe' below pullRequests in the inventory",
    ],
    [
      'of a plugin names its ConfigMap',
      { plugin: { configMapRef: { name: 'p' } } },
      {},
      'record it in the inventory: plugins: { p: … }',
    ],
    [
      'of a plugin to this input is asked for',
      { plugin: { configMapRef: { name: 'p' }, input: { parameters: { a: 1 } } } },
      { plugins: { p: { answers: [{ input: { a: 2 }, parameters: [] }] } } },
      'record it in the inventory: plugins: { p: { answers: [{ input: …, parameters: [] }] } }',
    ],
    [
      'of decisions names the ConfigMap',
      { clusterDecisionResource: { configMapRef: 'd', name: 'x' } },
      {},
      'record it in the inventory: decisions: { d: … }',
    ],
    [
      'about files is asked for where a filter needs it',
      { scmProvider: { github: { organization: 'a' }, filters: [{ pathsExist: ['x'] }] } },
      { scm: { 'github/a': [branch] } },
      'record its files in the inventory: paths: [x]',
    ],
    [
      'as a slug of letters that are not Latin is told',
      { pullRequest: { github: { owner: 'a', repo: 'b' } } },
      {
        pullRequests: {
          'github/a/b': [
            { number: 1, title: '', branch: '日本', target_branch: 'm', head_sha: 'a', author: '' },
          ],
        },
      },
      'name the branch in Latin letters, or use {{ normalize .branch }}',
    ],
  ])('%s', (_title, generator, inputs, hint) => {
    expect(expand(setOf(generator), inputs).diagnostics).toMatchObject([
      { rule: 'application-set-input-missing', severity: 'error', hint },
    ]);
  });

  test('is filtered by all filters as one group, where a matrix has filled them in', () => {
    const filters = [{ repositoryMatch: '^none$' }, { branchMatch: '^main$' }];
    const scmProvider = { github: { organization: 'a' }, filters };
    const elements = [{ any: 'x' }];
    const scm = { 'github/a': [branch] };
    expect(expand(setOf({ scmProvider }), { scm }).applications).toHaveLength(0);
    const matrix = { generators: [{ list: { elements } }, { scmProvider }] };
    expect(expand(setOf({ matrix }), { scm }).applications).toHaveLength(1);
  });

  test('of decisions is refused by name, and by nothing, where a matrix has filled it in', () => {
    const resources = [{ metadata: { name: 'x' }, status: { clusters: [{ c: 'in-cluster' }] } }];
    const decisions = { d: { matchKey: 'c', resources } };
    const named = { clusterDecisionResource: { configMapRef: 'd', name: 'x' } };
    const second = (generator: object) =>
      setOf({ matrix: { generators: [{ list: { elements: [{ any: 'x' }] } }, generator] } });
    expect(expand(setOf(named), { decisions }).applications).toHaveLength(1);
    for (const generator of [named, { clusterDecisionResource: { configMapRef: 'd' } }]) {
      expect(expand(second(generator), { decisions }).diagnostics).toMatchObject([
        { rule: 'application-set-fails' },
      ]);
    }
  });

  test('of a list that is nothing is refused as written, and no parameters where a matrix has filled it in', () => {
    const nothing = { list: { elements: [null] } };
    expect(expand(setOf(nothing), {}).diagnostics).toMatchObject([
      { rule: 'application-set-fails' },
    ]);
    const matrix = { generators: [{ list: { elements: [{ any: 'x' }] } }, nothing] };
    expect(expand(setOf({ matrix }), {}).applications).toHaveLength(1);
  });

  test('of a plugin tells an input that is empty from none', () => {
    const text = {
      goTemplate: true,
      template: { ...template, metadata: { name: '{{ toJson .generator }}' } },
    };
    const plugin = (input: object) => ({ plugin: { configMapRef: { name: 'p' }, ...input } });
    const named = (generator: object) =>
      expand({ ...text, generators: [generator] }, { plugins: { p: [{}] } }).applications[0]
        ?.metadata.name;
    expect(named(plugin({}))).toBe('{"input":{"parameters":null}}');
    expect(named(plugin({ input: { parameters: {} } }))).toBe('{"input":{"parameters":{}}}');
  });

  test('is chosen by the input that a plugin was asked', () => {
    const plugins = {
      p: { answers: [{ input: { a: 1 }, parameters: [{ x: 1 }, { x: 2 }] }] },
    };
    const plugin = { configMapRef: { name: 'p' }, input: { parameters: { a: 1 } } };
    expect(expand(setOf({ plugin }), { plugins }).applications).toHaveLength(2);
  });

  test('is filtered by the labels that a host would filter by', () => {
    const pull = { number: 1, title: '', branch: 'b', target_branch: 'm', head_sha: 'a' };
    const pullRequests = {
      'github/a/b': [
        { ...pull, author: '', labels: ['preview', 'x'] },
        { ...pull, author: '', labels: ['x'] },
      ],
    };
    const github = { owner: 'a', repo: 'b', labels: ['preview'] };
    const { applications } = expand(setOf({ pullRequest: { github } }), { pullRequests });
    expect(applications).toHaveLength(1);
  });
});
