import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startRegistry } from '../support/registry';
import { isInstalled, startRealRegistry } from '../support/registry/debian';

const FILES = 6_000;
const ROUNDS = 5;
const run = promisify(execFile);

/** A program that pushes a folder, as its users call it. */
interface Peer {
  /** On the PATH, or named by an environment variable. */
  readonly program: string;
  readonly variable: string;
  readonly shown: string;
  argv(folder: string, repository: string): readonly string[];
}

const flux: Peer = {
  program: 'flux',
  variable: 'FLUX',
  shown: 'flux push artifact',
  argv: (folder, repository) => [
    ...['push', 'artifact', `oci://${repository}:v1`, '--path', folder],
    ...['--source', 'bench', '--revision', 'main@sha1:0', '--insecure-registry'],
  ],
};

const oras: Peer = {
  program: 'oras',
  variable: 'ORAS',
  shown: 'oras push',
  argv: (folder, repository) => [
    ...['push', '--plain-http', '--disable-path-validation', `${repository}:v1`, folder],
  ],
};

/** Gets a layout that is packed already, so only the push is compared. */
const skopeo: Peer = {
  program: 'skopeo',
  variable: 'SKOPEO',
  shown: 'skopeo copy of a packed layout',
  argv: (folder, repository) => [
    ...['copy', '--dest-tls-verify=false', `oci:${folder}.oci:bench`, `docker://${repository}:v1`],
  ],
};

const [first, second] = [flux, oras, skopeo].filter((peer) => binaryOf(peer) !== undefined);

/** Time from the start of a process to its end, content on disk and in the page cache. */
export const row = rowAgainst(first ?? flux);

/** The other peer, where it is there too. */
export const otherRow = second && second !== skopeo ? rowAgainst(second) : undefined;

function rowAgainst(peer: Peer) {
  return {
    title: `pack and push ${FILES} files (21 MB) to a loopback registry, as processes`,
    against: peer.shown,
    atLeast: peer === skopeo ? 1 : 2,
    run: () => compare(peer),
  };
}

async function compare(peer: Peer): Promise<{ ours: number; theirs: number; unit: string }> {
  const theirBinary = binaryOf(peer);
  if (theirBinary === undefined) {
    throw new Error(`none of flux, oras and skopeo is installed; set ${peer.variable} to a binary`);
  }
  const root = mkdtempSync(join(tmpdir(), 'bench-pack-'));
  const registry = isInstalled('docker-registry')
    ? await startRealRegistry()
    : await startRegistry();
  try {
    const folder = join(root, 'content');
    writeCorpus(folder);
    const main = join(__dirname, '../../lib/cli/main.js');
    const ours = (repository: string) =>
      [main, 'push', `oci://${repository}:v1`, '--path', folder, '--no-lint'] as const;
    await run(process.execPath, [
      main,
      'pack',
      '--path',
      folder,
      '--out',
      `${folder}.oci`,
      '--name',
      'bench',
    ]);
    const best = { ours: Infinity, theirs: Infinity };
    for (let round = 0; round < ROUNDS; round++) {
      const at = (side: string) => `${registry.host}/bench/${side}-${round}`;
      best.ours = Math.min(best.ours, await timed(process.execPath, ours(at('ours'))));
      best.theirs = Math.min(
        best.theirs,
        await timed(theirBinary, peer.argv(folder, at('theirs'))),
      );
    }
    return { ...best, unit: 'ms' };
  } finally {
    await registry.close();
    rmSync(root, { recursive: true });
  }
}

async function timed(program: string, argv: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(program, [...argv], { maxBuffer: 2 ** 26 });
  return performance.now() - start;
}

function binaryOf({ program, variable }: Peer): string | undefined {
  const candidate = process.env[variable] ?? program;
  return spawnSync(candidate, ['--help'], { stdio: 'ignore' }).status === 0 ? candidate : undefined;
}

/** Deployments with much in common, as those of a fleet have: 3.5 KB each. */
function writeCorpus(folder: string): void {
  for (let team = 0; team < 60; team++)
    mkdirSync(join(folder, `team-${team}`), { recursive: true });
  for (let i = 0; i < FILES; i++) {
    writeFileSync(join(folder, `team-${i % 60}`, `service-${i}.k8s.yaml`), deployment(i));
  }
}

function deployment(i: number): string {
  const hash = (n: number) => (Math.imul(i * 64 + n, 2654435761) >>> 0).toString(16);
  const variables = Array.from(
    { length: 36 },
    (_, n) =>
      `            - name: SETTING_${n}\n              value: "${hash(n)}-${hash(n + 36)}.internal.example.com"\n`,
  );
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${i}
  namespace: team-${i % 60}
  labels:
    app.kubernetes.io/name: service-${i}
    app.kubernetes.io/part-of: shop
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: service-${i}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: service-${i}
    spec:
      containers:
        - name: main
          image: ghcr.io/acme/service-${i}@sha256:${hash(1).padEnd(64, hash(2))}
          ports:
            - containerPort: 8080
          env:
${variables.join('')}`;
}
