import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './source-files';

/**
 * Makes a folder a user's project: `installed` are packages of ours that it has, `own` is where our
 * package stands.
 */
export function installInto(folder: string, own: string, installed: readonly string[]): void {
  const modules = join(folder, 'node_modules');
  const links = [...installed.map((name) => [name, join(root, 'node_modules', name)] as const)];
  for (const [name, target] of [...links, ['cdk8s-gitops', own] as const]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(target, join(modules, name));
  }
}
