import type { Disk } from '../../core';
import { OciError } from '../errors';
import type { RegistryWorld } from '../registry/options';
import { helperFor, isOf, parseConfigFile, serverOf } from './config-file';
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
  const helper = helperFor(file, registry);
  if (helper) {
    const { name, server } = helper;
    const login = { ServerURL: server, Username: username, Secret: password };
    await tellHelper(name, 'store', server, JSON.stringify(login), world.env);
    return { helper: name };
  }
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  const others = Object.entries(file.auths).filter(([key]) => !isOf(key, registry));
  const auths = { ...Object.fromEntries(others), [serverOf(registry)]: { auth } };
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
  const helper = helperFor(file, registry);
  const others = Object.entries(file.auths).filter(([key]) => !isOf(key, registry));
  const isInFile = others.length < Object.keys(file.auths).length;
  if (isInFile) write(world.disk, path, { ...content, auths: Object.fromEntries(others) });
  if (helper) {
    const { name, server } = helper;
    const isKnown = await tellHelper(name, 'erase', server, server, world.env);
    return isKnown || isInFile ? { helper: name } : undefined;
  }
  return isInFile ? { file: path } : undefined;
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

/** Indented by tabs, and behind a link where the file is one, as docker does. */
function write(disk: Disk, path: string, content: object): void {
  const text = `${JSON.stringify(content, null, '\t')}\n`;
  disk.write(new Map([[disk.realPath(path), text]]), { isPrivate: true });
}
