import { CodedError, nearest } from '../lib/core';

const NAMES = ['argocd', 'crossplane', 'externalSecrets', 'flux', 'kubernetes'];

/** Versions that the manifests are for, `major.minor`. Default: the newest whose facts are shipped. */
export interface Targets {
  readonly argocd?: string;
  readonly crossplane?: string;
  readonly externalSecrets?: string;
  readonly flux?: string;
  readonly kubernetes?: string;
}

/** A target that is no version, or one that what the program says cannot run on. */
export class TargetError extends CodedError<'TARGET_INVALID' | 'TARGET_TOO_OLD'> {}

/** @throws {TargetError} `TARGET_INVALID`. */
export function checkTargets(targets: Targets): void {
  for (const [name, version] of Object.entries(targets)) {
    if (!NAMES.includes(name)) {
      const near = nearest(name, NAMES);
      throw new TargetError(
        'TARGET_INVALID',
        `there is no target '${name}'`,
        near ? `write ${near}` : `write one of ${NAMES.join(', ')}`,
      );
    }
    if (version === undefined || /^\d+\.\d+$/.test(version)) continue;
    throw new TargetError(
      'TARGET_INVALID',
      `the target ${name} is '${version}'`,
      "write major and minor as a string: '3.5'",
    );
  }
}

/**
 * Refuses what a declared version does not have yet.
 *
 * @param what `an OCI source`
 * @throws {TargetError} `TARGET_TOO_OLD` with the version that brought it.
 */
export function requireTarget(
  targets: Targets | undefined,
  name: keyof Targets,
  since: string,
  what: string,
): void {
  const declared = targets?.[name];
  if (declared === undefined || !isOlder(declared, since)) return;
  throw new TargetError(
    'TARGET_TOO_OLD',
    `${what} needs ${name} ${since}, but the target is ${declared}`,
    `raise targets.${name}, or do without`,
  );
}

/** Whether `version` is before `than`, both `major.minor`. */
export function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = than.split('.').map(Number);
  return major < sinceMajor || (major === sinceMajor && minor < sinceMinor);
}
