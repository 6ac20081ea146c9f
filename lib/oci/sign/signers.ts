import { parseDocuments } from '../../core';
import { patternOf, type IdentityRule, type TextRule } from './identity';
import { invalid, list, mapping, shown, textOf, type At, type Mapping } from './policy-values';
import { PREDICATE_TYPES, predicateType } from './predicate-types';

/** Who may sign what: `signers.yaml`. */
export interface SignersPolicy {
  /** Path of sigstore's `trusted_root.json`; default the public one, fetched. */
  readonly trustedRoot?: string;
  /** The first that matches a repository is the one that counts. */
  readonly rules: readonly SignersRule[];
}

export interface SignersRule {
  /** `ghcr.io/acme/manifests/*`: `*` is a part of the path, `**` any number of parts. */
  readonly repositories: readonly string[];
  /** Paths of public keys, or `env://VARIABLE`. */
  readonly keys: readonly string[];
  readonly identities: readonly IdentityRule[];
  /** What must be stated too, by the same signers. */
  readonly attestations: readonly RequiredAttestation[];
  /** Whether nobody need sign. */
  readonly unsigned: boolean;
}

export interface RequiredAttestation {
  /** Address of the type of its predicate. */
  readonly type: string;
  /** The builder that a provenance must name. */
  readonly builder?: string;
}

/**
 * Reads `signers.yaml`.
 *
 * @param where its path, for messages.
 * @throws {OciError} `OCI_POLICY_INVALID` with the line.
 */
export function parseSigners(text: string, where: string): SignersPolicy {
  const [document, second] = parseDocuments(text);
  if (document?.problem) {
    const { line, message } = document.problem;
    throw invalid(`${where}:${line}: ${message}`, 'repair that line');
  }
  if (second) throw invalid(`${where}:${second.line}: a second document`, 'write one');
  const at = (pointer: string) => `${where}:${document?.lineOf(pointer) ?? 1}`;
  const { trustedRoot, rules } = mapping(document?.value ?? null, '', ['trustedRoot', 'rules'], at);
  if (!Array.isArray(rules) || rules.length === 0) {
    throw invalid(
      `${at('/rules')}: there is no list of rules`,
      'write rules: [{ repositories: […], signers: […] }]',
    );
  }
  return {
    ...(trustedRoot !== undefined && { trustedRoot: textOf(trustedRoot, '/trustedRoot', at) }),
    rules: rules.map((rule: unknown, i) => ruleOf(rule, `/rules/${i}`, at)),
  };
}

/** The rule for a repository, `ghcr.io/acme/core`; `undefined` where there is none. */
export function signersRuleFor(
  { rules }: SignersPolicy,
  repository: string,
): SignersRule | undefined {
  return rules.find(({ repositories }) => repositories.some((one) => globOf(one).test(repository)));
}

function ruleOf(value: unknown, pointer: string, at: At): SignersRule {
  const keys = ['repositories', 'signers', 'attestations', 'unsigned'];
  const rule = mapping(value, pointer, keys, at);
  const repositories = list(rule['repositories'], `${pointer}/repositories`, at).map((one, i) =>
    repositoryOf(one, `${pointer}/repositories/${i}`, at),
  );
  if (repositories.length === 0) {
    throw invalid(
      `${at(pointer)}: the rule is for no repositories`,
      "write repositories: ['ghcr.io/acme/**']",
    );
  }
  const signers = list(rule['signers'], `${pointer}/signers`, at).map((one, i) =>
    signerOf(one, `${pointer}/signers/${i}`, at),
  );
  const attestations = list(rule['attestations'], `${pointer}/attestations`, at).map((one, i) =>
    attestationOf(one, `${pointer}/attestations/${i}`, at),
  );
  const { unsigned = false } = rule;
  if (typeof unsigned !== 'boolean') {
    throw invalid(
      `${at(`${pointer}/unsigned`)}: unsigned is ${shown(unsigned)}`,
      'write true, or leave it out',
    );
  }
  if (unsigned && signers.length + attestations.length > 0) {
    throw invalid(
      `${at(pointer)}: the rule has signers, and unsigned: true`,
      'leave one of them out',
    );
  }
  if (!unsigned && signers.length === 0) {
    throw invalid(
      `${at(pointer)}: the rule names nobody who may sign`,
      'write signers: [{ key: release.pub }], or unsigned: true',
    );
  }
  return {
    repositories,
    keys: signers.flatMap((one) => (typeof one === 'string' ? [one] : [])),
    identities: signers.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    attestations,
    unsigned,
  };
}

function signerOf(value: unknown, pointer: string, at: At): string | IdentityRule {
  const keys = ['key', 'identity', 'identityRegexp', 'issuer', 'issuerRegexp'];
  const signer = mapping(value, pointer, keys, at);
  const subject = textRule(signer, 'identity', pointer, at);
  const issuer = textRule(signer, 'issuer', pointer, at);
  if (signer['key'] !== undefined && !subject && !issuer) {
    return textOf(signer['key'], `${pointer}/key`, at);
  }
  if (signer['key'] === undefined && subject && issuer) return { subject, issuer };
  throw invalid(
    `${at(pointer)}: a signer is a key, or an identity with its issuer`,
    'write { key: release.pub } or { identity: …, issuer: https://token.actions.githubusercontent.com }',
  );
}

function textRule(
  signer: Mapping,
  name: 'identity' | 'issuer',
  pointer: string,
  at: At,
): TextRule | undefined {
  const [is, matches] = [signer[name], signer[`${name}Regexp`]];
  if (is !== undefined && matches !== undefined) {
    throw invalid(
      `${at(pointer)}: ${name} and ${name}Regexp are both given`,
      'leave one of them out',
    );
  }
  if (is !== undefined) return { is: textOf(is, `${pointer}/${name}`, at) };
  if (matches === undefined) return undefined;
  const place = `${pointer}/${name}Regexp`;
  return patternOf(textOf(matches, place, at), `${at(place)}: ${name}Regexp`);
}

function attestationOf(value: unknown, pointer: string, at: At): RequiredAttestation {
  const { type, builder } = mapping(value, pointer, ['type', 'builder'], at);
  const known = predicateType(textOf(type, `${pointer}/type`, at));
  if (known === undefined) {
    throw invalid(
      `${at(`${pointer}/type`)}: type is ${shown(type)}`,
      `write one of ${Object.keys(PREDICATE_TYPES).join(', ')}, or the address of a predicate`,
    );
  }
  if (builder === undefined) return { type: known };
  return { type: known, builder: textOf(builder, `${pointer}/builder`, at) };
}

function repositoryOf(value: unknown, pointer: string, at: At): string {
  const text = textOf(value, pointer, at);
  if (/^[\w.*-]+(?::\d+)?(?:\/[\w.*-]+)+$/.test(text)) return text;
  throw invalid(
    `${at(pointer)}: '${text}' is no pattern of repositories`,
    "write registry and path without tag or scheme: 'ghcr.io/acme/manifests/*'",
  );
}

/** `**` any text, `*` any without a slash. */
function globOf(pattern: string): RegExp {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part === '*') return '[^/]*';
    return /^\*/.test(part) ? '.*' : part.replace(/[.]/g, '\\.');
  });
  return new RegExp(`^${parts.join('')}$`);
}
