import { compilePattern } from '../../lib/schema';
import { fieldsOf } from './checks';
import { FluxError } from './errors';

/** A Secret of the same namespace. */
export interface SecretReference {
  readonly name: string;
}

/** Who signed, as two Go patterns; both match anywhere in the text unless `^` and `$` stand around. */
export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/**
 * How Flux proves who made an artifact: with public keys, by one identity without keys, or by
 * notation. What is read in one of the ways alone does not compile in another.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/#verification
 */
export type Verify =
  | {
      /** Default cosign. */
      readonly provider?: 'cosign';
      /** Every key `*.pub` of the Secret is tried. */
      readonly secretRef: SecretReference;
      /** Of a Sigstore of one's own: key `trusted_root.json`. Flux 2.9. */
      readonly trustedRootSecretRef?: SecretReference;
      readonly matchOIDCIdentity?: undefined;
    }
  | {
      readonly provider?: 'cosign';
      /**
       * Exactly one: of bundles, which cosign 3 writes, cosign refuses several. Write alternatives into
       * the patterns, or let {@link oidcIdentity} do it.
       */
      readonly matchOIDCIdentity: readonly [OidcIdentity];
      readonly trustedRootSecretRef?: SecretReference;
      readonly secretRef?: undefined;
    }
  | {
      readonly provider: 'notation';
      /** `trustpolicy.json`, and certificates as `*.crt` or `*.pem`. */
      readonly secretRef: SecretReference;
      readonly matchOIDCIdentity?: undefined;
      readonly trustedRootSecretRef?: undefined;
    };

/**
 * One identity for any of several subjects of one issuer, as patterns for the whole text.
 *
 * @param issuer `https://token.actions.githubusercontent.com`
 * @param subjects literal texts, in which `*` is anything:
 *   `https://github.com/acme/platform/.github/workflows/publish.yaml@refs/heads/*`
 * @throws {FluxError} `FLUX_VERIFY_INVALID` without a subject.
 */
export function oidcIdentity(issuer: string, ...subjects: readonly string[]): OidcIdentity {
  if (subjects.length === 0) {
    throw new FluxError(
      'FLUX_VERIFY_INVALID',
      `the identity of issuer '${issuer}' has no subject, and would be anybody's`,
      'name who signs: the workflow, its repository and its branch',
    );
  }
  const texts = subjects.map(patternOf);
  return {
    issuer: `^${patternOf(issuer)}$`,
    subject: texts.length === 1 ? `^${texts[0]}$` : `^(${texts.join('|')})$`,
  };
}

function patternOf(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
}

/**
 * @param verify whatever a program without types gives.
 * @throws {FluxError} `FLUX_VERIFY_INVALID` for what Flux refuses, ignores, or takes from anybody.
 */
export function checkVerify(place: string, verify: unknown): void {
  if (verify === undefined) return;
  const {
    provider = 'cosign',
    secretRef,
    matchOIDCIdentity,
    trustedRootSecretRef,
  } = fieldsOf(verify);
  const refuse = (problem: string, hint: string) => {
    throw new FluxError('FLUX_VERIFY_INVALID', `verify of ${place} ${problem}`, hint);
  };
  if (provider === 'notation') {
    if (secretRef === undefined)
      refuse('has no secretRef', 'name the Secret with the trust policy');
    if (matchOIDCIdentity ?? trustedRootSecretRef) {
      refuse('is of notation, which reads secretRef alone', 'leave the rest out');
    }
    return;
  }
  if (provider !== 'cosign') {
    refuse(`is by '${String(provider as string)}'`, "write 'cosign' or 'notation'");
  }
  if (secretRef !== undefined) {
    if (matchOIDCIdentity === undefined) return;
    refuse('has keys and matchOIDCIdentity, which is not read then', 'keep one of the two');
  }
  const identities: readonly unknown[] = Array.isArray(matchOIDCIdentity) ? matchOIDCIdentity : [];
  if (identities.length !== 1) {
    refuse(
      identities.length === 0
        ? 'names neither keys nor an identity: a signature of anybody would do'
        : `has ${identities.length} identities, and cosign refuses several for bundles`,
      identities.length === 0
        ? 'write secretRef, or matchOIDCIdentity with one identity'
        : 'write one, with alternatives in its patterns: oidcIdentity(issuer, …subjects)',
    );
  }
  for (const part of ['issuer', 'subject']) {
    const pattern = fieldsOf(identities[0])[part];
    if (typeof pattern !== 'string' || pattern === '') refuse(`has no ${part}`, 'write a pattern');
    else if (compilePattern(pattern) === null) {
      refuse(`has the ${part} '${pattern}', which Go cannot compile`, 'write a pattern of RE2');
    }
  }
}
