import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { outputsOf } from './outputs';
import { factsIn } from './sources';

/**
 * Writes imports/*.ts and imports/schemas from imports/facts; with `--from <folder>`, imports/facts
 * from a folder of distilled definitions first.
 */
function main(imports: string): void {
  const { values } = parseArgs({ options: { from: { type: 'string' } } });
  if (values.from !== undefined) write(imports, factsIn(values.from));
  write(imports, outputsOf(factFiles(join(imports, 'facts'))));
}

/** The facts in a folder: path below it without extension to bytes. */
export function factFiles(folder: string): Map<string, Buffer> {
  const paths = (readdirSync(folder, { recursive: true }) as string[])
    .map((path) => path.replace(/\\/g, '/'))
    .filter((path) => path.endsWith(EXTENSION))
    .sort();
  return new Map(
    paths.map((path) => [path.slice(0, -EXTENSION.length), readFileSync(join(folder, path))]),
  );
}

const EXTENSION = '.json.br';

function write(imports: string, files: ReadonlyMap<string, string | Buffer>): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(imports, path)), { recursive: true });
    writeFileSync(join(imports, path), content);
  }
}

/** The folder with package.json, above the sources and above the build. */
function packageRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}

if (require.main === module) main(join(packageRoot(__dirname), 'imports'));
