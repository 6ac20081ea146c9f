import type { World } from '../core';
import type * as Oci from '../oci';
import type { Flags, Values } from './command';
import { CliError } from './errors';
import { signingKey } from './keys';

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
  'fulcio-url': { type: 'string', summary: 'gives certificates; default that of sigstore' },
  'rekor-url': { type: 'string', summary: 'keeps the log; default that of sigstore' },
} as const satisfies Flags;

type SignerFlags = Values<typeof keylessFlags> & { readonly key: string | undefined };

/** Whoever `--key` or `--keyless` says. @throws {CliError} `CLI_FLAG_VALUE` for both. */
export async function signerOf(flags: SignerFlags, world: World): Promise<Oci.Signer> {
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
  return keylessSigner({
    // Each signature asks anew: tokens of CI systems live for minutes.
    async token() {
      const now = next ?? (await identityToken(world, token));
      next = undefined;
      return now;
    },
    ...urlOf('fulcioURL', 'fulcio-url', flags['fulcio-url']),
    ...urlOf('rekorURL', 'rekor-url', flags['rekor-url']),
  });
}

/** Flags of signing where nothing is signed. @throws {CliError} `CLI_FLAG_VALUE`. */
export function refuseSigner(flags: SignerFlags, verb: string, where: string): void {
  const given = flags.key !== undefined ? 'key' : flags.keyless ? 'keyless' : keylessOnly(flags);
  if (given !== undefined) refuse(`${verb} takes no --${given} ${where}`, 'leave one of them out');
}

function keylessOnly(flags: SignerFlags): string | undefined {
  return (['identity-token', 'fulcio-url', 'rekor-url'] as const).find(
    (name) => flags[name] !== undefined,
  );
}

function tokenOf(given: string | undefined, { disk }: World): string | undefined {
  if (given === undefined || /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/.test(given)) return given;
  const text = disk.read(given)?.toString();
  if (text !== undefined) return text;
  // Not named: it may be a token after all.
  return refuse('--identity-token is no token, and no file', 'give a JWT, or a file with one');
}

function urlOf<K extends string>(key: K, flag: string, text: string | undefined) {
  if (text === undefined) return {};
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return { [key]: text };
  return refuse(`--${flag} is '${text}'`, 'write https://<host>');
}

function refuse(message: string, hint: string): never {
  throw new CliError('CLI_FLAG_VALUE', message, hint);
}
