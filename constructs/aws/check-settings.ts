import { CodedError, nearest } from '../../lib/core';
import type { AwsEnvironment } from './shared';

/** What a platform says of a composition, and AWS would refuse or misunderstand. */
export class AwsSettingError extends CodedError<'AWS_SETTING_INVALID'> {}

/**
 * Throws unless `holds`.
 *
 * @param what the setting with its value, and what is wrong: `argocd.roleArns is empty`.
 * @throws {AwsSettingError} `AWS_SETTING_INVALID`
 */
export function checkSetting(holds: boolean, what: string, hint: string): void {
  if (!holds) throw new AwsSettingError('AWS_SETTING_INVALID', what, hint);
}

/** The name of an IAM role, in whatever partition. */
export function checkRoleArns(setting: string, arns: readonly string[] | undefined): void {
  const example = 'arn:aws:iam::111122223333:role/argocd';
  checkSetting(
    Array.isArray(arns) && arns.length > 0,
    `${setting} names no role`,
    `write at least one ARN, such as ${example}`,
  );
  for (const arn of arns ?? []) {
    const isRole = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/\S+$/.test(arn);
    checkSetting(isRole, `${setting} has '${arn}', no ARN of a role`, `write ${example}`);
  }
}

type Stages<S> = Readonly<Record<AwsEnvironment, S>>;

/**
 * The defaults of all stages with what was said of some.
 *
 * @throws {AwsSettingError} for a stage that there is not.
 */
export function withStages<S extends object>(
  defaults: Stages<S>,
  said: Partial<Stages<Partial<S>>> = {},
): Stages<S> {
  for (const stage of Object.keys(said)) {
    const meant = nearest(stage, Object.keys(defaults)) ?? 'dev, staging or production';
    checkSetting(stage in defaults, `stages has '${stage}'`, `write ${meant}`);
  }
  const { dev, staging, production } = defaults;
  return {
    dev: { ...dev, ...said.dev },
    staging: { ...staging, ...said.staging },
    production: { ...production, ...said.production },
  };
}
