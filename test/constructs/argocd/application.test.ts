import { join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import { Application, AppProject, RepositorySecret } from '../../../constructs/argocd';
import { ClusterSecretStore } from '../../../constructs/external-secrets';
import { expectGolden } from '../../support/golden';
import { deployable, scaled, sourceOf } from './support/deployable';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);
const destination = { server: 'https://eu-1', namespace: 'web' };

it('adds to an Application what its content needs', () => {
  const scope = chart();
  const core = deployable({ rules: [scaled('web')], version: '2.1.0' });
  const platform = deployable({ repoURL: 'oci://ghcr.io/acme/platform', version: '1.0.0' });
  new Application(scope, 'one', {
    project: 'web',
    source: sourceOf(core),
    destination,
    ignoreDifferences: [{ group: 'apps', kind: 'Deployment', name: 'web', jsonPointers: ['/a'] }],
    info: [{ name: 'Owner', value: 'core' }],
    syncPolicy: { automated: { selfHeal: true }, syncOptions: ['CreateNamespace=true'] },
  });
  new Application(scope, 'two', {
    name: 'both',
    metadata: { labels: { team: 'core' } },
    project: 'web',
    sources: [sourceOf(core), sourceOf(platform)],
    destination: { name: 'eu-1' },
  });
  expectGolden(golden('application'), Yaml.stringify(...scope.toJson()));
});

it('adds nothing to an Application whose source is written by hand', () => {
  const scope = chart();
  const source = { repoURL: 'oci://ghcr.io/acme/core', path: '.', targetRevision: '2.1.0' };
  const spec = { project: 'web', source, destination };
  new Application(scope, 'plain', spec);
  expect(scope.toJson()[0]).toMatchObject({ metadata: { name: 'plain' } });
  expect(scope.toJson()[0].spec).toEqual(spec);
  expect(scope.toJson()[0].metadata.labels).toBeUndefined();
});

it('asks the content when it is synthesized, not before', () => {
  const scope = chart();
  const rules = [scaled('web')];
  new Application(scope, 'lazy', {
    project: 'p',
    source: sourceOf(deployable({ rules })),
    destination,
  });
  rules.push(scaled('api'));
  expect(scope.toJson()[0].spec.ignoreDifferences).toEqual([scaled('web'), scaled('api')]);
});

it("keeps what the user says about ignored fields, labels and the artifact's version", () => {
  const scope = chart();
  new Application(scope, 'own', {
    metadata: { labels: { 'app.kubernetes.io/version': 'mine' } },
    project: 'web',
    source: sourceOf(deployable({ rules: [scaled('web')], version: '2.1.0' })),
    destination,
    info: [{ name: 'core-stack version', value: 'mine' }],
    syncPolicy: { syncOptions: ['RespectIgnoreDifferences=false'] },
  });
  expect(scope.toJson()[0]).toMatchObject({
    metadata: { labels: { 'app.kubernetes.io/version': 'mine' } },
    spec: {
      info: [{ name: 'core-stack version', value: 'mine' }],
      syncPolicy: { syncOptions: ['RespectIgnoreDifferences=false'] },
    },
  });
});

it('leaves out a version that is no label value, and shows it in info all the same', () => {
  const scope = chart();
  const source = sourceOf(deployable({ version: '2.1.0+build.5' }));
  new Application(scope, 'build', { project: 'web', source, destination });
  expect(scope.toJson()[0].metadata.labels).toBeUndefined();
  expect(scope.toJson()[0].spec.info).toEqual([
    { name: 'core-stack version', value: '2.1.0+build.5' },
  ]);
});

it('tells Argo CD the type of a repository, and keeps credentials out of YAML', () => {
  const scope = chart();
  const store = ClusterSecretStore.awsSecretsManager(scope, 'aws', {
    region: 'eu-west-1',
    namespaces: ['argocd'],
  });
  new RepositorySecret(scope, 'public', { url: 'oci://ghcr.io/acme/core', project: 'web' });
  new RepositorySecret(scope, 'ghcr', {
    url: 'oci://ghcr.io/acme',
    use: 'repo-creds',
    credentials: {
      store,
      username: { key: 'argocd/ghcr', property: 'username' },
      password: { key: 'argocd/ghcr', property: 'password' },
    },
  });
  const [, ...secrets] = scope.toJson();
  expectGolden(golden('repository'), Yaml.stringify(...secrets));
});

it.each([
  { title: 'an OCI type without the scheme', url: 'ghcr.io/acme/core', type: 'oci' },
  { title: 'git behind oci://', url: 'oci://ghcr.io/acme/core', type: 'git' },
  { title: 'helm behind oci://', url: 'oci://ghcr.io/acme/charts', type: 'helm' },
] as const)('refuses $title', ({ url, type }) => {
  expect(() => new RepositorySecret(chart(), 'x', { url, type })).toThrow(
    expect.objectContaining({ code: 'ARGOCD_REPOSITORY_URL' }),
  );
});

it('refuses a project default that allows anything', () => {
  expect(() => new AppProject(chart(), 'default', { sourceRepos: ['*'] })).toThrow(
    expect.objectContaining({ code: 'ARGOCD_PROJECT_DEFAULT' }),
  );
  expect(new AppProject(chart(), 'default', {}).toJson().spec).toEqual({});
});
