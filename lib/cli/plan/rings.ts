import { posix } from 'node:path';
import type { SynthRecord } from '../../../constructs/artifact/record';
import { parseDocuments, type Disk } from '../../core';
import type { RingFact } from '../../plan';
import type * as ReleasesModule from '../../releases';

const FILE = 'releases.yaml';

/**
 * What each ring of `releases.yaml` runs; for head what synth recorded, else what the folder of the
 * artifact packs to. Without the file there are no rings.
 *
 * @param digests by artifact name, of the folders that were packed.
 */
export function ringsOf(
  disk: Disk,
  beside: string,
  record: SynthRecord | undefined,
  digests: ReadonlyMap<string, string>,
): RingFact[] {
  const file = posix.join(beside, FILE);
  const text = disk.read(file)?.toString();
  if (text === undefined) return [];
  const { isPin, parseReleases } = require('../../releases') as typeof ReleasesModule;
  const releases = parseReleases(text, file);
  const [document] = parseDocuments(text);
  const headOf = (artifact: string) =>
    record?.artifacts.find(({ name }) => name === artifact)?.digest ?? digests.get(artifact);
  return releases.artifacts().flatMap((artifact) =>
    releases.rings(artifact).flatMap((ring): RingFact[] => {
      const runs = releases.ring(artifact, ring);
      if (isPin(runs)) {
        const { digest, version, repository } = runs;
        const line = document?.lineOf(`/${artifact}/${ring}`);
        return [
          {
            artifact,
            ring,
            digest,
            ...(version !== undefined && { version }),
            ...(repository !== undefined && { repository }),
            pinned: true,
            ...(line !== undefined && { written: `${FILE}:${line}` }),
          },
        ];
      }
      const digest = headOf(artifact);
      return digest === undefined ? [] : [{ artifact, ring, digest, pinned: false }];
    }),
  );
}
