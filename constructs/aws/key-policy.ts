import { checkSetting } from './check-settings';
/** Who may do what with a key, beside those whom IAM policies of the account allow. */
export interface KeyPolicy {
  /** Whose key it is: 12 digits. Its IAM policies decide on everything that is not said here. */
  readonly accountId: string;
  /** ARNs of who may change, disable and delete the key, and not use it. Default: none. */
  readonly administrators?: readonly string[];
  /** ARNs of who may encrypt and decrypt, and let AWS services do so for them. Default: none. */
  readonly users?: readonly string[];
  /**
   * AWS services that use the key by themselves, for this account only: `logs.eu-west-1.amazonaws.com`.
   * Default: none.
   */
  readonly services?: readonly string[];
}

const ADMINISTER = [
  'kms:CancelKeyDeletion',
  'kms:Create*',
  'kms:Delete*',
  'kms:Describe*',
  'kms:Disable*',
  'kms:Enable*',
  'kms:Get*',
  'kms:List*',
  'kms:Put*',
  'kms:Revoke*',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:Update*',
];

const USE = [
  'kms:Decrypt*',
  'kms:DescribeKey',
  'kms:Encrypt*',
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
];

/** The policy as JSON. The first statement keeps AWS from locking the account out of its key. */
export function keyPolicy(policy: KeyPolicy, partition: string): string {
  const { accountId, administrators = [], users = [], services = [] } = policy;
  checkSetting(
    /^[0-9]{12}$/.test(accountId),
    `policy.accountId is '${accountId}', no account`,
    'write its twelve digits as a text',
  );
  const grants = { 'kms:GrantIsForAWSResource': 'true' };
  const statements = [
    allow('Account', { AWS: `arn:${partition}:iam::${accountId}:root` }, ['kms:*']),
    ...(administrators.length > 0
      ? [allow('Administrators', { AWS: administrators }, ADMINISTER)]
      : []),
    ...(users.length > 0
      ? [
          allow('Users', { AWS: users }, USE),
          allow(
            'Grants',
            { AWS: users },
            ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
            {
              Bool: grants,
            },
          ),
        ]
      : []),
    ...services.map((service, i) =>
      allow(`Service${i}`, { Service: service }, USE, onBehalfOf(service, accountId, partition)),
    ),
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/**
 * CloudWatch Logs says for which group it encrypts, other services for which account.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function onBehalfOf(service: string, accountId: string, partition: string): object {
  const [, region] = /^logs\.([a-z0-9-]+)\./.exec(service) ?? [];
  if (region === undefined) return { StringEquals: { 'aws:SourceAccount': accountId } };
  const groups = `arn:${partition}:logs:${region}:${accountId}:*`;
  return { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } };
}

function allow(Sid: string, Principal: object, Action: readonly string[], Condition?: object) {
  return {
    Sid,
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
    ...(Condition && { Condition }),
  };
}
