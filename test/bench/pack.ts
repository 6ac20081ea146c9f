import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { realDisk } from '../../constructs/disk';
import { pack, parseReference, Registry, type PackFile } from '../../lib/oci';
import { startRegistry } from '../support/registry';
import { isInstalled, startRealRegistry } from '../support/registry/debian';
import { corpus } from './pack-corpus';
import { inTurns, PeerMissing, type Measured, type Row } from './row';

const FILES = 6_000;
const ROUNDS = 5;
const MAIN = join(__dirname, '../../lib/cli/bin.js');
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

/**
 * In memory as `publish` works: content there since synth, one process, while the peer reads a
 * folder. By command line from the start of a process to its end, both from the page cache.
 */
export const rows: readonly Row[] = [
  rowOf(flux, 'in memory', 2),
  rowOf(oras, 'in memory', 2),
  rowOf(flux, 'by command line', 1),
];

export const slowRows: readonly Row[] = [rowOf(flux, 'in memory', 2, 60_000)];

function rowOf(
  against: Peer,
  way: 'in memory' | 'by command line',
  atLeast: number,
  count = FILES,
): Row {
  return {
    title: `pack and push ${count} files (${Math.round(count * 0.0035)} MB) to a loopback registry, ${way}`,
    against: against.shown,
    atLeast,
    run: () => compare(against, way === 'in memory' ? inMemory : byCommandLine, count),
  };
}

/** Packs and pushes to a repository. */
type Ours = (files: readonly PackFile[], folder: string, repository: string) => Promise<unknown>;

const inMemory: Ours = async (files, folder, repository) => {
  const world = { env: {}, disk: realDisk(folder), now: () => Date.now() };
  const registry = new Registry(world);
  await registry.push(parseReference(`${repository}:v1`), await pack(files));
  registry.close();
};

const byCommandLine: Ours = (_files, folder, repository) =>
  run(process.execPath, [
    ...[MAIN, 'push', `oci://${repository}:v1`, '--path', folder, '--no-lint'],
  ]);

async function compare(against: Peer, ours: Ours, count: number): Promise<Measured> {
  const binary = binaryOf(against);
  if (binary === undefined) {
    const { program, variable } = against;
    throw new PeerMissing(`${program} is not installed; put it on the PATH or into ${variable}`);
  }
  const root = mkdtempSync(join(tmpdir(), 'bench-pack-'));
  const real = isInstalled('docker-registry');
  const registry = await (real ? startRealRegistry() : startRegistry());
  try {
    const folder = join(root, 'content');
    const files = corpus(count);
    realDisk(folder).write(new Map(files.map(({ path, content }) => [path, content])));
    let round = 0;
    const at = (side: string) => `${registry.host}/bench/${side}-${round++}`;
    const times = await inTurns(
      count > FILES ? 2 : ROUNDS,
      () => ours(files, folder, at('ours')),
      () => run(binary, [...against.argv(folder, at('theirs'))], { maxBuffer: 2 ** 26 }),
    );
    return { ...times, unit: 'ms' };
  } finally {
    await registry.close();
    rmSync(root, { recursive: true });
  }
}

function binaryOf({ program, variable }: Peer): string | undefined {
  const candidate = process.env[variable] ?? program;
  return spawnSync(candidate, ['--help'], { stdio: 'ignore' }).status === 0 ? candidate : undefined;
}
