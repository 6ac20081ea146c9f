import { generateKeyPairSync } from 'node:crypto';
import { attest } from '../../lib/cli/commands/attest';
import { push } from '../../lib/cli/commands/push';
import { verify } from '../../lib/cli/commands/verify';
import { run } from '../../lib/cli/run';
import { parseImage, purlOf } from '../../lib/cli/statements/image';
import { imagesIn } from '../../lib/cli/statements/images';
import { provenance } from '../../lib/cli/statements/provenance';
import { sbom } from '../../lib/cli/statements/sbom';
import { version } from '../../lib/cli/version';
import { memoryWorld } from '../support/memory-world';
import { startRegistry } from '../support/registry';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}` as const;
const file = (path: string, text: string) => ({ path, content: Buffer.from(text) });
const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      initContainers: [{ name: init, image: busybox }]
      containers: [{ name: web, image: 'ghcr.io/acme/web:1.2.3@${digest}' }]
      volumes: [{ name: data, image: { reference: 'quay.io/acme/data:v1' } }]
`;
const files = [
  file('web.yaml', WEB),
  file('job.yaml', WEB.replace('name: web, namespace', 'name: api, namespace')),
  file(
    'provider.json',
    '{"apiVersion":"pkg.crossplane.io/v1","kind":"Provider","metadata":{"name":"aws"},"spec":{"package":"xpkg.upbound.io/acme/aws:v1"}}',
  ),
  file('README.md', 'containers: [{ image: no }]'),
];

describe('images', () => {
  test('are those of pods at any depth, of volumes and of packages, with who uses them', () => {
    expect(imagesIn(files)).toEqual([
      { text: 'busybox', users: ['apps/Deployment shop/api', 'apps/Deployment shop/web'] },
      {
        text: `ghcr.io/acme/web:1.2.3@${digest}`,
        users: ['apps/Deployment shop/api', 'apps/Deployment shop/web'],
      },
      {
        text: 'quay.io/acme/data:v1',
        users: ['apps/Deployment shop/api', 'apps/Deployment shop/web'],
      },
      { text: 'xpkg.upbound.io/acme/aws:v1', users: ['pkg.crossplane.io/Provider aws'] },
    ]);
  });

  test.each<[string, string | undefined]>([
    ['nginx', 'pkg:oci/nginx?repository_url=docker.io/library/nginx'],
    ['acme/web:v1', 'pkg:oci/web?repository_url=docker.io/acme/web&tag=v1'],
    ['localhost/web', 'pkg:oci/web?repository_url=localhost/web'],
    ['host:5000/a/b:v1', 'pkg:oci/b?repository_url=host%3A5000/a/b&tag=v1'],
    [
      `ghcr.io/acme/web@${digest}`,
      `pkg:oci/web@sha256%3A${digest.slice(7)}?repository_url=ghcr.io/acme/web`,
    ],
    ['{{ .image }}', undefined],
    ['Web', undefined],
    ['web:', undefined],
    ['web@sha256:12', undefined],
    ['', undefined],
  ])('%j is %j', (text, purl) => {
    const image = parseImage(text);
    expect(image && purlOf(image)).toBe(purl);
  });
});

test('a list of images is CycloneDX, the same for the same artifact', () => {
  const bom = sbom('ghcr.io/acme/core', digest, files);
  expect(bom).toEqual(sbom('ghcr.io/acme/core', digest, files));
  expect(bom).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:01234567-89ab-8def-a123-456789abcdef',
    metadata: { component: { name: 'ghcr.io/acme/core', version: digest } },
  });
  const components = bom['components'] as Record<string, unknown>[];
  expect(components[1]).toEqual({
    type: 'container',
    'bom-ref': `ghcr.io/acme/web:1.2.3@${digest}`,
    name: 'ghcr.io/acme/web',
    version: '1.2.3',
    hashes: [{ alg: 'SHA-256', content: digest.slice(7) }],
    purl: `pkg:oci/web@sha256%3A${digest.slice(7)}?repository_url=ghcr.io/acme/web&tag=1.2.3`,
    properties: [
      { name: 'cdk8s-gitops:usedBy', value: 'apps/Deployment shop/api' },
      { name: 'cdk8s-gitops:usedBy', value: 'apps/Deployment shop/web' },
    ],
  });
});

