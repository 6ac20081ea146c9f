import { lint } from '../../../lib/cli/commands/lint';
import { readManifestFiles } from '../../../lib/cli/manifest-files';
import { run } from '../../../lib/cli/run';
import { memoryWorld } from '../../support/memory-world';

const config = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;
const sealed = 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: s\n';
const bad = config('bad', 'data:\n  a: 1\n');

async function linted(files: Record<string, string>, ...argv: string[]) {
  const world = memoryWorld(files);
  const code = await run(['lint', ...argv], [lint], world, '0.0.0');
  return { code, out: world.out.join('\n'), err: world.err.join('\n') };
}

describe('what it reads', () => {
  it('is dist by default', async () => {
    expect(await linted({ 'dist/a.yaml': config('a'), 'other/b.yaml': bad })).toEqual({
      code: 0,
      out: 'no findings in 1 object of 1 file',
      err: '',
    });
  });

  it('is every .yaml, .yml and .json below a folder, hidden ones and node_modules left out', async () => {
    const { out } = await linted(
      {
        'x/a.yaml': config('a'),
        'x/b/c.YML': config('c'),
        'x/b/d.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"d"}}',
        'x/.hidden/e.yaml': bad,
        'x/node_modules/p/f.yaml': bad,
        'x/g.txt': bad,
      },
      'x',
    );
    expect(out).toBe('no findings in 3 objects of 3 files');
  });

  it.each([
    ['package.json', '{"name":"x"}'],
    ['values.yaml', 'replicas: 3\n'],
    [
      'kustomization.yaml',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n',
    ],
  ])('passes over %s in a folder', async (name, text) => {
    const { out } = await linted({ 'x/a.yaml': config('a'), [`x/${name}`]: text }, 'x');
    expect(out).toBe('no findings in 1 object of 1 file');
  });

  it('passes over the patches of a kustomization, unless they are named', async () => {
    const files = {
      'x/a.yaml': config('a'),
      'x/p.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: x }\n',
      'x/kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: p.yaml }]\n',
    };
    expect((await linted(files, 'x')).out).toBe('no findings in 1 object of 1 file');
    expect((await linted(files, 'x/p.yaml')).out).toContain('/spec/replicas is');
    const elsewhere = { ...files, 'x/y/kustomization.yaml': 'resources: [../p.yaml]\n' };
    expect((await linted(elsewhere, 'x')).out).toContain('/spec/replicas is');
    const broken = { ...files, 'x/kustomization.yaml': 'patches: [' };
    expect((await linted(broken, 'x')).out).toContain('/spec/replicas is');
  });

  it('passes over the files of a Helm chart', async () => {
    const files = {
      'x/a.yaml': config('a'),
      'x/c/Chart.yaml': 'name: c',
      'x/c/templates/d.yaml': '{{ if }}',
    };
    expect((await linted(files, 'x')).out).toBe('no findings in 1 object of 1 file');
  });

  it('follows links to files, not to folders', () => {
    const { disk } = memoryWorld({ 'x/a.yaml': config('a'), 'y/b.yaml': config('b') });
    const links = [
      { name: 'a.yaml', kind: 'link' as const },
      { name: 'y.yaml', kind: 'link' as const },
    ];
    const linked = {
      ...disk,
      list: () => links,
      kindOf: (path: string) => (path === 'x/y.yaml' ? 'directory' : disk.kindOf(path)),
    };
    expect(readManifestFiles(['x'], linked).files).toEqual(['x/a.yaml']);
  });

  it('judges a file that is named, whatever it holds', async () => {
    const { code, out } = await linted({ 'values.yaml': 'replicas: 3\n' }, 'values.yaml');
    expect([code, out.split('\n')[0]]).toEqual([
      1,
      'values.yaml:1: error: has no apiVersion [not-a-manifest]',
    ]);
  });

  it('is standard input for -', async () => {
    const { code, out } = await linted({ '/dev/stdin': bad }, '-');
    expect([code, out.split('\n')[0]]).toEqual([
      1,
      '-:6: error: ConfigMap bad: /data/a is 1, not a string [schema-violation]',
    ]);
  });

  it('reads a file once that two arguments name', async () => {
    expect((await linted({ 'x/a.yaml': config('a') }, 'x', 'x/a.yaml')).out).toBe(
      'no findings in 1 object of 1 file',
    );
  });

  it('goes on behind a document that cannot be read', async () => {
    const { code, out } = await linted({ 'dist/a.yaml': `a: [\n---\n${bad}` });
    expect(code).toBe(1);
    expect(out).toMatch(/^dist\/a\.yaml:\d: error: .*\[invalid-yaml\]/s);
    expect(out).toContain('dist/a.yaml:8: error: ConfigMap bad: /data/a is 1, not a string');
  });

  it('reads the pipelines of a folder that is the root of a repository', async () => {
    const workflow = 'jobs: { a: { steps: [{ run: kubeconform -ignore-missing-schemas . }] } }';
    const { out } = await linted(
      { 'x/a.yaml': sealed, 'x/.github/workflows/ci.yml': workflow },
      'x',
    );
    expect(out).toContain('x/.github/workflows/ci.yml:1: warning: runs kubeconform');
  });

  it('takes kinds from --crds, and reports nothing of those files', async () => {
    const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.acme.io }
spec:
  group: acme.io
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
  - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: { size: { type: integer } } } } }
