import type { Chart } from 'cdk8s';
import * as c from '../../../../constructs/crossplane';
import { chartFor, refusal } from '../packages/support';

const secretRef = { name: 'keys', key: 'json', namespace: 'crossplane-system' };
const near = { name: 'keys', key: 'json' };
const ids = { subscriptionID: 'sub', tenantID: 'tenant' };
const connectionSecretRef = { name: 'db', namespace: 'databases' };

/*
 * Each `@ts-expect-error` is a mistake that must not compile: `tsc` fails where one does. What plain
 * JavaScript lets through is refused at run time, with these words.
 */
type Case = [title: string, make: (chart: Chart) => unknown, says: string];
const cases: Case[] = [
  [
    'a Secret without namespace, cluster-scoped',
    (chart) =>
      new c.LegacyProviderConfig(chart, 'a', {
        // @ts-expect-error no namespace
        credentials: { source: 'Secret', secretRef: near },
      }),
    "ProviderConfig 'a' has no namespace in credentials.secretRef; write the namespace of Secret 'keys'",
  ],
  [
    'a Secret of another namespace, which the provider does not read',
    (chart) =>
      new c.AzureProviderConfig(chart, 'a', {
        // @ts-expect-error no namespace is taken
        credentials: { source: 'Secret', secretRef },
      }),
    "names Secret 'keys' in namespace 'crossplane-system', but is read in that of the managed resource; put the Secret into namespace 'team'",
  ],
  [
    'an ID that a managed identity lacks',
    (chart) =>
      // @ts-expect-error clientID is missing
      new c.AzureClusterProviderConfig(chart, 'a', {
        credentials: { source: 'UserAssignedManagedIdentity' },
        ...ids,
      }),
    'has credentials of the source UserAssignedManagedIdentity without clientID; write clientID',
  ],
  [
    "a client for the node's identity",
    (chart) =>
      // @ts-expect-error clientID is not read
      new c.AzureClusterProviderConfig(chart, 'a', {
        credentials: { source: 'SystemAssignedManagedIdentity' },
        ...ids,
        clientID: 'client',
      }),
    'has clientID, of which the source SystemAssignedManagedIdentity takes no notice; remove it',
  ],
  [
    'an endpoint of managed identities beside a Secret',
    (chart) =>
      // @ts-expect-error this source does not read it
      new c.AzureClusterProviderConfig(chart, 'a', {
        credentials: { source: 'Secret', secretRef },
        msiEndpoint: 'http://169.254.169.254',
      }),
    'has msiEndpoint, of which the source Secret takes no notice',
  ],
  [
    'a source that Azure has not',
    (chart) =>
      new c.AzureClusterProviderConfig(chart, 'a', {
        // @ts-expect-error no such source
        credentials: { source: 'InjectedIdentity' },
      }),
    "has credentials of the source 'InjectedIdentity'; write one of Filesystem, OIDCTokenFile, Secret",
  ],
  [
    'a misspelt setting',
    (chart) =>
      new c.AzureClusterProviderConfig(chart, 'a', {
        credentials: { source: 'Secret', secretRef },
        // @ts-expect-error a misspelt field
        subscriptionId: 'sub',
      }),
    "has the field 'subscriptionId', which the provider does not know; write subscriptionID",
  ],
  [
    'a misspelt feature',
    (chart) =>
      new c.AzureClusterProviderConfig(chart, 'a', {
        credentials: { source: 'Secret', secretRef },
        // @ts-expect-error a misspelt field
        features: { postgresqlFlexibleServer: {} },
      }),
    "has the field 'features.postgresqlFlexibleServer', which the provider does not know; write postgreSQLFlexibleServer",
  ],
  [
    'a feature that is no object',
    (chart) =>
      new c.AzureClusterProviderConfig(chart, 'a', {
        credentials: { source: 'Secret', secretRef },
        // @ts-expect-error this is no object
        features: 'all',
      }),
    'has features "all"; write an object with postgreSQLFlexibleServer',
  ],
  [
    'no project',
    (chart) =>
      // @ts-expect-error projectID is missing
      new c.GcpClusterProviderConfig(chart, 'a', { credentials: { source: 'InjectedIdentity' } }),
    'has no projectID; write projectID',
  ],
  [
    'a service account that nobody names',
    (chart) =>
      new c.GcpClusterProviderConfig(chart, 'a', {
        projectID: 'acme',
        // @ts-expect-error no service account
        credentials: { source: 'ImpersonateServiceAccount' },
      }),
    'of the source ImpersonateServiceAccount without impersonateServiceAccount',
  ],
  [
    'a key beside an injected identity',
    (chart) =>
      new c.GcpClusterProviderConfig(chart, 'a', {
        projectID: 'acme',
        // @ts-expect-error no field of this source
        credentials: { source: 'InjectedIdentity', secretRef },
      }),
    'has credentials.secretRef, of which the source InjectedIdentity takes no notice; remove it',
  ],
  [
    'a federation without its service account',
    (chart) =>
      new c.LegacyGcpProviderConfig(chart, 'a', {
        projectID: 'acme',
        // @ts-expect-error no service account
        credentials: { source: 'Upbound', upbound: { federation: { providerID: 'projects/1' } } },
      }),
    'has no credentials.upbound.federation.serviceAccount; write serviceAccount',
  ],
  [
    'a project to bill that is not asked for',
    (chart) =>
      new c.GcpClusterProviderConfig(chart, 'a', {
        projectID: 'acme',
        billingProject: 'billing',
        credentials: { source: 'InjectedIdentity' },
      }),
    'has billingProject without userProjectOverride; write userProjectOverride: true',
  ],
  [
    "an identity for the provider's own cluster",
    (chart) =>
      // @ts-expect-error beside a kubeconfig alone
      new c.KubernetesClusterProviderConfig(chart, 'a', {
        credentials: { source: 'InjectedIdentity' },
        identity: { type: 'AWSWebIdentityCredentials', source: 'InjectedIdentity' },
      }),
    'has identity, of which the source InjectedIdentity takes no notice; remove it',
  ],
  [
    'an identity of an unknown type',
    (chart) =>
      new c.HelmClusterProviderConfig(chart, 'a', {
        credentials: { source: 'Secret', secretRef },
        // @ts-expect-error no such type
        identity: { type: 'AWSWebIdentity', source: 'InjectedIdentity' },
      }),
    "has an identity of the type 'AWSWebIdentity'; write",
  ],
  [
    'a source that the type of identity has not',
    (chart) =>
      new c.HelmClusterProviderConfig(chart, 'a', {
        credentials: { source: 'Secret', secretRef },
        // @ts-expect-error no such source
        identity: { type: 'UpboundTokens', source: 'InjectedIdentity' },
      }),
    "has an identity of the type UpboundTokens with the source 'InjectedIdentity'; write source: 'Environment' or 'Filesystem' or 'Secret'",
  ],
  [
    'a field of another source in an identity',
    (chart) =>
      new c.HelmClusterProviderConfig(chart, 'a', {
        credentials: { source: 'Secret', secretRef },
        identity: {
          type: 'GoogleApplicationCredentials',
          source: 'InjectedIdentity',
          // @ts-expect-error no field of this source
          secretRef,
        },
      }),
    'has identity.secretRef, of which the source InjectedIdentity takes no notice; remove it',
  ],
  [
    'certificates without a word',
    (chart) =>
      // @ts-expect-error tlsConfig is missing
      new c.MySqlClusterProviderConfig(chart, 'a', {
        credentials: { connectionSecretRef },
        tls: 'custom',
      }),
    "has tls: 'custom' without tlsConfig; write tlsConfig",
  ],
  [
    'certificates that are not read',
    (chart) =>
      // @ts-expect-error certificates go with custom alone
      new c.MySqlClusterProviderConfig(chart, 'a', {
        credentials: { connectionSecretRef },
        tlsConfig: {
          caCert: { secretRef },
          clientCert: { secretRef },
          clientKey: { secretRef },
        },
      }),
    "has tlsConfig, which goes with one tls alone; write tls: 'custom'",
  ],
  [
    'the Secret of another engine',
    (chart) =>
      new c.PostgreSqlClusterProviderConfig(chart, 'a', {
        // @ts-expect-error another engine's
        credentials: { source: 'MySQLConnectionSecret', connectionSecretRef },
      }),
    "has credentials of the source 'MySQLConnectionSecret'; write",
  ],
  [
    'a key of the Secret that is misspelt',
    (chart) =>
      new c.MsSqlClusterProviderConfig(chart, 'a', {
        // @ts-expect-error a misspelt field
        credentials: { connectionSecretRef, secretKeyMapping: { user: 'u' } },
      }),
    "has the field 'credentials.secretKeyMapping.user', which the provider does not know; write",
  ],
];

it.each(cases)('refuses %s', (_, make, says) => {
  const found = refusal(() => make(chartFor({}, 'team')));
  expect(found).toMatch(/^PROVIDER_CONFIG_INVALID: (?:Cluster)?ProviderConfig 'a' /);
  expect(found).toContain(says);
});

it('refuses a Secret that is read where the configuration says, when nothing says it', () => {
  const make = () =>
    new c.KubernetesProviderConfig(chartFor(), 'a', {
      credentials: { source: 'Secret', secretRef: near },
    });
  expect(refusal(make)).toContain('and no namespace, and neither has the configuration one');
});
