import type { World } from '../core';
import type * as Oci from '../oci';
import type { Flags, Values } from './command';
import { CliError } from './errors';
import { signArtifact, signLegacyToo } from './sign-artifact';
import { keylessFlags, refuseSigner, signerOf } from './signer';
import { statementNames, type StatementName } from './statements/names';
import type * as Statements from './statements';

/** Flags of what is signed before a tag moves. */
export const signingFlags = {
  sign: { type: 'boolean', default: false, summary: 'sign it before any tag moves' },
  key: { type: 'string', summary: 'private key to sign with: a PEM file, or env://VARIABLE' },
  legacy: {
    type: 'boolean',
    default: false,
    summary: 'sign in the form of before cosign 3 as well, for Flux before 2.8',
  },
  attest: {
    type: 'string',
    summary: 'what is stated with it: provenance, sbom, or both with a comma',
  },
  ...keylessFlags,
} as const satisfies Flags;

export interface Signing {
  readonly signer: Oci.Signer;
  readonly statements: readonly StatementName[];
  readonly legacy: boolean;
}

/** What the flags want signed; `undefined` for nothing. @throws {CliError} `CLI_FLAG_VALUE`. */
export async function signingOf(
  flags: Values<typeof signingFlags>,
  world: World,
): Promise<Signing | undefined> {
  const { sign, legacy, attest } = flags;
  if (!sign) {
    refuseSigner(flags, 'push', 'without --sign');
    const given = legacy ? 'legacy' : attest === undefined ? undefined : 'attest';
    if (given !== undefined) {
      throw new CliError(
        'CLI_FLAG_VALUE',
        `push takes no --${given} without --sign`,
        'write --sign as well: whoever verifies looks for a signature',
      );
    }
    return undefined;
  }
  const statements = namesOf(attest);
  return { signer: await signerOf(flags, world, legacy), statements, legacy };
}

/**
 * Whoever verifies what a tag names must find the signature: it comes before any tag, and after all
 * that is stated too. Where it is, nothing is missing.
 */
export async function pushSigned(
  registry: Oci.Registry,
  reference: Oci.Reference,
  artifact: Oci.StoredArtifact,
  { signer, statements, legacy }: Signing,
  world: World,
): Promise<void> {
  const { attachStatement, formatRepository, registryAttachments, unpack } =
    require('../oci') as typeof Oci;
  const { digest } = artifact;
  const at = registryAttachments(registry, reference);
  await registry.push({ ...reference, identifier: digest }, artifact);
  if (statements.length > 0) {
    const { statementsOf } = require('./statements') as typeof Statements;
    const name = formatRepository(reference);
    const created = new Date(world.now()).toISOString();
    for (const statement of statementsOf(statements, name, digest, unpack(artifact), world)) {
      await attachStatement(at, digest, statement, signer, created);
    }
  }
  if (legacy) await signLegacyToo(at, digest, signer);
  await signArtifact(at, digest, signer, world);
}

function namesOf(text: string | undefined): readonly StatementName[] {
  if (text === undefined) return [];
  const names = text.split(',').map((name) => name.trim());
  const known = statementNames.filter((name) => names.includes(name));
  if (known.length === new Set(names).size) return known;
  throw new CliError(
    'CLI_FLAG_VALUE',
    `--attest is '${text}'`,
    `write one of ${statementNames.join(', ')}, or several with commas`,
  );
}
