import { nearest } from '../../../lib/core';
import type { AwsCredentials, AwsSettings, LocalAwsCredentials } from './aws-settings';
import { isRoleArn } from './deployment-runtime-config';
import { PackageError } from './errors';

const SETTINGS = [
  'assumeRoleChain',
  'credentials',
  'endpoint',
  'reconciliationPolicy',
  's3_use_path_style',
  'skip_credentials_validation',
  'skip_metadata_api_check',
  'skip_region_validation',
  'skip_requesting_account_id',
];

/** What each source reads, and nothing else of `credentials`. */
const READS: Readonly<Record<string, string | undefined>> = {
  IRSA: undefined,
  PodIdentity: undefined,
  Secret: 'secretRef',
  Upbound: 'upbound',
  WebIdentity: 'webIdentity',
};

type Loose = Readonly<Record<string, unknown>>;

/**
 * What the provider would find out at the first managed resource, or never: the API server drops
 * fields that are misspelt.
 *
 * @throws {PackageError} `PROVIDER_CONFIG_INVALID`
 */
export function checkAwsSettings(
  settings: AwsSettings & { readonly credentials: AwsCredentials | LocalAwsCredentials },
  place: string,
): void {
  const fail = (what: string, hint: string) =>
    new PackageError('PROVIDER_CONFIG_INVALID', `${place} ${what}`, hint);
  for (const field of Object.keys(settings)) {
    if (SETTINGS.includes(field)) continue;
    const near = nearest(snake(field), SETTINGS) ?? nearest(field, SETTINGS);
    throw fail(
      `has the field '${field}', which the provider does not know`,
      near ? `write ${near}` : `write one of ${SETTINGS.join(', ')}`,
    );
  }
  checkCredentials(settings.credentials as unknown as Loose | undefined, fail);
  settings.assumeRoleChain?.forEach(({ roleARN }, i) => {
    if (isRoleArn(roleARN)) return;
    throw fail(
      `takes the role '${roleARN}' as step ${i} of assumeRoleChain`,
      'write its ARN: arn:aws:iam::111122223333:role/crossplane',
    );
  });
  checkEndpoint(settings.endpoint, fail);
}

type Fail = (what: string, hint: string) => PackageError;

function checkCredentials(credentials: Loose | undefined, fail: Fail): void {
  const source = String(credentials?.['source'] ?? '');
  if (!credentials || !Object.hasOwn(READS, source)) {
    const near = nearest(source, Object.keys(READS));
    throw fail(
      source ? `has credentials of the source '${source}'` : 'has no credentials',
      near ? `write source: '${near}'` : `write one of ${Object.keys(READS).join(', ')}`,
    );
  }
  const reads = READS[source];
  const stray = Object.keys(credentials).find((field) => field !== 'source' && field !== reads);
  if (stray !== undefined) {
    throw fail(
      `has credentials.${stray}, of which the source ${source} takes no notice`,
      reads === undefined ? 'remove it' : `write ${reads} in its place`,
    );
  }
  if (reads !== undefined && !credentials[reads]) {
    throw fail(`has credentials of the source ${source} without ${reads}`, `write ${reads}`);
  }
  const { webIdentity } = (source === 'Upbound' ? credentials['upbound'] : credentials) as {
    readonly webIdentity?: Loose;
  };
  if (source !== 'Upbound' && source !== 'WebIdentity') return;
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

function snake(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
