import { isDeepStrictEqual } from 'node:util';
import type { World } from '../../core';
import { parseReleases, setRing, type Ring } from '../../releases';
import { CliError } from '../errors';

/**
 * Writes what a ring runs, into the file as it is now: others may have changed other rings since it
 * was read.
 *
 * @param old what the ring ran when the file was read; `undefined` where it was not there.
 * @throws {CliError} `CLI_FILE_CHANGED` where somebody else changed the same ring meanwhile.
 */
export function writeRing(
  file: string,
  [artifact, ring]: readonly [artifact: string, ring: string],
  old: Ring | undefined,
  next: Ring,
  { disk }: World,
): void {
  const text = disk.read(file)?.toString() ?? '';
  const releases = parseReleases(text, file);
  const now = releases.rings(artifact).includes(ring) ? releases.ring(artifact, ring) : undefined;
  if (!isDeepStrictEqual(now, old) && !isDeepStrictEqual(now, next)) {
    throw new CliError(
      'CLI_FILE_CHANGED',
      `somebody else changed '${artifact}.${ring}' in ${file} meanwhile`,
      'look at what it runs now, and promote again',
    );
  }
  const edited = setRing(text, artifact, ring, next, file);
  if (edited !== text) disk.write(new Map([[file, edited]]));
}
