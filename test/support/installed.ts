import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-files';

/** What `npm ci` would put into a folder that `init` has written; this package is the one that is built. */
export function install(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  symlinkSync(root, join(modules, 'cdk8s-gitops'));
  for (const name of ['jest', 'tsc']) {
    symlinkSync(join(root, 'node_modules/.bin', name), join(modules, '.bin', name));
  }
  const own = join(modules, '.bin/cdk8s-gitops');
  writeFileSync(own, `#!/bin/sh\nexec node '${join(root, 'build/lib/cli/bin.js')}' "$@"\n`, {
    mode: 0o755,
  });
}
