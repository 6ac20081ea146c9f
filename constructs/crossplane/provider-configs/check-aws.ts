import { isRoleArn } from '../packages/deployment-runtime-config';
import type { AwsSettings } from './aws-settings';
import { checkSettings, SECRET, type Fail, type Loose, type SettingsFacts } from './check';

/** What provider-aws reads. @see https://github.com/crossplane-contrib/provider-upjet-aws/blob/main/internal/clients/provider_config.go */
const FACTS: SettingsFacts = {
  settings: {
    'assumeRoleChain?': true,
    'endpoint?': true,
    'reconciliationPolicy?': true,
    's3_use_path_style?': true,
    'skip_credentials_validation?': true,
    'skip_metadata_api_check?': true,
    'skip_region_validation?': true,
    'skip_requesting_account_id?': true,
  },
  sources: {
    IRSA: { credentials: {} },
    PodIdentity: { credentials: {} },
    Secret: { credentials: { secretRef: SECRET } },
    Upbound: { credentials: { upbound: true } },
    WebIdentity: { credentials: { webIdentity: true } },
  },
};

/**
 * Settings, credentials, roles and endpoint of provider-aws.
 *
 * @throws what `fail` makes.
 */
export function checkAws(spec: Loose, fail: Fail): void {
  checkSettings(spec, FACTS, fail);
  const { assumeRoleChain, endpoint } = spec as AwsSettings;
  checkWebIdentity(spec['credentials'] as Loose, fail);
  assumeRoleChain?.forEach(({ roleARN }, i) => {
    if (isRoleArn(roleARN)) return;
    throw fail(
      `takes the role '${roleARN}' as step ${i} of assumeRoleChain`,
      'write its ARN: arn:aws:iam::111122223333:role/crossplane',
    );
  });
  checkEndpoint(endpoint, fail);
}

function checkWebIdentity(credentials: Loose, fail: Fail): void {
  const { source } = credentials;
  if (source !== 'Upbound' && source !== 'WebIdentity') return;
  const { webIdentity } = (source === 'Upbound' ? credentials['upbound'] : credentials) as {
    readonly webIdentity?: Loose;
  };
  if (isRoleArn(webIdentity?.['roleARN'])) return;
  throw fail(
    `takes the role '${String(webIdentity?.['roleARN'] ?? '')}' with a web identity`,
    'write webIdentity: { roleARN: … } with the ARN of the role',
  );
}

function checkEndpoint(endpoint: AwsSettings['endpoint'], fail: Fail): void {
  if (!endpoint) return;
  const { url, partitionId } = endpoint;
  if (url.type === 'Auto' && !partitionId) {
    throw fail("has an endpoint of type 'Auto' without partitionId", "write partitionId: 'aws'");
  }
  if (url.type === 'Static' && !/^https?:\/\//.test(url.static)) {
    throw fail(
      `has the endpoint '${url.static}'`,
      'write a URL: http://localstack.localstack:4566',
    );
  }
  if (url.type === 'Dynamic' && /[:/]{2}/.test(url.dynamic.host)) {
    throw fail(
      `has the host '${url.dynamic.host}' in its endpoint`,
      'write the host alone, e.g. amazonaws.com; the service and region come in front',
    );
  }
}
