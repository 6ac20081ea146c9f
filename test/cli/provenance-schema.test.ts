import Ajv from 'ajv';
import fc from 'fast-check';
import { provenance } from '../../lib/cli/statements/provenance';
import { memoryWorld } from '../support/memory-world';
import { SLSA_PROVENANCE } from '../support/slsa';

const ajv = new Ajv({ allErrors: true, strict: false });
const fits = ajv.compile(SLSA_PROVENANCE);
const flaws = (predicate: unknown) => {
  fits(JSON.parse(JSON.stringify(predicate)));
  return (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
const now = Date.UTC(2026, 5, 1);
const file = { path: 'a.yaml', content: Buffer.from('a') };
const of = (env: Record<string, string>, files = [file], locks: Record<string, string> = {}) =>
  provenance('ghcr.io/acme/core', files, memoryWorld(locks, { env, now }));

const GITHUB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_RUN_ID: '42',
};
const GITLAB = {
  GITLAB_CI: 'true',
  CI_PROJECT_URL: 'https://gitlab.com/acme/app',
  CI_RUNNER_ID: '9',
};
const MORE = {
  GITHUB_SERVER_URL: 'https://github.acme.io',
  GITHUB_REPOSITORY_ID: '7',
  GITHUB_REPOSITORY_OWNER_ID: '8',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_SHA: 'c'.repeat(40),
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_WORKFLOW_REF: 'acme/app/.github/workflows/release.yaml@refs/heads/main',
  RUNNER_ENVIRONMENT: 'github-hosted',
  CI_COMMIT_SHA: 'd'.repeat(40),
  CI_COMMIT_TAG: 'v1',
  CI_COMMIT_BRANCH: 'main',
  CI_COMMIT_REF_NAME: 'main',
  CI_JOB_URL: 'https://gitlab.com/acme/app/-/jobs/1',
  CI_CONFIG_PATH: 'ci/build.yml',
  CI_PIPELINE_SOURCE: 'push',
  CI_PROJECT_ID: '3',
};

test.each([
  ['GitHub', GITHUB],
  ['GitLab', GITLAB],
  ['by hand', {}],
])('a provenance of %s is one, whatever else its job is told', (_, base) => {
  fc.assert(
    fc.property(fc.subarray(Object.entries(MORE)), fc.boolean(), fc.nat(3), (more, lock, count) => {
      const files = Array.from({ length: count }, (__, i) => ({ ...file, path: `${i} é.yaml` }));
      const locks: Record<string, string> = lock ? { 'package-lock.json': '{}' } : {};
      expect(flaws(of({ ...Object.fromEntries(more), ...base }, files, locks))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('a provenance of many files names none of them', () => {
  const many = Array.from({ length: 1001 }, (_, i) => ({ ...file, path: `${i}.yaml` }));
  const found = of(GITHUB, many);
  expect(flaws(found)).toEqual([]);
  expect(JSON.stringify(found)).not.toContain('files/');
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON that a test changes at will
type Loose = Record<string, any>;
test.each<[string, (predicate: Loose) => void]>([
  ['/buildDefinition', (p) => delete p['buildDefinition'].buildType],
  ['/buildDefinition', (p) => delete p['buildDefinition'].externalParameters],
  ['/buildDefinition/externalParameters', (p) => (p['buildDefinition'].externalParameters = {})],
  [
    '/buildDefinition/resolvedDependencies/0',
    (p) => (p['buildDefinition'].resolvedDependencies = [{ name: 'x' }]),
  ],
  ['/runDetails/builder', (p) => delete p['runDetails'].builder.id],
  ['/runDetails/builder/id', (p) => (p['runDetails'].builder.id = 'me')],
  ['/runDetails/metadata/finishedOn', (p) => (p['runDetails'].metadata.finishedOn = 'now')],
  ['', (p) => delete p['runDetails']],
])('the check sees a flaw at %j', (path, change) => {
  const predicate = JSON.parse(JSON.stringify(of(GITHUB))) as Loose;
  change(predicate);
  expect(flaws(predicate).some((flaw) => flaw.startsWith(`${path} `))).toBe(true);
});
