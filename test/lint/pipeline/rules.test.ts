import { ManifestSet } from '../../../lib/core';
import { lint, readPipeline } from '../../../lib/lint';
import * as schemas from '../../../imports/schemas';
import { application, applicationSet } from '../support/applications';
import { manifestsOf } from '../support/rule-cases';

const RULES = [
  'pushed-repository-not-read',
  'pushed-tag-not-read',
  'pushed-layer-refused',
  'path-not-packed',
  'lint-step-skips-kinds',
];

interface Given {
  /** Lines of the `run` of one step. */
  run: string;
  on?: string;
  env?: string;
  manifests?: string;
  /** Files that hold further objects. */
  files?: string[];
}

function findings({
  run,
  on = "{ push: { tags: ['v*'] } }",
  env = '{}',
  manifests = '',
  files = [],
}: Given) {
  const body = run.split('\n').map((line) => `          ${line}`);
  const text = `on: ${on}\nenv: ${env}\njobs:\n  release:\n    steps:\n      - run: |\n${body.join('\n')}\n`;
  const entries = [
    ...manifestsOf(manifests).map((manifest) => ({
      manifest,
      origin: { file: 'argocd/apps.yaml' },
    })),
    ...files.map((file) => ({
      manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: file } },
      origin: { file },
    })),
  ];
  const pipelines = [readPipeline(text, '.github/workflows/release.yml')];
  return lint(new ManifestSet(entries), { schemas, pipelines })
    .filter(({ rule }) => RULES.includes(rule))
    .map(
      ({ rule, origin, pointer, message }) =>
        `${rule} ${origin.lineOf?.(pointer) ?? ''} ${message}`,
    );
}

const reads = (repository: string, revision: string, path = '.') =>
  application(
    `source: { repoURL: 'oci://${repository}', targetRevision: '${revision}', path: ${path} }`,
  );
const OURS = 'npx cdk8s-gitops push oci://ghcr.io/acme/core';
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('repositories', () => {
  it.each<[string, Given, string[]]>([
    [
      'reports a push that nobody reads beside a source that nobody pushes',
      { run: `true\n${OURS}:v1`, manifests: reads('ghcr.io/acme/web', DIGEST) },
      [
        "pushed-repository-not-read 8 pushes ghcr.io/acme/core, which nothing here reads; Application 'shop' reads ghcr.io/acme/web",
      ],
    ],
    [
      'accepts the repository that is read',
      { run: `${OURS}:v1`, manifests: reads('ghcr.io/acme/core', DIGEST) },
      [],
    ],
    [
      'says nothing of a push for somebody else while every source is pushed',
      {
        run: `${OURS}:v1\noras push ghcr.io/acme/other:v1 folder`,
        manifests: reads('ghcr.io/acme/core', DIGEST),
      },
      [],
    ],
    ['says nothing without a source in a registry', { run: `${OURS}:v1` }, []],
    [
      'takes unknown parts for what may be meant',
      {
        run: 'npx cdk8s-gitops push oci://ghcr.io/${{ github.repository }}:v1',
        manifests: reads('ghcr.io/acme/core', DIGEST),
      },
      [],
    ],
    [
      'compares the parts that are known',
      {
        run: 'npx cdk8s-gitops push oci://ghcr.io/$GITHUB_REPOSITORY_OWNER/deployments/core:v1',
        manifests: reads('ghcr.io/acme/manifests/core', DIGEST),
      },
      [
        "pushed-repository-not-read 7 pushes ghcr.io/${GITHUB_REPOSITORY_OWNER}/deployments/core, which nothing here reads; Application 'shop' reads ghcr.io/acme/manifests/core",
      ],
    ],
    [
      'fills in variables of the workflow',
      {
        run: 'npx cdk8s-gitops push oci://$REGISTRY/core:v1',
        env: '{ REGISTRY: ghcr.io/acme }',
        manifests: reads('ghcr.io/acme/core', DIGEST),
      },
      [],
    ],
    [
      'takes templates of a source for unknown',
      {
        run: `${OURS}:v1`,
        manifests: applicationSet({
          spec: `source: { repoURL: 'oci://ghcr.io/acme/{{service}}', targetRevision: '${DIGEST}', path: . }`,
        }),
      },
      [],
    ],
    [
      'cannot tell where both sides have unknown parts',
      {
        run: 'npx cdk8s-gitops push oci://$HOST/core:v1',
        manifests: applicationSet({
          spec: `source: { repoURL: 'oci://{{host}}/web', targetRevision: '${DIGEST}', path: . }`,
        }),
      },
      [],
    ],
    [
      'knows what Flux reads',
      {
        run: 'flux push artifact oci://ghcr.io/acme/core:v1 --path k8s --source a --revision b',
        manifests:
          '{ apiVersion: source.toolkit.fluxcd.io/v1, kind: OCIRepository, metadata: { name: x }, spec: { interval: 1m, url: oci://ghcr.io/acme/core, ref: { tag: v1 } } }',
      },
      [],
    ],
  ])('%s', (_, given, expected) => expect(findings(given)).toEqual(expected));
});

