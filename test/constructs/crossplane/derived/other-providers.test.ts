import { ApiObject, Chart, Testing } from 'cdk8s';
import {
  AzureProviders,
  Composition,
  ConfigurationPackage,
  GcpProviders,
  ManagedResourceActivationPolicy,
  Provider,
  type ProviderProps,
} from '../../../../constructs/crossplane';
import type { ExternalSecret } from '../../../../imports/external-secrets';
import { PostgresDatabase } from '../sample';
import { chartFor, refusal } from '../packages/support';

type Kind = typeof ExternalSecret;

/** A kind of another program's imports. */
const kindOf = (apiVersion: string, kind: string) =>
  ({ GVK: { apiVersion, kind } }) as unknown as Kind;

const NETWORK = kindOf('network.azure.m.upbound.io/v1beta1', 'VirtualNetwork');
const GROUP = kindOf('azure.m.upbound.io/v1beta1', 'ResourceGroup');
const DATABASE = kindOf('sql.gcp.m.upbound.io/v1beta1', 'Database');
const OBJECT = kindOf('kubernetes.m.crossplane.io/v1alpha1', 'Object');
const ZONE = kindOf('zones.dns.acme.io/v1', 'Zone');

function compose(chart: Chart, kinds: readonly Kind[], id = 'composed') {
  return new Composition(chart, id, {
    composite: PostgresDatabase.v1alpha1,
    compose(_, add) {
      kinds.forEach((kind, i) => add(`r${i}`, kind, {}));
      return {};
    },
  });
}

const problems = (chart: Chart) => chart.node.findAll().flatMap(({ node }) => node.validate());
const objects = (chart: Chart) =>
  Testing.synth(chart) as { kind: string; metadata: { name: string }; spec: never }[];
const rolesIn = (chart: Chart) => objects(chart).filter(({ kind }) => kind === 'ClusterRole');

it('installs the packages of Azure and Google Cloud that are composed', () => {
  const chart = chartFor();
  const [azure, gcp] = [new Chart(chart, 'azure'), new Chart(chart, 'gcp')];
  new AzureProviders(azure, 'all', { version: 'v2.5.0', services: ['sql'] });
  new GcpProviders(gcp, 'all', { version: 'v2.4.0', registry: 'registry.acme.io/up' });
  compose(chart, [NETWORK, GROUP, DATABASE]);
  const images = (of: Chart) =>
    objects(of).map(({ spec }) => (spec as { package: string }).package);
  expect(images(azure)).toEqual([
    'xpkg.upbound.io/upbound/provider-family-azure:v2.5.0',
    'xpkg.upbound.io/upbound/provider-azure-sql:v2.5.0',
    'xpkg.upbound.io/upbound/provider-azure-network:v2.5.0',
  ]);
  expect(images(gcp)).toEqual([
    'registry.acme.io/up/provider-family-gcp:v2.4.0',
    'registry.acme.io/up/provider-gcp-sql:v2.4.0',
  ]);
  expect(problems(chart)).toEqual([]);
});

it.each<[string, Kind, string]>([
  ['Azure', NETWORK, 'provider-azure-network: add one, or use AzureProviders'],
  ['Google Cloud', DATABASE, 'provider-gcp-sql: add one, or use GcpProviders'],
  ['Kubernetes', OBJECT, 'provider-kubernetes: add one; one of another name says groups'],
])('tells of a provider for %s that lacks', (_, kind, says) => {
  const chart = chartFor();
  new Provider(chart, 'helm', { package: 'xpkg.acme.io/a/provider-helm:v1.0.0' });
  compose(chart, [kind]);
  expect(problems(chart)).toEqual([expect.stringContaining(says)]);
});

it('takes a provider of this program for one that has whatever lacks', () => {
  const chart = chartFor();
  const made = new ConfigurationPackage(chart.node.root, 'own', {
    repository: 'ghcr.io/acme/own',
    content: (scope) => new Chart(scope, 'c'),
  });
  new Provider(chart, 'own', { package: made.package });
  compose(chart, [NETWORK, GROUP, OBJECT]);
  expect(problems(chart)).toEqual([]);
});

describe('groups that a provider is said to have', () => {
  const dns = (chart: Chart, props: Partial<ProviderProps> = {}) =>
    new Provider(chart, 'dns', {
      package: 'xpkg.acme.io/acme/provider-dns:v1.2.0',
      groups: ['*.dns.acme.io'],
      ...props,
    });

  it.each([
    ['before', true],
    ['after', false],
  ])('give Crossplane the rights, said %s the composition', (_, before) => {
    const chart = chartFor();
    if (before) dns(chart);
    compose(chart, [ZONE, kindOf('cert-manager.io/v1', 'Certificate')]);
    if (!before) dns(chart);
    expect(rolesIn(chart)).toEqual([
      expect.objectContaining({
        rules: [expect.objectContaining({ apiGroups: ['cert-manager.io'] })],
      }),
    ]);
  });

  it('leave no role where nothing else needs one', () => {
    const chart = chartFor();
    compose(chart, [ZONE]);
    expect(rolesIn(chart)).toHaveLength(1);
    dns(chart);
    expect(rolesIn(chart)).toEqual([]);
  });

  it('are those below, and not their parent or others', () => {
    const chart = chartFor();
    dns(chart);
    compose(chart, [ZONE, kindOf('dns.acme.io/v1', 'Root'), kindOf('mydns.acme.io/v1', 'Other')]);
    const groups = rolesIn(chart).flatMap((role) =>
      (role as unknown as { rules: { apiGroups: string[] }[] }).rules.flatMap((r) => r.apiGroups),
    );
    expect(groups).toEqual(['dns.acme.io', 'mydns.acme.io']);
  });

  it('are activated, composed or declared', () => {
    const chart = chartFor();
    dns(chart);
    compose(chart, [ZONE]);
    new ApiObject(chart, 'r', {
      apiVersion: 'records.dns.acme.io/v1',
      kind: 'Record',
      metadata: { name: 'r' },
    });
    new ManagedResourceActivationPolicy(chart, 'default');
    const policy = objects(chart).find(({ kind }) => kind === 'ManagedResourceActivationPolicy');
    expect(policy?.spec).toEqual({
      activate: ['records.records.dns.acme.io', 'zones.zones.dns.acme.io'],
    });
  });

  it('take the place of what the name of the image tells', () => {
    const chart = chartFor();
    new Provider(chart, 'fork', {
      package: 'xpkg.acme.io/acme/azure-fork:v1.0.0',
      groups: ['network.azure.m.upbound.io'],
    });
    new Provider(chart, 'part', {
      package: 'xpkg.acme.io/acme/provider-kubernetes:v1.0.0',
      groups: ['kubernetes.crossplane.io'],
    });
    compose(chart, [NETWORK, OBJECT]);
    expect(problems(chart)).toEqual([
      expect.stringContaining("says groups: ['kubernetes.m.crossplane.io']"),
    ]);
  });

  it.each<[string, readonly string[], string]>([
    ['a version', ['dns.acme.io/v1'], "has the group 'dns.acme.io/v1'"],
    ['everything', ['*'], "has the group '*'"],
    ['nothing', [], "Provider 'dns' has no groups"],
  ])('are refused where they say %s', (_, groups, says) => {
    expect(refusal(() => dns(chartFor(), { groups }))).toContain(says);
  });
});