describe('a provenance', () => {
  const now = Date.UTC(2026, 5, 1);
  const of = (env: Record<string, string>, extra: Record<string, string> = {}) =>
    provenance('ghcr.io/acme/core', [file('a.yaml', 'a')], memoryWorld(extra, { env, now }));
  const GITHUB = {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_REPOSITORY_ID: '7',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: 'c'.repeat(40),
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_WORKFLOW_REF: 'acme/app/.github/workflows/release.yaml@refs/heads/main',
    RUNNER_ENVIRONMENT: 'github-hosted',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret',
  };
  const A = 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb';

  test('in GitHub Actions names the run, the commit, the lock file and every file', () => {
    expect(of(GITHUB, { 'package-lock.json': 'a' })).toEqual({
      buildDefinition: {
        buildType: 'https://cdk8s-gitops.dev/build/v1',
        externalParameters: {
          artifact: 'ghcr.io/acme/core',
          source: { repository: 'https://github.com/acme/app', ref: 'refs/heads/main' },
          workflow: {
            repository: 'https://github.com/acme/app',
            path: '.github/workflows/release.yaml',
            ref: 'refs/heads/main',
          },
        },
        internalParameters: { event: 'push', repositoryId: '7' },
        resolvedDependencies: [
          {
            uri: 'git+https://github.com/acme/app@refs/heads/main',
            digest: { gitCommit: 'c'.repeat(40) },
          },
          { uri: `pkg:npm/cdk8s-gitops@${version}` },
          { name: 'package-lock.json', digest: { sha256: A } },
          { name: 'files/a.yaml', digest: { sha256: A } },
        ],
      },
      runDetails: {
        builder: {
          id: 'https://github.com/actions/runner/github-hosted',
          version: { 'cdk8s-gitops': version },
        },
        metadata: {
          invocationId: 'https://github.com/acme/app/actions/runs/42/attempts/2',
          finishedOn: '2026-06-01T00:00:00.000Z',
        },
      },
    });
  });

  test('in GitLab names the job, the runner and the tag', () => {
    const found = of({
      GITLAB_CI: 'true',
      CI_PROJECT_URL: 'https://gitlab.com/acme/app',
      CI_COMMIT_SHA: 'd'.repeat(40),
      CI_COMMIT_TAG: 'v1',
      CI_COMMIT_REF_NAME: 'v1',
      CI_JOB_URL: 'https://gitlab.com/acme/app/-/jobs/1',
      CI_RUNNER_ID: '9',
      CI_JOB_TOKEN: 'secret',
    });
    expect(found).toMatchObject({
      buildDefinition: {
        externalParameters: {
          source: { repository: 'https://gitlab.com/acme/app', ref: 'refs/tags/v1' },
          workflow: { path: '.gitlab-ci.yml' },
        },
      },
      runDetails: {
        builder: { id: 'https://gitlab.com/acme/app/-/runners/9' },
        metadata: { invocationId: 'https://gitlab.com/acme/app/-/jobs/1' },
      },
    });
    expect(JSON.stringify([found, of(GITHUB)])).not.toContain('secret');
  });

  test('by hand says so', () => {
    expect(of({})).toMatchObject({
      runDetails: { builder: { id: 'https://cdk8s-gitops.dev/builder/by-hand' } },
    });
  });
});

test('a push states both before its tag, and attest the same afterwards', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const double = await startRegistry();
  const world = memoryWorld({ 'a/web.yaml': WEB, 'k.key': privateKey, 'k.pub': publicKey });
  const cli = (...argv: string[]) => run(argv, [attest, push, verify], world, '0.0.0');
  const target = `oci://${double.host}/acme/core:v1`;
  const flags = ['--path', 'a', '--no-lint', '--sign', '--key', 'k.key'];
  expect(await cli('push', target, ...flags, '--attest', 'sbom,provenance')).toBe(0);
  const puts = double.requests.filter((line) => line.startsWith('PUT') && /manifests/.test(line));
  expect(puts.at(-1)).toBe('PUT /v2/acme/core/manifests/v1');
  for (const type of ['cyclonedx', 'slsaprovenance1']) {
    expect(await cli('verify', target, '--key', 'k.pub', '--type', type)).toBe(0);
  }
  expect(await cli('attest', target, '--sbom', '--provenance', '--key', 'k.key')).toBe(0);
  expect(world.out.at(-1)?.split('\n')).toHaveLength(2);
  expect(await cli('attest', target, '--sbom', '--type', 'spdx', '--key', 'k.key')).toBe(2);
  expect(world.err.join()).toContain('attest takes no --type and --predicate with --sbom');
  await double.close();
});
