import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { realDisk } from '../../constructs/disk';
import { listFolder, pack, parseReference, Registry, type PackedArtifact } from '../../lib/oci';
import { isInstalled, startRealRegistry } from '../support/registry/debian';
import { corpus } from './pack-corpus';
import { inTurns, PeerMissing, type Measured, type Row } from './row';

const FILES = 6_000;
const run = promisify(execFile);
const TLS = ['--src-tls-verify=false', '--dest-tls-verify=false'];

/** What is there for both sides: a registry with the artifact in `bench/from:v1`. */
interface Stage {
  readonly host: string;
  readonly registry: Registry;
  readonly artifact: PackedArtifact;
}

/** skopeo works by command line, as pipelines call it; ours in the process that has just packed. */
export const rows: readonly Row[] = [
  {
    title: `push ${FILES} files that the registry has already, in memory`,
    against: 'skopeo copy',
    atLeast: 5,
    run: () =>
      staged(({ host, registry, artifact }) =>
        inTurns(
          5,
          () => registry.push(parseReference(`${host}/bench/from:v1`), artifact),
          () => skopeo(`${host}/bench/from:v1`, `${host}/bench/from:v1`),
        ),
      ),
  },
  {
    title: 'promote in one repository, in memory',
    against: 'skopeo copy',
    atLeast: 5,
    run: () =>
      staged(({ host, registry }) => {
        let round = 0;
        const from = parseReference(`${host}/bench/from:v1`);
        return inTurns(
          5,
          () => registry.tag(from, [`ours-${round++}`]),
          () => skopeo(`${host}/bench/from:v1`, `${host}/bench/from:theirs-${round++}`),
        );
      }),
  },
  {
    title: `pack ${FILES} files (21 MB) of a folder`,
    against: 'tar | gzip',
    atLeast: 1,
    run: packAgainstTar,
  },
];

function skopeo(from: string, to: string): Promise<unknown> {
  return run('skopeo', ['copy', '--quiet', ...TLS, `docker://${from}`, `docker://${to}`]);
}

async function staged(
  measure: (stage: Stage) => Promise<{ ours: number; theirs: number }>,
): Promise<Measured> {
  for (const program of ['skopeo', 'docker-registry']) {
    if (!isInstalled(program)) throw new PeerMissing(`${program} is not installed`);
  }
  const { host, close } = await startRealRegistry();
  const world = { env: {}, disk: realDisk('.'), now: () => Date.now() };
  const registry = new Registry(world);
  try {
    const artifact = await pack(corpus(FILES));
    await registry.push(parseReference(`${host}/bench/from:v1`), artifact);
    return { ...(await measure({ host, registry, artifact })), unit: 'ms' };
  } finally {
    registry.close();
    await close();
  }
}

async function packAgainstTar(): Promise<Measured> {
  const root = mkdtempSync(join(tmpdir(), 'bench-tar-'));
  try {
    const disk = realDisk(root);
    disk.write(new Map(corpus(FILES).map(({ path, content }) => [path, content])));
    const times = await inTurns(
      5,
      () => pack(listFolder(disk, '.')),
      () => run('sh', ['-c', `tar -C '${root}' -cf - . | gzip -n > /dev/null`]),
    );
    return { ...times, unit: 'ms' };
  } finally {
    rmSync(root, { recursive: true });
  }
}
