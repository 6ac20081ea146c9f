import { spawn } from 'node:child_process';
import { OciError } from '../errors';
import type { Credential } from './credential';

const TIMEOUT_MS = 30_000;
/** Username under which helpers hand out an identity token. */
const TOKEN_USER = '<token>';

/**
 * Asks `docker-credential-<name>` for the login of a server. Its answer is all that is read; what
 * it prints besides is not repeated, since it may be a secret.
 *
 * @returns `undefined` when it knows none.
 * @throws {OciError} `OCI_CREDENTIALS_INVALID` when it is missing, fails or answers something else.
 * @see https://github.com/docker/docker-credential-helpers
 */
export async function askHelper(
  name: string,
  server: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Credential | undefined> {
  const program = `docker-credential-${name}`;
  if (!/^[\w.-]+$/.test(name)) throw failed(program, server, 'is no name of a program');
  const { code, stdout } = await run(program, 'get', server, server, env);
  if (code !== 0) {
    if (/credentials not found/i.test(stdout)) return undefined;
    throw failed(program, server, `ended with code ${code}`);
  }
  const { Username: username, Secret: secret } = answerOf(stdout);
  if (typeof username !== 'string' || typeof secret !== 'string') {
    throw failed(program, server, 'answered no JSON with Username and Secret');
  }
  if (username === '' && secret === '') return undefined;
  if (username === TOKEN_USER) return { kind: 'identity', token: secret };
  return { kind: 'basic', username, password: secret };
}

/**
 * Tells `docker-credential-<name>` to keep a login or to forget it.
 *
 * @param input what it reads: JSON with the login to `store`, the server to `erase`.
 * @returns whether it did; `false` only for `erase`, where it knows none.
 * @throws {OciError} `OCI_CREDENTIALS_INVALID` when it is missing or fails.
 */
export async function tellHelper(
  name: string,
  verb: 'store' | 'erase',
  server: string,
  input: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const program = `docker-credential-${name}`;
  if (!/^[\w.-]+$/.test(name)) throw failed(program, server, 'is no name of a program');
  const { code, stdout } = await run(program, verb, input, server, env);
  if (code === 0) return true;
  if (verb === 'erase' && /credentials not found/i.test(stdout)) return false;
  throw failed(program, server, `ended '${verb}' with code ${code}`);
}

function answerOf(stdout: string): Record<string, unknown> {
  try {
    return (JSON.parse(stdout) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function run(
  program: string,
  verb: 'get' | 'store' | 'erase',
  input: string,
  server: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ code: number | null; stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [verb], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    // Not spawn's own timeout: that one holds the process even where nothing was started.
    const timer = setTimeout(() => child.kill(), TIMEOUT_MS);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      if (stdout.length < 64 * 1024) stdout += part;
    });
    child.on('error', (cause: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const missing = cause.code === 'ENOENT';
      reject(failed(program, server, missing ? 'is not installed' : 'cannot be started', cause));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout });
    });
    // A helper that ends without reading is not our failure.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function failed(program: string, server: string, what: string, cause?: unknown): OciError {
  return new OciError(
    'OCI_CREDENTIALS_INVALID',
    `credential helper '${program}' ${what}, asked for ${server}`,
    `run it by hand: echo ${server} | ${program} get; or give --username and --password-stdin`,
    { cause },
  );
}
