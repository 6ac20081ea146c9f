/** Modules of the package as one file has them: read at once, compiled where they are called. */
export interface Bundle {
  /** By their path from the root of the build: `lib/core/index.js`. */
  readonly modules: Readonly<Record<string, ModuleFunction>>;
  /** What a module names, and which file that is: `{ './pointer': 'lib/core/pointer.js' }`. */
  readonly links: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A CommonJS module, as node wraps it. */
export type ModuleFunction = (
  this: unknown,
  exports: unknown,
  require: (id: string) => unknown,
  module: NodeJS.Module,
  filename: string,
  dirname: string,
) => void;

/** Beside `bin.js`. */
export const BUNDLE_FILE = 'modules.js';
