import type { World } from '../core';
import type * as Oci from '../oci';
import type { Flags, Values } from './command';
import { CliError } from './errors';
import { signingKey } from './keys';
import { givenService, serviceFlags, servicesOf } from './signing-services';

/** Flags of verbs that sign, beside `--key`. */
export const keylessFlags = {
  keyless: {
    type: 'boolean',
    default: false,
    summary: 'sign as this CI job: by a certificate, in a public log',
  },
  'identity-token': {
    type: 'string',
    summary: 'token for --keyless, or a file with it; default that of the CI job',
  },
  ...serviceFlags,
} as const satisfies Flags;

type SignerFlags = Values<typeof keylessFlags> & { readonly key: string | undefined };

/**
 * Whoever `--key` or `--keyless` says.
 *
 * @param legacy whether signatures in the form of before cosign 3 are wanted too.
 * @throws {CliError} `CLI_FLAG_VALUE` for both, and for such a signature that could not be made.
 */
export async function signerOf(
  flags: SignerFlags,
  world: World,
  legacy = false,
): Promise<Oci.Signer> {
  const { identityToken, keylessSigner, keySigner } = require('../oci') as typeof Oci;
  const given = keylessOnly(flags);
  if (!flags.keyless) {
    if (given !== undefined) refuse(`--${given} is for --keyless`, 'write --keyless as well');
    return keySigner(await signingKey(flags.key, world));
  }
  if (flags.key !== undefined) refuse('--key and --keyless are both given', 'leave one out');
  const token = tokenOf(flags['identity-token'], world);
  // Before anything is written: what is missing is missing at once.
  const first = await identityToken(world, token);
  let next: string | undefined = first;
  const { services, oldLog } = await servicesOf(flags, world);
  if (legacy && !oldLog) {
    refuse(
      '--legacy of a certificate needs a log of version 1: Flux before 2.8 knows no other time',
      'leave --legacy out, or name such a log with --rekor-url',
    );
  }
  return keylessSigner({
    // Each signature asks anew: tokens of CI systems live for minutes.
    async token() {
      const now = next ?? (await identityToken(world, token));
      next = undefined;
      return now;
    },
    services,
    ...(oldLog && { oldLog }),
  });
}

/** Flags of signing where nothing is signed. @throws {CliError} `CLI_FLAG_VALUE`. */
export function refuseSigner(flags: SignerFlags, verb: string, where: string): void {
  const given = flags.key !== undefined ? 'key' : flags.keyless ? 'keyless' : keylessOnly(flags);
  if (given !== undefined) refuse(`${verb} takes no --${given} ${where}`, 'leave one of them out');
}

function keylessOnly(flags: SignerFlags): string | undefined {
  return flags['identity-token'] === undefined ? givenService(flags) : 'identity-token';
}

function tokenOf(given: string | undefined, { disk }: World): string | undefined {
  if (given === undefined || /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(given)) return given;
  const text = disk.read(given)?.toString();
  if (text !== undefined) return text;
  // Not named: it may be a token after all.
  return refuse('--identity-token is no token, and no file', 'give a JWT, or a file with one');
}

function refuse(message: string, hint: string): never {
  throw new CliError('CLI_FLAG_VALUE', message, hint);
}
