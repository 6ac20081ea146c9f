import type { World } from '../core';
import type * as Oci from '../oci';
import { CliError } from './errors';

/**
 * The key of `--key`: a file, or `env://VARIABLE`. The password, if any, is in COSIGN_PASSWORD, or is
 * asked for.
 */
export async function signingKey(
  source: string | undefined,
  world: World,
): Promise<Oci.SigningKey> {
  const { needsPassword, readSigningKey } = require('../oci') as typeof Oci;
  if (source === undefined) {
    throw new CliError(
      'CLI_ARGUMENTS',
      'a key is needed to sign',
      'write --key <file> or --key env://VARIABLE',
    );
  }
  const pem = textOf(source, world);
  const password =
    world.env['COSIGN_PASSWORD'] ??
    (needsPassword(pem) ? await world.askSecret?.(`password of ${source}`) : undefined);
  return readSigningKey(pem, source, password);
}

/** Public keys; one of them must have signed. */
export function verifyingKeys(
  sources: readonly string[],
  world: World,
): readonly Oci.VerifyingKey[] {
  const { readVerifyingKey } = require('../oci') as typeof Oci;
  return sources.map((source) => readVerifyingKey(textOf(source, world), source));
}

function textOf(source: string, { env, disk }: World): string {
  if (source === '') {
    throw new CliError('CLI_FLAG_VALUE', 'the name of a key is empty', 'name a PEM file');
  }
  const [, variable] = /^env:\/\/(\w+)$/.exec(source) ?? [];
  const text = variable === undefined ? disk.read(source)?.toString() : env[variable];
  if (text !== undefined && text !== '') return text;
  throw new CliError(
    'CLI_INPUT_MISSING',
    variable === undefined ? `there is no key '${source}'` : `${variable} is not set`,
    'name a PEM file, or env://VARIABLE with its content',
  );
}
