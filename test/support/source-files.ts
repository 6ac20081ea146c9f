import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

export interface SourceFile {
  /** Path from the package root, with slashes: `lib/core/pointer.ts`. */
  readonly path: string;
  readonly text: string;
  /** Files of this package that it imports, loads with `require`, or takes types from. */
  readonly imports: readonly string[];
}

/** The TypeScript files below some folders of the package. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => walk(join(root, folder))).map(readSource);
}

/** Whether the generator wrote the file; those are held by tests of the generator. */
export function isGenerated(path: string): boolean {
  return /^imports\/(?!generate\/|schemas\/|facts\/).*\.ts$/.test(path);
}

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const path = relative(root, file).split('\\').join('/');
  return { path, text, imports: [...specifiers(text)].flatMap((to) => target(file, to)) };
}

const IMPORT = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*'(\.[^']*)'/g;

function* specifiers(text: string): Iterable<string> {
  for (const [, specifier] of text.matchAll(IMPORT)) if (specifier) yield specifier;
}

function target(from: string, specifier: string): string[] {
  const base = join(dirname(from), specifier);
  const found = [`${base}.ts`, join(base, 'index.ts'), base].find(
    (path) => existsSync(path) && statSync(path).isFile(),
  );
  return found?.endsWith('.ts') ? [posix.normalize(relative(root, found))] : [];
}
