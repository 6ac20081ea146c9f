/** How to start a user's program. */
export type Start =
  /** One file that node runs, TypeScript or JavaScript. */
  | { readonly kind: 'file'; readonly script: string; readonly args: readonly string[] }
  /** Anything else: as the shell reads it. */
  | { readonly kind: 'shell'; readonly command: string };

// What a shell would treat specially; then the command is the shell's business.
const SHELL_SYNTAX = /[|&;<>()$`\\"'*?[\]#~=%!{}\n]/;

// Runners of TypeScript whose work the start hook does faster, and flags that change nothing of it.
const RUNNERS = new Set(['ts-node', 'tsx', 'ts-node-transpile-only']);
const NPX_FLAGS = new Set(['-y', '--yes', '--no-install']);
const HARMLESS = new Set(['-T', '--transpile-only', '--transpileOnly', '--swc', '--files']);
const REGISTER = /^(?:ts-node|tsx|@swc-node|esbuild-register|sucrase|@swc)\b/;

/**
 * Reads the `app` of cdk8s.yaml: `npx ts-node main.ts`, `node main.js`, `tsx main.ts` and their like
 * name a file that node can run at once; any other command is left to the shell, unchanged.
 */
export function readAppCommand(command: string): Start {
  const shell: Start = { kind: 'shell', command };
  if (SHELL_SYNTAX.test(command)) return shell;
  const words = command.trim().split(/\s+/);
  if (words[0] === 'npx') {
    words.shift();
    while (NPX_FLAGS.has(words[0] ?? '')) words.shift();
  }
  const runner = words.shift() ?? '';
  if (runner === 'node') dropRegisterFlags(words);
  else if (RUNNERS.has(runner)) while (HARMLESS.has(words[0] ?? '')) words.shift();
  else return shell;
  const [script, ...args] = words;
  if (script === undefined || !/\.[cm]?[jt]s$/.test(script)) return shell;
  return { kind: 'file', script, args };
}

function dropRegisterFlags(words: string[]): void {
  while ((words[0] === '-r' || words[0] === '--require') && REGISTER.test(words[1] ?? '')) {
    words.splice(0, 2);
  }
}
