import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { attachProgram } from '../../../../constructs/artifact/program';
import { readRecord } from '../../../../constructs/artifact/record';
import {
  Composition,
  CompositeResourceDefinition,
  Configuration,
  ConfigurationPackage,
  Function as CompositionFunction,
  Provider,
  step,
  type ConfigurationPackageProps,
} from '../../../../constructs/crossplane';
import { synthesize } from '../../../../constructs/synthesize';
import { ExternalSecret } from '../../../../imports/external-secrets';
import * as rds from '../../../../imports/aws/rds';
import { readLayout, unpack } from '../../../../lib/oci';
import { EVERYTHING_AT_HEAD } from '../../../../lib/releases';
import { expectGolden } from '../../../support/golden';
import { memoryWorld } from '../../../support/memory-world';
import { PostgresDatabase } from '../sample';
import { refusal } from './support';

const forProvider = { region: 'eu-west-1', instanceClass: 'db.t4g.medium' };

function content(scope: Construct): void {
  const chart = new Chart(scope, 'postgres');
  new CompositeResourceDefinition(chart, 'definition', {
    composite: PostgresDatabase,
    defaultComposition: 'postgres-aws',
  });
  new Composition(chart, 'postgres-aws', {
    composite: PostgresDatabase.v1alpha1,
    compose(_, add) {
      add('instance', rds.Instance, { spec: { forProvider } });
      add('secret', ExternalSecret, {});
      return {};
    },
  });
}

/** Synthesizes an app with the package, and whatever else `fill` makes. */
function synth(
  props: Partial<ConfigurationPackageProps> = {},
  fill: (app: App, made: ConfigurationPackage) => void = () => undefined,
) {
  const world = memoryWorld();
  const app = new App({ outdir: 'dist' });
  attachProgram(app, { disk: world.disk, releases: EVERYTHING_AT_HEAD, sortKeys: true });
  const made = new ConfigurationPackage(app, 'platform', {
    repository: 'ghcr.io/acme/platform',
    content,
    ...props,
  });
  fill(app, made);
  synthesize(app, { disk: world.disk, cwd: world.cwd, program: 'main.ts' });
  const stored = readLayout(world.disk, '.gitops/oci', 'platform');
  const [file] = unpack(stored);
  const text = (path: string) => world.files.get(`/work/dist/${path}`)?.toString() ?? '';
  return { world, digest: stored.digest, stream: file?.content.toString() ?? '', text };
}

it('is packed with what it depends on, written, and recorded', () => {
  const { world, digest, stream, text } = synth({
    annotations: { 'meta.crossplane.io/maintainer': 'Platform team' },
  });
  expectGolden(join(__dirname, 'golden', 'package.yaml'), stream);
  expect(readRecord(world.disk)?.artifacts).toEqual([
    expect.objectContaining({
      name: 'platform',
      repository: 'ghcr.io/acme/platform',
      digest,
      drift: [],
    }),
  ]);
  expect(text('platform/postgres.k8s.yaml')).toContain('kind: Composition\n');
  expect([...world.files.keys()].filter((path) => path.startsWith('/work/dist'))).toHaveLength(1);
});

it('has its examples in a layer of their own, and in a folder', () => {
  const examples = (scope: Construct) =>
    new PostgresDatabase.v1alpha1(new Chart(scope, 'small', { namespace: 'team' }), 'orders', {
      spec: { size: 'small', region: 'eu-west-1', backup: {} },
    });
  const { world, digest, text, stream } = synth({ examples });
  expect(digest).not.toBe(synth().digest);
  expect(stream).toBe(synth().stream);
  expect(text('platform/examples/small.k8s.yaml')).toContain('kind: PostgresDatabase\n');
  const { config, more: [layer] = [] } = readLayout(world.disk, '.gitops/oci', 'platform');
  const [file] = layer ? unpack({ config, layer }) : [];
  expect(file?.content.toString()).toContain('kind: PostgresDatabase\n');
});

it('is installed by its digest, with the rights that it cannot carry', () => {
  const { digest, text } = synth({}, (app, made) => {
    const chart = new Chart(app, 'cluster');
    new Configuration(chart, 'platform', { package: made.package });
    made.rights(chart);
  });
  const cluster = text('cluster.k8s.yaml');
  expect(cluster).toContain(`package: ghcr.io/acme/platform@${digest}`);
  expect(cluster).toContain('name: crossplane-compose-postgres-aws');
  expect(cluster).toContain('- externalsecrets');
});

it('depends on what the program installs, in at least that version', () => {
  const { stream } = synth({}, (app) => {
    const chart = new Chart(app, 'cluster');
    new CompositionFunction(chart, 'crossplane-contrib-function-auto-ready', {
      package: 'registry.acme.io/mirror/function-auto-ready:v0.8.0',
    });
    new Provider(chart, 'rds', { package: 'registry.acme.io/mirror/provider-aws-rds:v2.6.1' });
  });
  expect(stream).toContain(
    'package: registry.acme.io/mirror/function-auto-ready\n      version: ">=v0.8.0"',
  );
  expect(stream).toContain(
    'package: registry.acme.io/mirror/provider-aws-rds\n      version: ">=v2.6.1"',
  );
});

