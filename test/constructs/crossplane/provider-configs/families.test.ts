import { join } from 'node:path';
import { Chart } from 'cdk8s';
import * as c from '../../../../constructs/crossplane';
import { ResourceGroup } from '../../../../imports/azure/provider';
import { Release } from '../../../../imports/provider-helm';
import { KubernetesObject } from '../../../../imports/provider-kubernetes';
import { Database } from '../../../../imports/provider-sql/postgresql';
import { User } from '../../../../imports/provider-sql/mysql';
import { User as MsUser } from '../../../../imports/provider-sql/mssql';
import { lintApp, testApp } from '../../../../lib/testing';
import { expectGolden } from '../../../support/golden';
import { chartFor, yamlOf } from '../packages/support';

const near = { name: 'keys', key: 'json' };
const secretRef = { ...near, namespace: 'crossplane-system' };
const ids = { subscriptionID: 'sub', tenantID: 'tenant' };
const connectionSecretRef = { name: 'db', namespace: 'databases' };

/** Every class, and every source of credentials at least once. */
function all(chart: Chart): void {
  const webIdentity = { roleARN: 'arn:aws:iam::111122223333:role/crossplane' };
  new c.LegacyProviderConfig(chart, 'aws', { credentials: { source: 'WebIdentity', webIdentity } });

  const azure = new c.AzureClusterProviderConfig(chart, 'azure', {
    credentials: { source: 'Secret', secretRef },
    subscriptionID: 'other',
    environment: 'usgovernment',
    features: { postgreSQLFlexibleServer: { restartServerOnConfigurationValueChange: false } },
  });
  new c.AzureProviderConfig(chart, 'azure-own', {
    credentials: { source: 'Secret', secretRef: near },
  });
  new c.LegacyAzureProviderConfig(chart, 'azure-file', {
    credentials: { source: 'Filesystem', fs: { path: '/keys.json' } },
  });
  new c.LegacyAzureProviderConfig(chart, 'azure-node', {
    credentials: { source: 'SystemAssignedManagedIdentity' },
    ...ids,
    msiEndpoint: 'http://169.254.169.254/metadata/identity/oauth2/token',
  });
  new c.AzureClusterProviderConfig(chart, 'azure-user', {
    credentials: { source: 'UserAssignedManagedIdentity' },
    ...ids,
    clientID: 'client',
  });
  new c.AzureClusterProviderConfig(chart, 'azure-workload', {
    credentials: { source: 'OIDCTokenFile' },
    ...ids,
    clientID: 'client',
    oidcTokenFilePath: '/token',
  });
  new c.AzureClusterProviderConfig(chart, 'azure-upbound', {
    credentials: { source: 'Upbound' },
    ...ids,
    clientID: 'client',
  });
  new ResourceGroup(chart, 'group', {
    spec: { forProvider: { location: 'westeurope' }, providerConfigRef: azure.ref },
  });

  const projectID = 'acme-1';
  new c.GcpClusterProviderConfig(chart, 'gcp', {
    projectID,
    credentials: { source: 'InjectedIdentity' },
    userProjectOverride: true,
    billingProject: 'acme-billing',
  });
  new c.GcpProviderConfig(chart, 'gcp-own', {
    projectID,
    credentials: { source: 'AccessToken', secretRef: near },
  });
  new c.LegacyGcpProviderConfig(chart, 'gcp-as', {
    projectID,
    credentials: {
      source: 'ImpersonateServiceAccount',
      impersonateServiceAccount: { name: 'a@acme-1.iam.gserviceaccount.com' },
    },
  });
  const federation = { providerID: 'projects/1', serviceAccount: 'a@b' };
  new c.LegacyGcpProviderConfig(chart, 'gcp-upbound', {
    projectID,
    credentials: { source: 'Upbound', upbound: { federation } },
  });
  new c.LegacyGcpProviderConfig(chart, 'gcp-env', {
    projectID,
    credentials: { source: 'Environment', env: { name: 'KEY' } },
  });

  const here = new c.KubernetesClusterProviderConfig(chart, 'kubernetes', {
    credentials: { source: 'InjectedIdentity' },
  });
  new c.KubernetesProviderConfig(chart, 'kubernetes-own', {
    credentials: { source: 'Secret', secretRef: near },
    identity: { type: 'GoogleApplicationCredentials', source: 'Secret', secretRef },
  });
  new c.LegacyKubernetesProviderConfig(chart, 'kubernetes-eks', {
    credentials: { source: 'Secret', secretRef },
    identity: { type: 'AWSWebIdentityCredentials', source: 'InjectedIdentity' },
  });
  new KubernetesObject(chart, 'object', {
    spec: {
      forProvider: { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } } },
      providerConfigRef: here.ref,
    },
  });

  new c.HelmClusterProviderConfig(chart, 'helm', {
    credentials: { source: 'Filesystem', fs: { path: '/kubeconfig' } },
  });
  const helm = new c.HelmProviderConfig(chart, 'helm-own', {
    credentials: { source: 'Environment', env: { name: 'KUBECONFIG_TEXT' } },
  });
  new c.LegacyHelmProviderConfig(chart, 'helm-v1', { credentials: { source: 'InjectedIdentity' } });
  new Release(chart, 'release', {
    spec: {
      forProvider: { namespace: 'web', chart: { name: 'podinfo', repository: 'https://a.io' } },
      providerConfigRef: helm.ref,
    },
  });

  new c.PostgreSqlClusterProviderConfig(chart, 'postgresql', {
    credentials: { connectionSecretRef },
    sslMode: 'require',
  });
  const own = new c.PostgreSqlProviderConfig(chart, 'postgresql-own', {
    credentials: { connectionSecretRef: { name: 'db' }, secretKeyMapping: { endpoint: 'host' } },
    defaultDatabase: 'app',
  });
  new c.LegacyPostgreSqlProviderConfig(chart, 'postgresql-v1', {
    credentials: { source: 'PostgreSQLConnectionSecret', connectionSecretRef },
  });
  new Database(chart, 'database', { spec: { forProvider: {}, providerConfigRef: own.ref } });
  const certificate = { secretRef: { name: 'tls', key: 'ca.crt' } };
  const mysql = new c.MySqlProviderConfig(chart, 'mysql-own', {
    credentials: { connectionSecretRef: { name: 'db' } },
    tls: 'custom',
    tlsConfig: { caCert: certificate, clientCert: certificate, clientKey: certificate },
  });
  new c.MySqlClusterProviderConfig(chart, 'mysql', { credentials: { connectionSecretRef } });
  new c.LegacyMySqlProviderConfig(chart, 'mysql-v1', {
    credentials: { connectionSecretRef },
    tls: 'skip-verify',
  });
  new User(chart, 'user', { spec: { forProvider: {}, providerConfigRef: mysql.ref } });
  new c.MsSqlClusterProviderConfig(chart, 'mssql', { credentials: { connectionSecretRef } });
  const mssql = new c.MsSqlProviderConfig(chart, 'mssql-own', {
    credentials: { connectionSecretRef: { name: 'db' } },
  });
  new c.LegacyMsSqlProviderConfig(chart, 'mssql-v1', { credentials: { connectionSecretRef } });
  new MsUser(chart, 'ms-user', { spec: { forProvider: {}, providerConfigRef: mssql.ref } });
}

it('writes every kind and source of every provider', () => {
  const chart = chartFor({}, 'team');
  all(chart);
  expectGolden(join(__dirname, 'golden', 'families.yaml'), yamlOf(chart));
});

it('writes what the API server takes, and managed resources take what refers to it', () => {
  const app = testApp();
  all(new Chart(app, 'chart', { namespace: 'team' }));
  expect(lintApp(app).map(({ pointer, message }) => [pointer, message])).toEqual([]);
});

it.each([
  ['1.20', 'crossplane 1'],
  ['2.3', 'crossplane 2'],
])('writes the cluster-scoped kind for Crossplane %s', (crossplane) => {
  const chart = chartFor({ crossplane }, 'team');
  const { ref, metadata } = new c.LegacyProviderConfig(chart, 'default', {
    credentials: { source: 'IRSA' },
  });
  expect(ref).toEqual({ name: 'default' });
  expect(metadata.toJson()).not.toHaveProperty('namespace');
});
