import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import type * as TypeScript from 'typescript';
import type { World } from '../../core';
import { compiledPackage } from '../start/compiled-package';

/** The author's files as syntax trees, each parsed once. */
export class Syntax {
  readonly #files = new Map<string, TypeScript.SourceFile | undefined>();

  constructor(
    readonly ts: typeof TypeScript,
    private readonly world: World,
  ) {}

  /** @param path relative to the working folder. */
  file(path: string): TypeScript.SourceFile | undefined {
    if (!this.#files.has(path)) this.#files.set(path, this.#parse(path));
    return this.#files.get(path);
  }

  /** The file that `from` imports as `./name`; `undefined` for packages and for what is not there. */
  imported(from: TypeScript.SourceFile, specifier: string): TypeScript.SourceFile | undefined {
    if (!specifier.startsWith('.')) return undefined;
    const base = posix.join(posix.dirname(from.fileName), specifier);
    const names = [base.replace(/\.([cm]?)js$/, '.$1ts'), base];
    for (const name of names) {
      for (const end of ['', '.ts', '.js', '.mts', '.cts', '/index.ts', '/index.js']) {
        if (/\.[cm]?[jt]s$/.test(name + end) && this.world.disk.kindOf(name + end) === 'file') {
          return this.file(name + end);
        }
      }
    }
    return undefined;
  }

  #parse(path: string): TypeScript.SourceFile | undefined {
    const text = this.world.disk.read(path)?.toString('utf8');
    if (text === undefined) return undefined;
    return this.ts.createSourceFile(path, text, this.ts.ScriptTarget.Latest, true);
  }
}

/** A reader of TypeScript with the project's own compiler; `undefined` where it has none with an API. */
export function syntaxOf(world: World): Syntax | undefined {
  const require = createRequire(join(world.cwd, 'noop.js'));
  try {
    const { version } = require('typescript/package.json') as { version: string };
    // TypeScript 7 is native and has no API to call.
    if (Number(version.split('.')[0]) >= 7) return undefined;
    const cache = join(world.cwd, '.gitops', 'cache');
    const compiled = compiledPackage(require, 'typescript', cache);
    return new Syntax(compiled.exports as typeof TypeScript, world);
  } catch {
    return undefined;
  }
}
