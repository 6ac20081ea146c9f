import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type * as TypeScript from 'typescript';
import { compiledPackage } from './compiled-package';

/** Turns TypeScript into CommonJS with an inline source map; types are dropped, never checked. */
interface Transpiler {
  readonly name: string;
  /** Loads it for the project that `require` is of; `cache` is a folder for what may be kept. */
  load(require: NodeJS.Require, cache: string): Transpile;
}

type Transpile = (source: string, file: string, interop: boolean) => string;

// The first that the user's project has.
const transpilers: readonly Transpiler[] = [
  {
    name: '@swc/core',
    load(require) {
      const swc = require('@swc/core') as { transformSync(s: string, o: object): { code: string } };
      return (source, file, interop) =>
        swc.transformSync(source, {
          filename: file,
          swcrc: false,
          sourceMaps: 'inline',
          jsc: {
            parser: { syntax: 'typescript', decorators: true },
            target: 'es2022',
            keepClassNames: true,
          },
          module: { type: 'commonjs', noInterop: !interop },
        }).code;
    },
  },
  {
    name: 'esbuild',
    load(require) {
      const esbuild = require('esbuild') as {
        transformSync(s: string, o: object): { code: string };
      };
      return (source, file) =>
        esbuild.transformSync(source, {
          loader: 'ts',
          format: 'cjs',
          target: 'es2022',
          sourcemap: 'inline',
          sourcefile: file,
          keepNames: true,
        }).code;
    },
  },
  {
    name: 'typescript',
    load(require, cache) {
      const compiled = compiledPackage(require, 'typescript', cache);
      const ts = compiled.exports as typeof TypeScript;
      let isKept = false;
      return (source, file, interop) => {
        const { outputText } = ts.transpileModule(source, {
          fileName: file,
          compilerOptions: {
            module: ts.ModuleKind.CommonJS,
            target: ts.ScriptTarget.ES2022,
            esModuleInterop: interop,
            experimentalDecorators: true,
            inlineSourceMap: true,
            inlineSources: true,
          },
        });
        // Now the functions that this takes are compiled, too.
        if (!isKept) compiled.keep(keep);
        isKept = true;
        return outputText;
      };
    },
  },
];

/**
 * A function from a TypeScript file to JavaScript. Results are kept in `.gitops/cache` below
 * `folder` by the hash of everything that they depend on, so that a second run loads no compiler.
 *
 * @throws {Error} when the project has none of @swc/core, esbuild and typescript.
 */
export function transpilerOf(folder: string): (file: string) => string {
  const require = createRequire(join(folder, 'noop.js'));
  const found = transpilers
    .map((transpiler) => ({ transpiler, version: versionOf(require, transpiler.name) }))
    .find(({ version }) => version !== undefined);
  if (!found) throw new Error('found none of @swc/core, esbuild and typescript in this project');
  const { transpiler, version } = found;
  const interop = wantsInterop(folder);
  const cache = join(folder, '.gitops', 'cache');
  let transpile: Transpile | undefined;
  return (file) => {
    const source = readFileSync(file, 'utf8');
    const place = relative(folder, file);
    const facts = [transpiler.name, version, interop, place, source];
    const key = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
    const cached = join(cache, `${key}.js`);
    if (existsSync(cached)) return readFileSync(cached, 'utf8');
    transpile ??= transpiler.load(require, cache);
    const code = transpile(source, file, interop);
    keep(cached, code);
    return code;
  };
}

function versionOf(require: NodeJS.Require, name: string): string | undefined {
  try {
    const { version } = require(`${name}/package.json`) as { version: string };
    // TypeScript 7 is native and has no API to call.
    return name === 'typescript' && Number(version.split('.')[0]) >= 7 ? undefined : version;
  } catch {
    return undefined;
  }
}

function wantsInterop(folder: string): boolean {
  try {
    return /"esModuleInterop"\s*:\s*true/.test(readFileSync(join(folder, 'tsconfig.json'), 'utf8'));
  } catch {
    return false;
  }
}

/** A cache that cannot be written costs time, never the run. */
function keep(path: string, code: string | Buffer): void {
  const sibling = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(sibling, code);
    renameSync(sibling, path);
  } catch {
    // A read-only project, or a full disk.
    rmSync(sibling, { force: true });
  }
}