`;
    const files = {
      'dist/w.yaml': 'apiVersion: acme.io/v1\nkind: Widget\nmetadata: { name: w }\nsize: big\n',
      'crds/w.yaml': crd,
    };
    const { out } = await linted(files, 'dist', '--crds', 'crds');
    expect(out).toContain("/size is 'big', not an integer");
    expect(out).toContain('1 error in 1 object of 1 file');
  });
});

describe('what it cannot do', () => {
  it.each([
    ['a folder that is not there', ['dits'], "there is no file or folder 'dits'", 'write dist'],
    ['no synth yet', [], "there is no file or folder 'dist'", 'run cdk8s-gitops synth first'],
    ['an empty folder', ['empty'], "found no manifest in 'empty'", 'name a folder with .yaml'],
    [
      'an unknown category',
      ['dist', '--only', 'schema,dirft'],
      "--only has the category 'dirft'",
      'write one of schema, deprecations',
    ],
    ['an unknown format', ['dist', '-o', 'xml'], "--output is 'xml'", 'write one of text, json'],
    [
      'a release that is none',
      ['dist', '--kubernetes', 'latest'],
      "--kubernetes is 'latest'",
      'write a release such as 1.34',
    ],
  ])('is said of %s', async (_, argv, message, hint) => {
    const files = {
      'empty/readme.md': 'x',
      ...(argv.length > 0 ? { 'dist/a.yaml': config('a') } : {}),
    };
    const { code, out, err } = await linted(files, ...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });
});

describe('exit code', () => {
  it.each([
    ['0 without findings', config('a'), [], 0],
    ['1 on an error', bad, [], 1],
    ['0 on warnings', sealed, [], 0],
    ['1 on warnings with --strict', sealed, ['--strict'], 1],
    ['0 on an error of another category', bad, ['--only', 'drift,secrets'], 0],
  ])('is %s', async (_, text, argv, code) => {
    expect((await linted({ 'dist/a.yaml': text }, ...argv)).code).toBe(code);
  });
});

it('checks for the release asked for', async () => {
  const pdb = 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: x }\n';
  const only = ['--only', 'deprecations'];
  expect((await linted({ 'dist/a.yaml': pdb }, ...only, '--kubernetes', 'v1.20.3')).out).toContain(
    'no findings',
  );
  expect((await linted({ 'dist/a.yaml': pdb }, ...only)).out).toContain('removed in v1.25.0');
});