it('takes the word of who names a dependency', () => {
  const { stream } = synth({
    crossplane: '>=v2.3.0',
    dependsOn: [
      { kind: 'Provider', package: 'xpkg.acme.io/aws/provider-aws-rds', version: '~v2.5' },
      { kind: 'Configuration', package: 'xpkg.acme.io/network', version: '>=v1.0.0' },
      {
        kind: 'Function',
        package: 'xpkg.acme.io/crossplane-contrib/function-auto-ready',
        version: '>=v0.9.0',
      },
    ],
  });
  expect(stream).toContain('version: ">=v2.3.0"');
  expect(stream).not.toContain('xpkg.upbound.io');
  expect(stream.match(/function-auto-ready\n/g)).toHaveLength(2);
  expect(stream).toContain('kind: Configuration\n      package: xpkg.acme.io/network');
});

it('knows a function by the last part of a package too', () => {
  const { stream } = synth({
    content: (scope) => composing(scope, 'function-own', 'v1'),
    dependsOn: [
      { kind: 'Function', package: 'xpkg.acme.io/acme/function-own', version: '>=v0.1.0' },
    ],
  });
  expect(stream.match(/package: xpkg.acme.io\/acme\/function-own\n/g)).toHaveLength(1);
});

it.each([
  ['network.azure.m.upbound.io/v1', 'upbound/provider-azure-network', '>=v2.0.0'],
  ['kubernetes.m.crossplane.io/v1alpha1', 'crossplane-contrib/provider-kubernetes', '>=v1.0.0'],
  ['kubernetes.crossplane.io/v1alpha2', 'crossplane-contrib/provider-kubernetes', '>=v0.1.0'],
])('what is composed of %s depends on %s', (apiVersion, name, version) => {
  const content = (scope: Construct) => composing(scope, 'function-sequencer', apiVersion);
  expect(synth({ content }).stream).toContain(
    `kind: Provider\n      package: xpkg.upbound.io/${name}\n      version: "${version}"`,
  );
});

it('depends on the provider that says it has the group', () => {
  const { stream } = synth(
    { content: (scope) => composing(scope, 'function-sequencer', 'zones.dns.acme.io/v1') },
    (app) => {
      const chart = new Chart(app, 'cluster');
      const groups = ['*.dns.acme.io'];
      new Provider(chart, 'dns', { package: 'xpkg.acme.io/acme/provider-dns:v1.2.0', groups });
    },
  );
  expect(stream).toContain('package: xpkg.acme.io/acme/provider-dns\n      version: ">=v1.2.0"');
});

/** A composition with a step of a function, or a kind, that nobody knows. */
function composing(scope: Construct, functionName: string, apiVersion: string) {
  const kind = { GVK: { apiVersion, kind: 'Widget' } } as unknown as typeof ExternalSecret;
  new Composition(new Chart(scope, 'c'), 'c', {
    composite: PostgresDatabase.v1alpha1,
    before: [step('own', { function: functionName })],
    compose(_, add) {
      add('x', kind, {});
      return {};
    },
  });
}

it.each<[string, Partial<ConfigurationPackageProps>, string]>([
  [
    'a kind that no package carries',
    {
      content(scope) {
        const metadata = { name: 'x' };
        new ApiObject(new Chart(scope, 'c'), 'o', { apiVersion: 'v1', kind: 'Secret', metadata });
      },
    },
    "c.k8s.yaml:1: Secret 'x' is a Secret of v1, and a Configuration package carries",
  ],
  ['a constraint that is none', { crossplane: 'two' }, "spec.crossplane.version is 'two'"],
  [
    'a dependency that is none',
    { dependsOn: [{ kind: 'Function', package: 'a', version: 'b' }] },
    "has 'a' without registry",
  ],
  [
    'a provider that nobody knows',
    { content: (scope) => composing(scope, 'function-sequencer', 'repo.github.upbound.io/v1') },
    "PACKAGE_DEPENDENCY_UNKNOWN: ConfigurationPackage 'platform' uses the provider of repo.github.upbound.io",
  ],
  [
    'a function that nobody knows',
    { content: (scope) => composing(scope, 'function-own', 'v1') },
    "uses the function 'function-own', and nothing says which package that is; write dependsOn: [{ kind: 'Function'",
  ],
  ['a repository with a tag', { repository: 'ghcr.io/acme/platform:v1' }, 'leave out the tag'],
])('refuses %s', (_, props, says) => {
  expect(refusal(() => synth(props))).toContain(says);
});

it('takes providers that it does not know where some are named', () => {
  const dependsOn = [
    { kind: 'Provider', package: 'xpkg.upbound.io/coop/provider-github', version: '>=v1.0.0' },
  ] as const;
  const made = synth({
    dependsOn,
    content: (scope) => composing(scope, 'function-sequencer', 'repo.github.upbound.io/v1'),
  });
  expect(made.stream).toContain('provider-github');
});

it('a Configuration brings functions that nobody sees; without one they must be installed', () => {
  const fill = (configured: boolean) => (app: App) => {
    const chart = new Chart(app, 'cluster');
    content(new Chart(app, 'plain'));
    const [autoReady, platform] = ['a.io/b/function-auto-ready:v1', 'a.io/b/network:v1'];
    new CompositionFunction(chart, 'function-auto-ready', { package: autoReady });
    if (configured) new Configuration(chart, 'network', { package: platform });
  };
  expect(refusal(() => synth({}, fill(true)))).toBe('accepted');
  const found = refusal(() => synth({}, fill(false)));
  expect(found).toContain("/functionRef/name is 'function-patch-and-transform', and no Function");
  expect(found).not.toContain('[platform/');
});
