import type { Disk } from '../../core';
import { OciError } from '../errors';
import type { RegistryWorld } from '../registry/options';
import { entryFor, isHub, parseConfigFile, type ConfigFile } from './config-file';
import { tellHelper } from './helper';

/** Where a login was written to, or taken from. */
export type Kept = { readonly file: string } | { readonly helper: string };

/** What `docker login` is given. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/**
 * Keeps a login where docker does, so that docker, cosign and the like find it: with the helper that
 * the file names for the registry or for all, else in the file, which only its owner may read then.
 * Whatever else the file says stays.
 *
 * @param registry `ghcr.io`, `localhost:5000`.
 * @throws {OciError} `OCI_CREDENTIALS_INVALID`; the password is not in the message.
 */
export async function storeLogin(
  world: RegistryWorld,
  registry: string,
  { username, password }: Login,
): Promise<Kept> {
  const { path, file, content } = readConfig(world);
  const server = serverOf(registry);
  const helper = helperFor(file, registry);
  if (helper !== undefined) {
    const login = { ServerURL: server, Username: username, Secret: password };
    await tellHelper(helper, 'store', server, JSON.stringify(login), world.env);
    return { helper };
  }
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  const others = Object.entries(file.auths).filter(([key]) => key !== keyOf(file, registry));
  const auths = { ...Object.fromEntries(others), [server]: { auth } };
  write(world.disk, path, { ...content, auths });
  return { file: path };
}

/**
 * Forgets a login, where {@link storeLogin} keeps it.
 *
 * @returns `undefined` where there was none.
 */
export async function forgetLogin(
  world: RegistryWorld,
  registry: string,
): Promise<Kept | undefined> {
  const { path, file, content } = readConfig(world);
  const server = serverOf(registry);
  const helper = helperFor(file, registry);
  const key = keyOf(file, registry);
  if (key !== undefined) {
    const others = Object.entries(file.auths).filter(([one]) => one !== key);
    write(world.disk, path, { ...content, auths: Object.fromEntries(others) });
  }
  if (helper !== undefined) {
    const known = await tellHelper(helper, 'erase', server, server, world.env);
    return known || key !== undefined ? { helper } : undefined;
  }
  return key === undefined ? undefined : { file: path };
}

/** The first file that is looked up. */
function readConfig({ env, disk }: RegistryWorld) {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const folder = env['DOCKER_CONFIG'] || (home && `${home}/.docker`);
  if (!folder) {
    throw new OciError(
      'OCI_CREDENTIALS_INVALID',
      'there is no home folder to keep a login in',
      'set DOCKER_CONFIG to a folder',
    );
  }
  const path = `${folder}/config.json`;
  const bytes = disk.read(path) ?? Buffer.from('{}');
  const file = parseConfigFile(bytes, path);
  return { path, file, content: JSON.parse(bytes.toString()) as object };
}

function helperFor({ credHelpers, credsStore }: ConfigFile, registry: string): string | undefined {
  const own = entryFor(credHelpers, registry, '')?.value;
  return typeof own === 'string' ? own : credsStore;
}

function keyOf({ auths }: ConfigFile, registry: string): string | undefined {
  return entryFor(auths, registry, '')?.key;
}

function serverOf(registry: string): string {
  return isHub(registry) ? 'https://index.docker.io/v1/' : registry;
}

/** Indented by tabs, as docker does. */
function write(disk: Disk, path: string, content: object): void {
  disk.write(new Map([[path, `${JSON.stringify(content, null, '\t')}\n`]]), { isPrivate: true });
}
