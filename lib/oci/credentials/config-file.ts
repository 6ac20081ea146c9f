import { OciError } from '../errors';
import { parseJson } from '../image-manifest';
import type { Credential } from './credential';

/** What docker's `config.json` and podman's `auth.json` say of registries. */
export interface ConfigFile {
  /** Where it was read, for messages. */
  readonly path: string;
  readonly auths: Readonly<Record<string, unknown>>;
  readonly credHelpers: Readonly<Record<string, unknown>>;
  readonly credsStore?: string;
}

/** @throws {OciError} `OCI_CREDENTIALS_INVALID` when it is no JSON object. */
export function parseConfigFile(bytes: Uint8Array, path: string): ConfigFile {
  let value: Record<string, unknown>;
  try {
    value = parseJson(bytes, path);
  } catch {
    // The cause would quote the file.
    throw invalid(path, 'is not a JSON object', 'repair it, or move it away and log in again');
  }
  const { auths, credHelpers, credsStore } = value;
  return {
    path,
    auths: record(auths),
    credHelpers: record(credHelpers),
    ...(typeof credsStore === 'string' && credsStore !== '' ? { credsStore } : {}),
  };
}

/**
 * The entry for a repository: the longest of `host/path` and `host` (podman writes paths), in any
 * of the spellings that logins have used: with a scheme, with `/v1/`, Docker Hub's old address.
 */
export function entryFor<T>(
  entries: Readonly<Record<string, T>>,
  registry: string,
  repository: string,
): { readonly key: string; readonly value: T } | undefined {
  const byName = new Map(
    Object.entries(entries).map(([key, value]) => [bare(key), { key, value }]),
  );
  const parts = repository.split('/');
  for (let length = parts.length; length >= 0; length--) {
    const found = byName.get([bare(registry), ...parts.slice(0, length)].join('/'));
    if (found) return found;
  }
  return undefined;
}

/**
 * The credential of an entry in `auths`; `undefined` for an empty one, which docker leaves behind
 * when a helper has the secret.
 *
 * @throws {OciError} `OCI_CREDENTIALS_INVALID`; the secret is not in the message.
 */
export function credentialOf(entry: unknown, key: string, path: string): Credential | undefined {
  const { auth, username, password, identitytoken, registrytoken } = record(entry);
  if (isText(identitytoken)) return { kind: 'identity', token: identitytoken };
  if (isText(registrytoken)) return { kind: 'registry', token: registrytoken };
  if (isText(auth)) {
    const text = Buffer.from(auth, 'base64').toString();
    const colon = text.indexOf(':');
    if (colon < 0) {
      throw invalid(path, `has an 'auth' for '${key}' that is not user:password`, 'log in again');
    }
    const secret = text.slice(colon + 1).replace(/\0+$/, '');
    return { kind: 'basic', username: text.slice(0, colon), password: secret };
  }
  if (isText(username) && isText(password)) return { kind: 'basic', username, password };
  return undefined;
}

/** Whether a key of a file is a registry's, in whatever spelling. */
export function isOf(key: string, registry: string): boolean {
  return bare(key) === bare(registry);
}

/** A helper, and what it knows a registry by. */
export interface HelperFor {
  readonly name: string;
  readonly server: string;
  /** Whether it is for this registry alone; the file is not asked then. */
  readonly isOwn: boolean;
}

/** Who keeps the login for a repository; `undefined` where the file itself does. */
export function helperFor(
  { credHelpers, credsStore }: ConfigFile,
  registry: string,
  repository = '',
): HelperFor | undefined {
  const own = entryFor(credHelpers, registry, repository);
  if (typeof own?.value === 'string') {
    return own.value === '' ? undefined : { name: own.value, server: own.key, isOwn: true };
  }
  return credsStore === undefined
    ? undefined
    : { name: credsStore, server: serverOf(registry), isOwn: false };
}

/** What docker writes a registry as. */
export function serverOf(registry: string): string {
  return isHub(registry) ? `https://${HUB}/v1/` : registry;
}

const HUB = 'index.docker.io';

/** Names of Docker Hub that all mean one login. */
export function isHub(registry: string): boolean {
  return [HUB, 'docker.io', 'registry-1.docker.io'].includes(registry);
}

function bare(key: string): string {
  const name = key.replace(/^https?:\/\//, '').replace(/(?:\/v[12])?\/?$/, '');
  return isHub(name) ? HUB : name;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function invalid(path: string, what: string, hint: string): OciError {
  return new OciError('OCI_CREDENTIALS_INVALID', `'${path}' ${what}`, hint);
}
