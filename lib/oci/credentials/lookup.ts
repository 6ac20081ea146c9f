import type { RegistryWorld } from '../registry/options';
import { credentialOf, entryFor, helperFor, parseConfigFile, type ConfigFile } from './config-file';
import type { Credential, FindCredential } from './credential';
import { askHelper } from './helper';

/**
 * Finds logins where docker and podman keep them: the first file that has one for the repository
 * wins. In a file: a helper for that registry, then the store for all, then what is written there.
 *
 * Order: `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`; `$REGISTRY_AUTH_FILE`;
 * `$XDG_RUNTIME_DIR/containers/auth.json`; `$XDG_CONFIG_HOME/containers/auth.json`, else the one
 * in `~/.config`; the JSON text in `$DOCKER_AUTH_CONFIG`.
 */
export function credentialsOf({ env, disk }: RegistryWorld): FindCredential {
  let files: ConfigFile[] | undefined;
  return async (registry, repository) => {
    files ??= [...configFiles(env, disk)];
    for (const file of files) {
      const found = await inFile(file, registry, repository, env);
      if (found) return found;
    }
    return undefined;
  };
}

type Env = RegistryWorld['env'];

function* configFiles(env: Env, disk: RegistryWorld['disk']): Generator<ConfigFile> {
  for (const path of pathsOf(env)) {
    const bytes = disk.read(path);
    if (bytes) yield parseConfigFile(bytes, path);
  }
  const inline = env['DOCKER_AUTH_CONFIG'];
  if (inline) yield parseConfigFile(Buffer.from(inline), '$DOCKER_AUTH_CONFIG');
}

function pathsOf(env: Env): string[] {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const inHome = (path: string) => home && `${home}/${path}`;
  const below = (folder: string | undefined, path: string) => folder && `${folder}/${path}`;
  return [
    below(env['DOCKER_CONFIG'] || inHome('.docker'), 'config.json'),
    env['REGISTRY_AUTH_FILE'],
    below(env['XDG_RUNTIME_DIR'], 'containers/auth.json'),
    below(env['XDG_CONFIG_HOME'] || inHome('.config'), 'containers/auth.json'),
  ].filter((path) => path !== undefined && path !== '') as string[];
}

async function inFile(
  file: ConfigFile,
  registry: string,
  repository: string,
  env: Env,
): Promise<Credential | undefined> {
  const helper = helperFor(file, registry, repository);
  if (helper) {
    const found = await askHelper(helper.name, helper.server, env);
    if (found || helper.isOwn) return found;
  }
  const entry = entryFor(file.auths, registry, repository);
  return entry && credentialOf(entry.value, entry.key, file.path);
}
