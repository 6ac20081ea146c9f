/* Loaded with `node --require` before a user's program: TypeScript without a type-check. */
import Module from 'node:module';
import { describeFailure } from './failure';
import { transpilerOf } from './transpile';

interface CompilableModule extends NodeModule {
  _compile(code: string, file: string): void;
}

const folder = process.cwd();
const extensions = (Module as unknown as { _extensions: NodeJS.Dict<Loader> })._extensions;
type Loader = (module: CompilableModule, file: string) => void;

let transpile: ((file: string) => string) | undefined;

for (const extension of ['.ts', '.cts']) {
  extensions[extension] = (module, file) => {
    transpile ??= transpilerOf(folder);
    module._compile(transpile(file), file);
  };
}

// Positions in messages are those of the TypeScript.
process.setSourceMapsEnabled(true);

const fail = (error: unknown): void => {
  const debug = process.env['CDK8S_GITOPS_DEBUG'] === '1';
  process.stderr.write(`${describeFailure(error, folder, debug)}\n`);
  process.exit(1);
};
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
