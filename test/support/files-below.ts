import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Content by path below a folder, in byte order. */
export function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
