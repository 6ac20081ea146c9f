import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  expandApplicationSet,
  fileTree,
  type ClusterFacts,
  type ExpandInputs,
  type Globbing,
} from '../../lib/render';

/** What Argo CD 3.5.1's own git generator makes of each ApplicationSet over these files, recorded. */
interface Recorded {
  /** Files by path, and annotations of templates. */
  readonly shared: readonly Readonly<Record<string, string>>[];
  readonly cases: readonly Case[];
}

interface Case {
  readonly title: string;
  /** Index into `shared`. */
  readonly files: number;
  readonly annotations: number;
  readonly globbing?: Globbing;
  readonly clusters?: readonly ClusterFacts[];
  readonly spec: Readonly<Record<string, unknown>>;
  /** Annotations of each. */
  readonly applications?: readonly unknown[];
  /** Argo CD's message, where ours is the same. */
  readonly error?: string;
}

const { shared, cases } = JSON.parse(
  readFileSync(join(__dirname, 'golden', 'traversal.json'), 'utf8'),
) as Recorded;
const url = 'https://x/y.git';
const metadata = { name: 's', namespace: 'argocd' };
const applicationSet = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata };

function expand(spec: object, inputs: Partial<ExpandInputs>) {
  const set = { ...applicationSet, spec: structuredClone(spec) as Record<string, unknown> };
  const { applications, diagnostics } = expandApplicationSet(set, { clusters: [], ...inputs });
  const failures = diagnostics.filter(({ rule }) => rule === 'application-set-fails');
  return { applications, diagnostics, failures: failures.map(({ message }) => message) };
}

test.each(cases)('expands as Argo CD does: $title', (recorded) => {
  const { files, globbing, clusters = [], applications, error } = recorded;
  const repositories = new Map([[url, fileTree(shared[files] ?? {})]]);
  const annotations = shared[recorded.annotations];
  const spec = { ...recorded.spec, template: { ...template, metadata: { annotations } } };
  const got = expand(spec, { clusters, repositories, globbing });
  if (applications) {
    expect(got.failures).toEqual([]);
    expect(got.applications.map((made) => made.metadata.annotations ?? {})).toEqual(applications);
  } else {
    expect(got.applications).toEqual([]);
    expect(got.failures).not.toEqual([]);
    if (error !== undefined) expect(got.failures.join('\n')).toContain(error);
  }
});

const template = {
  metadata: { name: '{{ .path.basenameNormalized }}' },
  spec: { project: 'p', destination: { name: 'in-cluster' } },
};
const setOf = (generator: object) => ({ goTemplate: true, generators: [generator], template });

describe('a repository', () => {
  const git = setOf({ git: { repoURL: url, revision: 'v1', directories: [{ path: 'apps/*' }] } });
  const tree = fileTree({ 'apps/web/x': '' });
  const names = (repositories: ExpandInputs['repositories']) =>
    expand(git, { repositories }).applications.map((made) => made.metadata.name);

  test.each([
    ['its URL', url, ['web']],
    ['its URL in another case, without .git', 'HTTPS://x/y', ['web']],
    ['its URL and revision', `${url}@v1`, ['web']],
    ['its URL and another revision, which does not count', `${url}@v2`, []],
  ])('is found by %s', (_title, key, expected) => {
    expect(names(new Map([[key, tree]]))).toEqual(expected);
  });

  test('is taken at its revision before any', () => {
    const other = fileTree({ 'apps/other/x': '' });
    expect(
      names(
        new Map([
          [url, other],
          [`${url}@v1`, tree],
        ]),
      ),
    ).toEqual(['web']);
  });

  test('that is not given is reported with what to write', () => {
    expect(expand(git, {}).diagnostics).toMatchObject([
      {
        rule: 'application-set-input-missing',
        pointer: '/spec/generators/0/git/repoURL',
        hint: `write repositories: { ${url}: ./its-folder } in the inventory`,
      },
    ]);
  });

  test('is told by the pattern that is malformed', () => {
    const spec = setOf({
      git: { repoURL: url, revision: 'v1', directories: [{ path: '[' }, { path: 'apps/*' }] },
    });
    const { applications, diagnostics } = expand(spec, { repositories: new Map([[url, tree]]) });
    expect(applications).toHaveLength(1);
    expect(diagnostics).toMatchObject([
      {
        rule: 'application-set-input-suspicious',
        severity: 'warning',
        pointer: '/spec/generators/0/git/directories/0/path',
      },
    ]);
  });

  test('is told by the file that is malformed, which freezes the set', () => {
    const spec = setOf({ git: { repoURL: url, revision: 'v1', files: [{ path: '*.yaml' }] } });
    const bad = fileTree({ 'a/good.yaml': 'a: 1', 'b/bad.yaml': 'just text' });
    const { diagnostics } = expand(spec, { repositories: new Map([[url, bad]]) });
    expect(diagnostics).toMatchObject([
      {
        rule: 'application-set-fails',
        message: expect.stringMatching(/^freezes the whole ApplicationSet: .*'b\/bad\.yaml'/),
        hint: 'write b/bad.yaml as a map or a list of maps, or exclude it',
      },
    ]);
  });
});

describe('an OCI artifact', () => {
  const repoURL = 'oci://ghcr.io/acme/apps';
  const tree = fileTree({ 'eu/web/config.yaml': 'size: 3', 'us/web/config.yaml': '' });

  test.each([
    ['its URL', repoURL],
    ['its tag', `${repoURL}:1.0.0`],
    ['its digest', `${repoURL}@1.0.0`],
  ])('gives its folders, found by %s', (_title, key) => {
    const spec = setOf({ oci: { repoURL, revision: '1.0.0', directories: [{ path: '*' }] } });
    const { applications } = expand(spec, { repositories: new Map([[key, tree]]) });
    expect(applications.map((made) => made.metadata.name)).toEqual(['eu', 'us']);
  });

  test.each([
    ['3.5', 0],
    ['3.6', 2],
    ['4.0', 2],
    [undefined, 2],
  ])('is known to Argo CD %s or not, where an earlier one drops the generator', (argocd, count) => {
    const spec = setOf({ oci: { repoURL, revision: '1.0.0', directories: [{ path: '*' }] } });
    const repositories = new Map([[repoURL, tree]]);
    const { applications, diagnostics } = expand(spec, { repositories, argocd });
    expect(applications).toHaveLength(count);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject(
      count > 0
        ? []
        : [
            {
              rule: 'application-set-generator-unknown',
              message: expect.stringContaining('that Argo CD 3.5 knows (oci)'),
              hint: expect.stringContaining('raise the target argocd from 3.5 to 3.6'),
            },
          ],
    );
    const list = { list: { elements: [{ name: 'a' }] } };
    const matrix = setOf({ matrix: { generators: [list, spec.generators[0]] } });
    const nested = expand(matrix, { repositories, argocd });
    expect(nested.applications).toHaveLength(count);
  });

  test('gives its files', () => {
    const files = [{ path: '**/config.yaml' }, { path: 'us/**', exclude: true }];
    const spec = setOf({ oci: { repoURL, revision: '1.0.0', files } });
    const { applications } = expand(spec, { repositories: new Map([[repoURL, tree]]) });
    expect(applications.map((made) => made.metadata.name)).toEqual(['web']);
  });
});
