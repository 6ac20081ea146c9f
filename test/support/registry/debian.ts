import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real registry on loopback, in a process of its own: `apt-get install docker-registry`. */
export interface RealRegistry {
  /** `127.0.0.1:41234` */
  readonly host: string;
  close(): Promise<void>;
}

/** Of {@link startRealRegistry} with `login`. */
export const LOGIN = { username: 'alice', password: 'wonder:land' } as const;
const HTPASSWD = 'alice:$2y$05$wS6rDVNt3aKRAvjLxbH7p.Tu.MHQOD6dAZBkJNfAqB.ahmbyJW14q';

/** Whether a program is there; says on stderr what is skipped where it is not. */
export function isInstalled(program: string, args: readonly string[] = ['--version']): boolean {
  if (spawnSync(program, args).status === 0) return true;
  process.stderr.write(`skipped: '${program}' is not installed\n`);
  return false;
}

/** Starts `docker-registry` on a free port; with `login`, only {@link LOGIN} may enter. */
export async function startRealRegistry({ login = false } = {}): Promise<RealRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  writeFileSync(join(folder, 'htpasswd'), `${HTPASSWD}\n`);
  writeFileSync(join(folder, 'config.json'), JSON.stringify(configOf(folder, host, login)));
  const child = spawn('docker-registry', ['serve', join(folder, 'config.json')], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const close = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  for (let tries = 0; tries < 100; tries++) {
    if (await answers(host)) return { host, close };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await close();
  throw new Error(`docker-registry does not answer on ${host}`);
}

/** JSON is YAML, and that is what it reads. */
function configOf(folder: string, addr: string, login: boolean): object {
  const htpasswd = { realm: 'test', path: join(folder, 'htpasswd') };
  return {
    version: '0.1',
    log: { level: 'error' },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
    http: { addr },
    ...(login ? { auth: { htpasswd } } : {}),
  };
}

function answers(host: string): Promise<boolean> {
  return fetch(`http://${host}/v2/`).then(
    () => true,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
