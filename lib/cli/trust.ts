import { join } from 'node:path';
import type { World } from '../core';
import type * as Oci from '../oci';
import type { Flags, Values } from './command';
import { CliError } from './errors';
import { verifyingKeys } from './keys';

/** Flags of verbs that verify, as cosign spells them; beside those for keys. */
export const identityFlags = {
  'certificate-identity': {
    type: 'string',
    summary: 'who may sign by a certificate: mail address, or address of a workflow',
  },
  'certificate-identity-regexp': { type: 'string', summary: 'the same as a pattern of RE2' },
  'certificate-oidc-issuer': { type: 'string', summary: 'who vouches for that' },
  'certificate-oidc-issuer-regexp': { type: 'string', summary: 'the same as a pattern of RE2' },
  'trusted-root': {
    type: 'string',
    summary: "trusted_root.json, to verify offline; default sigstore's, kept for a day",
  },
  'tuf-mirror': { type: 'string', summary: 'where the trusted root is fetched instead' },
  'tuf-root': { type: 'string', summary: 'the first root.json of that mirror' },
} as const satisfies Flags;

type IdentityFlags = Values<typeof identityFlags>;

/** Who may sign, as the flags say; `undefined` where they say nothing. */
export async function trustOf(
  keys: readonly string[],
  flags: IdentityFlags,
  world: World,
): Promise<Oci.Trust | undefined> {
  const rule = identityRule(flags);
  if (!rule) {
    for (const name of ['trusted-root', 'tuf-mirror', 'tuf-root'] as const) {
      if (flags[name] !== undefined) {
        refuse(`--${name} is for certificates`, 'write --certificate-identity as well');
      }
    }
    return keys.length === 0 ? undefined : { keys: verifyingKeys(keys, world) };
  }
  return {
    keys: keys.length === 0 ? [] : verifyingKeys(keys, world),
    identities: [rule],
    root: await trustRootOf(flags, world),
  };
}

/** The given trusted root, else the one that TUF has. */
export async function trustRootOf(
  flags: Pick<IdentityFlags, 'trusted-root' | 'tuf-mirror' | 'tuf-root'>,
  world: World,
): Promise<Oci.TrustRoot> {
  const { fetchTrustRoot, readTrustRoot } = require('../oci') as typeof Oci;
  const { 'trusted-root': path, 'tuf-mirror': mirrorURL, 'tuf-root': rootPath } = flags;
  if (path !== undefined) {
    const text = world.disk.read(path)?.toString();
    if (text !== undefined) return readTrustRoot(text, path);
    throw new CliError('CLI_INPUT_MISSING', `there is no --trusted-root '${path}'`, 'name a file');
  }
  if (mirrorURL !== undefined && rootPath === undefined) {
    refuse('--tuf-mirror needs --tuf-root', 'write both: nobody believes a mirror by itself');
  }
  return fetchTrustRoot({
    cacheFolder: cacheFolder(world),
    ...(mirrorURL !== undefined && { mirrorURL }),
    ...(rootPath !== undefined && { rootPath: join(world.cwd, rootPath) }),
  });
}

/** Where what was fetched is kept. */
export function cacheFolder({ env, cwd }: World): string {
  const caches = env['XDG_CACHE_HOME'] || env['LOCALAPPDATA'];
  const home = env['HOME'] || env['USERPROFILE'];
  const folder = caches || (home ? join(home, '.cache') : join(cwd, '.gitops'));
  return join(folder, 'cdk8s-gitops', 'tuf');
}

function identityRule(flags: IdentityFlags): Oci.IdentityRule | undefined {
  const subject = textRule(flags, 'certificate-identity');
  const issuer = textRule(flags, 'certificate-oidc-issuer');
  if (!subject && !issuer) return undefined;
  if (subject && issuer) return { subject, issuer };
  return refuse(
    '--certificate-identity and --certificate-oidc-issuer go together',
    'write both, or their -regexp: anybody may have any name at some issuer',
  );
}

function textRule(
  flags: IdentityFlags,
  name: 'certificate-identity' | 'certificate-oidc-issuer',
): Oci.TextRule | undefined {
  const { patternOf } = require('../oci') as typeof Oci;
  const [is, matches] = [flags[name], flags[`${name}-regexp`]];
  if (is !== undefined && matches !== undefined) {
    refuse(`--${name} and --${name}-regexp are both given`, 'leave one of them out');
  }
  // Of a variable that is not set: as a pattern it would be anybody.
  if (is === '' || matches === '') {
    refuse(`--${name}${is === '' ? '' : '-regexp'} is empty`, 'write who may sign');
  }
  if (is !== undefined) return { is };
  return matches === undefined ? undefined : patternOf(matches, `--${name}-regexp`);
}

function refuse(message: string, hint: string): never {
  throw new CliError('CLI_FLAG_VALUE', message, hint);
}
