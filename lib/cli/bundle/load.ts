import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Bundle } from './bundle';

/**
 * Runs a module of a bundle. Modules are those of the files that they were made of: they stand in
 * `require.cache` under those names, so that a file outside the bundle finds the same ones.
 *
 * @param root the folder that the paths of the bundle are below.
 */
export function loadBundled({ text, modules, links }: Bundle, root: string, path: string): unknown {
  const { cache } = createRequire(join(root, path));
  const load = (name: string): unknown => {
    const filename = join(root, name);
    const known = cache[filename];
    if (known) return known.exports;
    const module = new Module(filename);
    module.filename = filename;
    cache[filename] = module;
    let own: NodeJS.Require | undefined;
    const fromFile = () => (own ??= createRequire(filename));
    const named = links[name] ?? {};
    const require = (id: string): unknown => {
      const to = named[id];
      if (to === undefined) return fromFile()(id);
      return modules[to] ? load(to) : fromFile()(join(root, to));
    };
    require.resolve = (id: string) => fromFile().resolve(id);
    require.cache = cache;
    const [start, end] = modules[name] ?? [0, 0];
    try {
      const code = text.toString('latin1', start, end);
      const run = compileFunction(code, PARAMETERS, { filename }) as ModuleFunction;
      run.call(module.exports, module.exports, require, module, filename, dirname(filename));
    } catch (error) {
      // As node does: a module that failed is tried again.
      Reflect.deleteProperty(cache, filename);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  };
  return load(path);
}

/** As node wraps a CommonJS module. */
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'] as const;

type ModuleFunction = (
  this: unknown,
  exports: unknown,
  require: (id: string) => unknown,
  module: NodeJS.Module,
  filename: string,
  dirname: string,
) => void;
