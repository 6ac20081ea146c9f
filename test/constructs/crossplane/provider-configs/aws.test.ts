import { join } from 'node:path';
import { Bucket } from '../../../../imports/aws/s3';
import {
  ClusterProviderConfig,
  ProviderConfig,
  type ClusterProviderConfigProps,
} from '../../../../constructs/crossplane';
import { ArgoCdConfig } from '../../../../constructs/argocd';
import { expectGolden } from '../../../support/golden';
import { chartFor, refusal, yamlOf } from '../packages/support';

const roleARN = 'arn:aws-us-gov:iam::111122223333:role/team/crossplane';

it('writes every source of credentials', () => {
  const chart = chartFor({}, 'team');
  const config = new ClusterProviderConfig(chart, 'default', {
    credentials: { source: 'IRSA' },
    assumeRoleChain: [{ roleARN, externalID: 'acme', tags: [{ key: 'a', value: 'b' }] }],
  });
  new ClusterProviderConfig(chart, 'pods', { credentials: { source: 'PodIdentity' } });
  const secretRef = { namespace: 'crossplane-system', name: 'aws', key: 'credentials' };
  new ClusterProviderConfig(chart, 'keys', { credentials: { source: 'Secret', secretRef } });
  new ClusterProviderConfig(chart, 'token', {
    credentials: {
      source: 'WebIdentity',
      webIdentity: { roleARN, tokenConfig: { source: 'Filesystem', fs: { path: '/token' } } },
    },
  });
  new ClusterProviderConfig(chart, 'upbound', {
    credentials: { source: 'Upbound', upbound: { webIdentity: { roleARN } } },
  });
  new ClusterProviderConfig(chart, 'localstack', {
    credentials: { source: 'Secret', secretRef },
    endpoint: { services: ['s3'], url: { type: 'Static', static: 'http://localstack:4566' } },
    s3_use_path_style: true,
    skip_credentials_validation: true,
  });
  const own = new ProviderConfig(chart, 'own', {
    credentials: {
      source: 'WebIdentity',
      webIdentity: {
        roleARN,
        tokenConfig: { source: 'Secret', secretRef: { name: 'token', key: 'jwt' } },
      },
    },
  });
  for (const [id, { ref }] of Object.entries({ config, own })) {
    new Bucket(chart, `bucket-${id}`, {
      metadata: { name: id },
      spec: { forProvider: { region: 'eu-west-1' }, providerConfigRef: ref },
    });
  }
  expectGolden(join(__dirname, 'golden', 'aws.yaml'), yamlOf(chart));
});

it('keeps the records of who uses a configuration out of Argo CD', () => {
  const chart = chartFor();
  new ArgoCdConfig(chart, 'argocd');
  new ClusterProviderConfig(chart, 'default', { credentials: { source: 'IRSA' } });
  new ProviderConfig(chart, 'own', { credentials: { source: 'IRSA' } });
  const text = yamlOf(chart);
  expect(text.match(/- ClusterProviderConfigUsage/g)).toHaveLength(1);
  expect(text).toContain('- EndpointSlice');
});

const credentials = { source: 'IRSA' } as const;
it.each<[string, object, string]>([
  ['no credentials', {}, 'has no credentials; write one of IRSA, PodIdentity'],
  ['an unknown source', { credentials: { source: 'Irsa' } }, "write source: 'IRSA'"],
  [
    'a source that the provider has no code for',
    { credentials: { source: 'None' } },
    "the source 'None'; write one of",
  ],
  [
    'a Secret that is not named',
    { credentials: { source: 'Secret' } },
    'of the source Secret without secretRef; write secretRef',
  ],
  [
    'a Secret beside IRSA',
    { credentials: { ...credentials, secretRef: { name: 'a' } } },
    'credentials.secretRef, of which the source IRSA takes no notice; remove it',
  ],
  [
    'a web identity for a Secret',
    { credentials: { source: 'Secret', webIdentity: {} } },
    'write secretRef in its place',
  ],
  [
    'a web identity without role',
    { credentials: { source: 'WebIdentity', webIdentity: { tokenConfig: {} } } },
    "takes the role '' with a web identity",
  ],
  [
    'a chain of no roles',
    { credentials, assumeRoleChain: [{ roleARN }, { roleARN: 'admin' }] },
    "takes the role 'admin' as step 1 of assumeRoleChain",
  ],
  ['camel case', { credentials, s3UsePathStyle: true }, 'write s3_use_path_style'],
  ['camel case', { credentials, skipRegionValidation: true }, 'write skip_region_validation'],
  ['a misspelt field', { credentials, endpiont: {} }, 'write endpoint'],
  ['a foreign field', { credentials, zzzzzzzz: {} }, 'write one of assumeRoleChain'],
  [
    'an automatic endpoint without partition',
    { credentials, endpoint: { url: { type: 'Auto' } } },
    "without partitionId; write partitionId: 'aws'",
  ],
  [
    'an endpoint that is no URL',
    { credentials, endpoint: { url: { type: 'Static', static: 'localstack' } } },
    "has the endpoint 'localstack'",
  ],
  [
    'a host with a scheme',
    {
      credentials,
      endpoint: { url: { type: 'Dynamic', dynamic: { protocol: 'http', host: 'http://a' } } },
    },
    "has the host 'http://a'",
  ],
])('refuses %s', (_, props, says) => {
  const make = () =>
    new ClusterProviderConfig(chartFor(), 'default', props as ClusterProviderConfigProps);
  const found = refusal(make);
  expect(found).toMatch(/^PROVIDER_CONFIG_INVALID: ClusterProviderConfig 'default' /);
  expect(found).toContain(says);
});