describe('tags', () => {
  const tagged = (tag: string, revision: string, on?: string): Given => ({
    run: `${OURS}:${tag}`,
    manifests: reads('ghcr.io/acme/core', revision),
    ...(on === undefined ? {} : { on }),
  });
  it.each<[string, Given, string[]]>([
    [
      'reports another tag',
      tagged('v1', 'v2'),
      ["pushed-tag-not-read 7 pushes the tag v1, but Application 'shop' reads v2"],
    ],
    [
      'knows the shape of the tag that starts the job',
      tagged('${{ github.ref_name }}', '2.1.0'),
      ["pushed-tag-not-read 7 pushes the tag v*, but Application 'shop' reads 2.1.0"],
    ],
    [
      'knows it by its other name',
      tagged('${GITHUB_REF#refs/tags/}', '2.1.0'),
      ["pushed-tag-not-read 7 pushes the tag v*, but Application 'shop' reads 2.1.0"],
    ],
    ['accepts a tag of that shape', tagged('$GITHUB_REF_NAME', 'v2.1.0'), []],
    [
      'accepts any tag where branches start the job too',
      tagged('$GITHUB_REF_NAME', '2.1.0', '{ push: {} }'),
      [],
    ],
    [
      'accepts any tag where two events start it',
      tagged('$GITHUB_REF_NAME', '2.1.0', "{ push: { tags: ['v*'] }, workflow_dispatch: {} }"),
      [],
    ],
    [
      'takes no tag for latest',
      { run: OURS, manifests: reads('ghcr.io/acme/core', 'v1') },
      ["pushed-tag-not-read 7 pushes the tag latest, but Application 'shop' reads v1"],
    ],
    ['accepts a digest', tagged('v1', DIGEST), []],
    ['accepts a range, which it cannot judge', tagged('v1', '2.x'), []],
  ])('%s', (_, given, expected) => expect(findings(given)).toEqual(expected));
});

describe('layers', () => {
  const pushed = (run: string): Given => ({ run, manifests: reads('ghcr.io/acme/core', DIGEST) });
  const refused = (text: string) => [expect.stringContaining(`pushed-layer-refused 7 ${text}`)];
  it.each<[string, Given, unknown[]]>([
    [
      "reports Flux's type",
      pushed('flux push artifact oci://ghcr.io/acme/core:v1 --path=.'),
      refused('pushes a layer of type application/vnd.cncf.flux.content.v1.tar+gzip'),
    ],
    [
      'reports a type of its own',
      pushed('oras push ghcr.io/acme/core:v1 a.tgz:application/x-acme'),
      refused('pushes a layer of type application/x-acme'),
    ],
    [
      'reports a bare file',
      pushed('oras push ghcr.io/acme/core:v1 all.yaml'),
      refused('pushes a bare file'),
    ],
    [
      'reports two layers',
      pushed('oras push ghcr.io/acme/core:v1 a b'),
      refused('pushes 2 layers'),
    ],
    ['accepts a folder', pushed('oras push ghcr.io/acme/core:v1 k8s'), []],
    ['accepts ours', pushed(`${OURS}:v1 --path k8s`), []],
    [
      'takes no word of an echo for a push',
      pushed('echo flux push artifact oci://ghcr.io/acme/core:v1'),
      [],
    ],
  ])('%s', (_, given, expected) => expect(findings(given)).toEqual(expected));
});

