import type { World } from '../core';
import type * as Oci from '../oci';
import type { Flags, Values } from './command';
import { CliError } from './errors';
import { parseDuration } from './parse-duration';

/** Flags of every verb that talks to a registry. */
export const registryFlags = {
  'plain-http': {
    type: 'boolean',
    default: false,
    summary: 'talk HTTP; without it only to this machine',
  },
  'ca-file': { type: 'string', summary: 'certificates to trust instead of the system, PEM' },
  'cert-file': { type: 'string', summary: 'certificate to show, PEM; with --key-file' },
  'key-file': { type: 'string', summary: 'the key of that certificate, PEM' },
  username: { type: 'string', short: 'u', summary: 'instead of the login that docker stored' },
  'password-stdin': {
    type: 'boolean',
    default: false,
    summary: 'read the password from standard input',
  },
  creds: { type: 'string', summary: 'user:password, which others of this machine may see' },
  concurrency: { type: 'string', summary: 'requests to a registry at once; default 8' },
  timeout: {
    type: 'string',
    default: '5m',
    summary: 'for all that is asked of registries, waits included: 90s, 5m, 1h',
  },
} as const satisfies Flags;

/** Those, and how much may be read where a verb lets that be said. */
type RegistryValues = Values<typeof registryFlags> & {
  readonly 'max-size'?: string | undefined;
};

/** Bytes of `--max-size`, which is in megabytes. @throws {CliError} `CLI_FLAG_VALUE`. */
export function sizeLimitOf(text: string | undefined): number | undefined {
  const megabytes = limitOf('max-size', text);
  return megabytes === undefined ? undefined : megabytes * 1e6;
}

/** @throws {CliError} `CLI_FLAG_VALUE` for what is no number from 1 on. */
export function limitOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CliError('CLI_FLAG_VALUE', `--${flag} is '${text}'`, 'write a number, 1 at least');
}

/**
 * A registry client as the flags want it.
 *
 * @param loginFor the only registry that gets the login.
 * @param credentials default those of `--username` and `--password-stdin`.
 * @throws {CliError} `CLI_FLAG_VALUE`.
 */
export function openRegistry(
  flags: RegistryValues,
  world: World,
  loginFor?: string,
  credentials = readCredentials(flags, world),
): Oci.Registry {
  const { Registry } = require('../oci') as typeof Oci;
  const ca =
    flags['ca-file'] === undefined ? undefined : readPem('ca-file', flags['ca-file'], world);
  const { concurrency } = flags;
  if (concurrency !== undefined && !/^[1-9]\d?$/.test(concurrency)) {
    throw new CliError('CLI_FLAG_VALUE', `--concurrency is '${concurrency}'`, 'write 1 to 99');
  }
  const layerLimitBytes = sizeLimitOf(flags['max-size']);
  return new Registry(world, {
    ...(layerLimitBytes !== undefined && { layerLimitBytes }),
    totalTimeoutMs: parseDuration(flags.timeout),
    report: (text) => world.report(text),
    ...(flags['plain-http'] ? { plainHttp: true } : {}),
    ...(ca ? { ca } : {}),
    ...(concurrency !== undefined && { concurrency: Number(concurrency) }),
    ...clientCertificate(flags['cert-file'], flags['key-file'], world),
    ...(credentials && {
      credentials: { ...credentials, ...(loginFor !== undefined && { registry: loginFor }) },
    }),
  });
}

/**
 * Runs `work` with a registry client that is opened when it is first asked for, and closed at the
 * end; says so on stderr where it takes more than a second.
 *
 * @param loginFor the only registry that gets `--username`, where two are talked to.
 */
export async function withRegistry<T>(
  text: string,
  flags: RegistryValues,
  world: World,
  work: (open: () => Oci.Registry) => Promise<T>,
  loginFor?: string,
): Promise<T> {
  let registry: Oci.Registry | undefined;
  try {
    return await withProgress(text, world, () =>
      work(() => (registry ??= openRegistry(flags, world, loginFor))),
    );
  } finally {
    registry?.close();
  }
}

/** Runs `work`, and says so on stderr where it takes more than a second. */
export async function withProgress<T>(
  text: string,
  world: World,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => world.report(`${text} …`), 1000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

function clientCertificate(
  certFile: string | undefined,
  keyFile: string | undefined,
  world: World,
): Pick<Oci.RegistryOptions, 'clientCertificate'> {
  if (certFile === undefined && keyFile === undefined) return {};
  if (certFile === undefined || keyFile === undefined) {
    throw new CliError('CLI_FLAG_VALUE', '--cert-file and --key-file go together', 'write both');
  }
  const cert = readPem('cert-file', certFile, world);
  return { clientCertificate: { cert, key: readPem('key-file', keyFile, world, 'PRIVATE KEY') } };
}

function readPem(flag: string, path: string, { disk }: World, what = 'CERTIFICATE'): Buffer {
  const pem = disk.read(path);
  if (pem && new RegExp(`-----BEGIN [A-Z ]*${what}-----`).test(pem.toString('latin1'))) return pem;
  throw new CliError(
    'CLI_FLAG_VALUE',
    pem
      ? `--${flag} '${path}' holds no PEM ${what.toLowerCase()}`
      : `there is no --${flag} '${path}'`,
    `name a file with lines -----BEGIN ${what}-----`,
  );
}

type Credentials = Pick<Values<typeof registryFlags>, 'creds' | 'username' | 'password-stdin'>;

function readCredentials(
  { creds, username, 'password-stdin': fromStdin }: Credentials,
  world: World,
): Oci.Login | undefined {
  if (creds !== undefined) {
    const [, user = '', password = ''] = /^([^:]+):(.+)$/s.exec(creds) ?? [];
    if (user !== '' && username === undefined && !fromStdin) return { username: user, password };
    throw new CliError(
      'CLI_FLAG_VALUE',
      user === '' ? '--creds is no user:password' : '--creds goes without other credentials',
      'write --creds user:password alone, or better --username and --password-stdin',
    );
  }
  if (username === undefined && !fromStdin) return undefined;
  if (username === undefined || !fromStdin) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      '--username and --password-stdin go together',
      'write both: echo "$TOKEN" | cdk8s-gitops push … --username me --password-stdin',
    );
  }
  return { username, password: passwordFromStdin(world) };
}

/** The password that is piped in. @throws {CliError} `CLI_INPUT_MISSING`. */
export function passwordFromStdin({ disk }: World): string {
  const password = disk
    .read('/dev/stdin')
    ?.toString()
    .replace(/\r?\n$/, '');
  if (password) return password;
  throw new CliError(
    'CLI_INPUT_MISSING',
    'standard input has no password',
    'pipe it in: echo "$TOKEN" | cdk8s-gitops push … --username me --password-stdin',
  );
}
