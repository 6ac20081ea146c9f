import { readFileSync } from 'node:fs';

/** Modules of the package as one text has them: read at once, compiled when they are asked for. */
export interface Bundle {
  /** All modules, one after the other; ASCII alone. */
  readonly text: Buffer;
  /** Where they are in it, by their path from the root of the build: `lib/core/index.js`. */
  readonly modules: Readonly<Record<string, Place>>;
  /** What a module names, and which file that is: `{ './pointer': 'lib/core/pointer.js' }`. */
  readonly links: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type Place = readonly [start: number, end: number];

/** Beside `bin.js`. */
export const BUNDLE_FILE = 'modules.txt';

/** A bundle as its file has it: a line of JSON, then the text. */
export function readBundle(file: string): Bundle {
  const bytes = readFileSync(file);
  const end = bytes.indexOf('\n');
  const index = JSON.parse(bytes.toString('latin1', 0, end)) as Omit<Bundle, 'text'>;
  return { ...index, text: bytes.subarray(end + 1) };
}

/** The file of a bundle. @param texts what modules say, by their path; ASCII. */
export function bundleFile(texts: ReadonlyMap<string, string>, links: Bundle['links']): string {
  const modules: Record<string, Place> = {};
  let at = 0;
  for (const [path, { length }] of texts) modules[path] = [at, (at += length)];
  return `${JSON.stringify({ modules, links })}\n${[...texts.values()].join('')}`;
}
