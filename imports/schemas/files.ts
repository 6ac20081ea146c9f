import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as facts from '../generate/facts';
import type { KindFacts } from '../generate/schema';
import { lazyTable, type LazyTable } from './lines';

/** Bytes of a file below the package's imports folder; read once. */
export function dataFile(path: string): Buffer {
  let bytes = files.get(path);
  if (!bytes) files.set(path, (bytes = readFileSync(join(importsFolder(), path))));
  return bytes;
}

/** The table of a name that schemas/groups.json gives: `aws/rds`, or `facts/aws/sqs`. */
export function tableNamed(name: string): LazyTable {
  let table = tables.get(name);
  if (!table) {
    table = name.startsWith('facts/')
      ? factsTable(dataFile(`${name}.json.br`))
      : lazyTable(dataFile(`schemas/${name}.json`));
    tables.set(name, table);
  }
  return table;
}

/** A value in a JSON file below the imports folder; parsed once. */
export function dataJson(path: string): unknown {
  if (!values.has(path)) values.set(path, JSON.parse(dataFile(path).toString('utf8')));
  return values.get(path);
}

const files = new Map<string, Buffer>();
const tables = new Map<string, LazyTable>();
const values = new Map<string, unknown>();

/** Facts of a service that has no table: unpacked as a whole. */
function factsTable(bytes: Buffer): LazyTable {
  // Most programs never need it, and it loads brotli.
  const { kindsOf, unpackFacts } = require('../generate/facts') as typeof facts;
  const unpacked = unpackFacts(bytes);
  const kinds: Readonly<Record<string, KindFacts>> = kindsOf(unpacked);
  return {
    shapes: unpacked.shapes,
    kinds: () => kinds,
    find: (id) => (Object.hasOwn(kinds, id) ? kinds[id] : undefined),
  };
}

let folder: string | undefined;

/** The data stands in the package's own imports folder, beside the sources and above the build. */
function importsFolder(): string {
  if (folder === undefined) {
    let at = __dirname;
    while (!existsSync(join(at, 'package.json'))) {
      if (dirname(at) === at) throw new Error(`no package.json above ${__dirname}`);
      at = dirname(at);
    }
    folder = join(at, 'imports');
  }
  return folder;
}
