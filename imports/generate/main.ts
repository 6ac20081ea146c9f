import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { realDisk } from '../../constructs/disk';
import type { Disk } from '../../lib/core';
import { outputsOf } from './outputs';
import { factsIn, type Folder } from './sources';

/**
 * Writes imports/*.ts and imports/schemas from imports/facts; with `--from <folder>`, imports/facts
 * from a folder of distilled definitions first.
 */
function main(disk: Disk): void {
  const { values } = parseArgs({ options: { from: { type: 'string' } } });
  const imports = join(packageRoot(disk, __dirname), 'imports');
  if (values.from !== undefined) disk.write(below(imports, factsIn(folderAt(disk, values.from))));
  disk.write(below(imports, outputsOf(factFiles(disk, join(imports, 'facts')))));
}

const EXTENSION = '.json.br';

/** The facts in a folder: path below it without extension to bytes. */
function factFiles(disk: Disk, folder: string, prefix = ''): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const { name, kind } of disk.list(join(folder, prefix)))
    if (kind === 'directory')
      for (const [path, bytes] of factFiles(disk, folder, `${prefix}${name}/`))
        files.set(path, bytes);
    else if (name.endsWith(EXTENSION))
      files.set(
        prefix + name.slice(0, -EXTENSION.length),
        disk.read(join(folder, prefix, name)) ?? Buffer.alloc(0),
      );
  return files;
}

function folderAt(disk: Disk, folder: string): Folder {
  return {
    list: (path) => disk.list(join(folder, path)).map(({ name }) => name),
    read(path) {
      const bytes = disk.read(join(folder, path));
      if (!bytes) throw new Error(`there is no ${join(folder, path)}`);
      return bytes;
    },
  };
}

function below<T>(folder: string, files: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...files].map(([path, content]) => [join(folder, path), content]));
}

/** The folder with package.json, above the sources and above the build. */
function packageRoot(disk: Disk, from: string): string {
  return disk.kindOf(join(from, 'package.json')) ? from : packageRoot(disk, dirname(from));
}

main(realDisk(process.cwd()));
