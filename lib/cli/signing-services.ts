import type { World } from '../core';
import type * as Oci from '../oci';
import type { Flags, Values } from './command';
import { CliError } from './errors';
import { cacheFolder } from './trust';

/** Flags that say where `--keyless` signs. */
export const serviceFlags = {
  'signing-config': {
    type: 'string',
    summary: "signing_config.json, which names the services; default sigstore's, kept for a day",
  },
  'fulcio-url': { type: 'string', summary: 'gives certificates, instead of the one named there' },
  'rekor-url': { type: 'string', summary: 'keeps the log, instead of the one named there' },
  'rekor-version': {
    type: 'string',
    values: ['1', '2'],
    summary: 'of the log at --rekor-url; default 1. 2 tells no time',
  },
  'timestamp-url': {
    type: 'string',
    multiple: true,
    summary: 'tells the time of signing, by RFC 3161, instead of those named there',
  },
} as const satisfies Flags;

type ServiceValues = Values<typeof serviceFlags>;

/** The first flag of those that is given. */
export function givenService(flags: ServiceValues): string | undefined {
  return (Object.keys(serviceFlags) as (keyof ServiceValues)[]).find((name) => {
    const value = flags[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
}

/** Who is asked, and where signatures of before cosign 3 may be logged. */
export interface Services {
  readonly services: Oci.SigningServices;
  /** A log that tells the time; `undefined` where none is known. */
  readonly oldLog: Oci.LogService | undefined;
}

/**
 * The services that the flags name; for what they leave open, those of the signing config that is
 * given, else of sigstore's public one, fetched.
 *
 * @throws {CliError} `CLI_FLAG_VALUE`, `CLI_INPUT_MISSING`; {@link OciError}.
 */
export async function servicesOf(flags: ServiceValues, world: World): Promise<Services> {
  const { oldLogAt, servicesAt } = require('../oci') as typeof Oci;
  const version = flags['rekor-version'];
  if (version !== undefined && flags['rekor-url'] === undefined) {
    refuse('--rekor-version is for --rekor-url', 'write --rekor-url as well');
  }
  const fulcio = urlOf('fulcio-url', flags['fulcio-url']);
  const rekor = urlOf('rekor-url', flags['rekor-url']);
  const given = flags['timestamp-url'].map((text) => urlOf('timestamp-url', text));
  const log = rekor === undefined ? undefined : logOf(rekor, version);
  const isAll = fulcio !== undefined && log !== undefined;
  const config =
    isAll && flags['signing-config'] === undefined ? undefined : await configOf(flags, world);
  const found = config && servicesAt(config.config, world.now(), config.where);
  const services = {
    fulcioURL: fulcio ?? found?.fulcioURL ?? '',
    logs: log ? [log] : (found?.logs ?? []),
    timestampURLs: given.length > 0 ? given : (found?.timestampURLs ?? []),
  };
  if (services.timestampURLs.length === 0 && services.logs.every((one) => one.version === 2)) {
    const [{ url = '' } = {}] = services.logs;
    refuse(
      `the log at ${url} is of version 2, which tells no time, and nobody else does`,
      'write --timestamp-url <authority>: without a time nobody believes a certificate of ten minutes',
    );
  }
  const oldLog = log?.version === 1 ? log : config && oldLogAt(config.config, world.now());
  return { services, oldLog };
}

function logOf(url: string, version: '1' | '2' | undefined): Oci.LogService {
  return { url, version: version === '2' ? 2 : 1 };
}

async function configOf(
  { 'signing-config': path }: ServiceValues,
  world: World,
): Promise<{ readonly config: Oci.SigningConfig; readonly where: string }> {
  const { fetchSigningConfig, readSigningConfig } = require('../oci') as typeof Oci;
  if (path === undefined) {
    const config = await fetchSigningConfig({ cacheFolder: cacheFolder(world) });
    return { config, where: 'the signing config of sigstore' };
  }
  const text = world.disk.read(path)?.toString();
  if (text !== undefined) return { config: readSigningConfig(text, path), where: path };
  throw new CliError('CLI_INPUT_MISSING', `there is no --signing-config '${path}'`, 'name a file');
}

function urlOf<T extends string | undefined>(flag: string, text: T): T {
  if (text === undefined) return text;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) {
    return text.replace(/\/+$/, '') as T;
  }
  return refuse(`--${flag} is '${text}'`, 'write https://<host>');
}

function refuse(message: string, hint: string): never {
  throw new CliError('CLI_FLAG_VALUE', message, hint);
}