describe('paths', () => {
  const packed = (path: string, files: string[], run = `${OURS}:v1 --path ./k8s`): Given => ({
    run,
    files,
    manifests: reads('ghcr.io/acme/core', DIGEST, path),
  });
  it.each<[string, Given, string[]]>([
    [
      'reports a folder that is not there',
      packed('./base', ['k8s/web.yaml']),
      [
        "path-not-packed  is './base', which ./k8s, packed by .github/workflows/release.yml:7, does not have",
      ],
    ],
    [
      'reports the packed folder itself',
      packed('k8s', ['k8s/web.yaml']),
      [
        "path-not-packed  is 'k8s', which ./k8s, packed by .github/workflows/release.yml:7, does not have",
      ],
    ],
    ['accepts a folder that is there', packed('./base', ['k8s/base/web.yaml']), []],
    ['accepts the root', packed('.', ['k8s/web.yaml']), []],
    ['accepts the root of everything', packed('k8s', ['k8s/web.yaml'], `${OURS}:v1 --path .`), []],
    ['says nothing where no packed file is known', packed('./base', ['other/web.yaml']), []],
    [
      'says nothing of a folder that only a run knows',
      packed('./base', ['k8s/a.yaml'], `${OURS}:v1 --path $DIR`),
      [],
    ],
  ])('%s', (_, given, expected) => expect(findings(given)).toEqual(expected));
});

describe('lint steps', () => {
  const custom = '{ apiVersion: acme.io/v1, kind: Widget, metadata: { name: x } }';
  it.each<[string, Given, string[]]>([
    [
      'reports missing schemas that are ignored',
      { run: 'kubeconform -ignore-missing-schemas k8s', manifests: custom },
      ['lint-step-skips-kinds 7 runs kubeconform with -ignore-missing-schemas, which skips Widget'],
    ],
    [
      'reports kinds that are skipped by name',
      { run: 'kubeconform -skip Secret,acme.io/v1/Widget k8s' },
      [
        'lint-step-skips-kinds 7 runs kubeconform with -skip Secret,acme.io/v1/Widget, which skips Secret, Widget',
      ],
    ],
    [
      'knows kubeval, and docker run',
      { run: 'docker run garethr/kubeval:latest --ignore-missing-schemas', manifests: custom },
      ['lint-step-skips-kinds 7 runs kubeval with --ignore-missing-schemas, which skips Widget'],
    ],
    [
      'says nothing where no kind is skipped',
      { run: 'kubeconform -ignore-missing-schemas k8s' },
      [],
    ],
    ['accepts a strict run', { run: 'kubeconform -strict k8s', manifests: custom }, []],
  ])('%s', (_, given, expected) => expect(findings(given)).toEqual(expected));
});

it('reads GitLab CI files', () => {
  const text = `
variables: { REPO: ghcr.io/acme/core }
release:
  script:
    - set -e
    - oras push $REPO:$CI_COMMIT_TAG all.yaml
`;
  const set = ManifestSet.of(manifestsOf(reads('ghcr.io/acme/core', DIGEST)));
  const found = lint(set, { schemas, pipelines: [readPipeline(text, '.gitlab-ci.yml')] });
  expect(
    found.filter(({ rule }) => RULES.includes(rule)).map((d) => [d.rule, d.origin.lineOf?.('')]),
  ).toEqual([['pushed-layer-refused', 6]]);
});

it.each(['', 'just text', '[1, 2]', 'jobs: { a: { steps: [null, { run: 5 }] } }', 'a: [', '- b'])(
  'reads %j without steps',
  (text) => expect(readPipeline(text, 'x.yml').steps).toEqual([]),
);
