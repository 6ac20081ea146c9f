import { dirname, isAbsolute, join } from 'node:path';
import type { World } from '../core';
import type * as Oci from '../oci';
import type { Stored } from './artifact-side';
import type { Flags, Values } from './command';
import { CliError } from './errors';
import { verifyingKeys } from './keys';
import { identityFlags, trustOf, trustRootOf } from './trust';

/** Flags of verbs that verify, beside those for keys. */
export const verifyFlags = {
  policy: { type: 'string', summary: 'signers.yaml, which says who may sign what' },
  ...identityFlags,
} as const satisfies Flags;

/** The repository whose rule counts: its own, or the one that is said of a layout. */
export function repositoryOf(side: Stored, given: string | undefined): Oci.Repository | undefined {
  const { parseRepository } = require('../oci') as typeof Oci;
  if (side.kind === 'layout') return given === undefined ? undefined : parseRepository(given);
  if (given === undefined) return side.reference;
  throw new CliError(
    'CLI_FLAG_VALUE',
    '--repository is for layouts: what is in a registry is of its own repository',
    'leave it out',
  );
}

/** What is asked of an artifact: who must have stated what. */
export interface Demand {
  readonly trust: Oci.Trust;
  /** One statement of each. */
  readonly needs: readonly Oci.RequiredAttestation[];
}

/**
 * What is asked of the artifacts of a repository; `undefined` where nobody need sign them. A layout is
 * of none, unless somebody says of which.
 *
 * @throws {CliError} `CLI_FLAG_VALUE` without a repository, where it decides.
 */
export type Demands = (repository: Oci.Repository | undefined) => Promise<Demand | undefined>;

/** Flag of verbs that verify layouts too. */
export const repositoryFlag = {
  type: 'string',
  summary: 'whose rule of the policy counts for a layout: host/repository',
} as const satisfies Flags[string];

/**
 * What the flags ask for, or the policy that they name; `undefined` where they ask for nothing.
 *
 * @param keys those of `--key` or `--verify-key`.
 */
export async function demandsOf(
  keys: readonly string[],
  flags: Values<typeof verifyFlags>,
  world: World,
): Promise<Demands | undefined> {
  const { policy, ...own } = flags;
  if (policy !== undefined) return policyDemands(policy, keys, own, world);
  const trust = await trustOf(keys, own, world);
  if (!trust) return undefined;
  const { SIGNED } = require('../oci') as typeof Oci;
  return () => Promise.resolve({ trust, needs: [{ type: SIGNED }] });
}

/** Why the proofs are not what is asked for, a text for each thing that is missing. */
export function missingOf(
  { needs }: Demand,
  proofs: readonly Oci.ArtifactProof[],
): readonly string[] {
  return needs.flatMap(({ type, builder }) => {
    const found = proofs.flatMap(({ statement }) =>
      statement?.predicateType === type ? [statement] : [],
    );
    if (found.length === 0) return [`nobody who may has stated ${type}`];
    if (builder === undefined || found.some((one) => builderOf(one) === builder)) return [];
    const others = found.map((one) => builderOf(one) ?? 'nobody').join(', ');
    return [`${type} names ${others} as builder, not ${builder}`];
  });
}

function policyDemands(
  path: string,
  keys: readonly string[],
  flags: Omit<Values<typeof verifyFlags>, 'policy'>,
  world: World,
): Demands {
  const { formatRepository, parseSigners, SIGNED, signersRuleFor } =
    require('../oci') as typeof Oci;
  const identity = Object.entries(flags).find(
    ([name, value]) => name.startsWith('certificate-') && value !== undefined,
  );
  const extra = keys.length > 0 ? 'a key' : identity && `--${identity[0]}`;
  if (extra !== undefined) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      `--policy and ${extra} are both given`,
      'leave one of them out',
    );
  }
  const text = world.disk.read(path)?.toString();
  if (text === undefined) {
    throw new CliError('CLI_INPUT_MISSING', `there is no --policy '${path}'`, 'name a file');
  }
  const signers = parseSigners(text, path);
  const near = (file: string) =>
    /^env:\/\//.test(file) || isAbsolute(file) ? file : join(dirname(path), file);
  return async (repository) => {
    if (!repository) {
      throw new CliError(
        'CLI_FLAG_VALUE',
        `${path} says who may sign in which repository, and a layout is of none`,
        'write --repository <host/repository>: the one that it is for, or comes from',
      );
    }
    const name = formatRepository(repository);
    const rule = signersRuleFor(signers, name);
    if (!rule) {
      throw new CliError(
        'CLI_NOT_SIGNED',
        `${path} has no rule for ${name}`,
        'write one; with unsigned: true where nobody need sign',
      );
    }
    if (rule.unsigned) return undefined;
    const { trustedRoot } = signers;
    const root = trustedRoot === undefined ? {} : { 'trusted-root': near(trustedRoot) };
    const given = flags['trusted-root'] === undefined ? { ...flags, ...root } : flags;
    return {
      trust: {
        keys: verifyingKeys(rule.keys.map(near), world),
        identities: rule.identities,
        ...(rule.identities.length > 0 && { root: await trustRootOf(given, world) }),
      },
      needs: [{ type: SIGNED }, ...rule.attestations],
    };
  };
}

/** The builder that a provenance names, of SLSA 1 or 0.2. */
function builderOf({ predicate }: Oci.Statement): string | undefined {
  const { runDetails, builder } = predicate as {
    readonly runDetails?: { readonly builder?: { readonly id?: unknown } } | null;
    readonly builder?: { readonly id?: unknown } | null;
  };
  const id = runDetails?.builder?.id ?? builder?.id;
  return typeof id === 'string' ? id : undefined;
}
