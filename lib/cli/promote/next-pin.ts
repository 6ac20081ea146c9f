import { readRecord, type ArtifactRecord } from '../../../constructs/artifact/record';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import { isPin, promoted, rolledBack, type Pin, type Releases, type Ring } from '../../releases';
import { announcedPin } from '../announced-pin';
import type { Stored } from '../artifact-side';
import type { Values } from '../command';
import { CliError } from '../errors';
import { readRecorded } from '../recorded';
import { carriedPin } from './carried-pin';
import type { registryFlags } from '../registry';

/** Which ring changes, to what, and where that is now. */
export interface Promotion {
  readonly ring: string;
  /** What the ring runs until now; `undefined` of a new one. */
  readonly old: Ring | undefined;
  readonly pin: Pin;
  /** Where the content is; default the artifact's own repository. */
  readonly source: string | undefined;
}

/** Somewhere in a layout. */
type Layout = Extract<Stored, { kind: 'layout' }>;

/** What the user asked for. */
export interface Wish {
  readonly artifact: string;
  /** A ring, or the layout that has been carried over. */
  readonly from: string | Layout;
  readonly to: string;
  readonly version: string | undefined;
  /** Where the ring shall have it; default where it has what it runs until now. */
  readonly repository: string | undefined;
}

/**
 * What a ring runs next, and with it what it runs until now.
 *
 * @throws {CliError} `CLI_ARTIFACT_UNKNOWN` for an artifact that was not synthesized;
 *   {@link ReleasesError} for what the file does not name.
 */
export async function nextPin(
  releases: Releases,
  wish: Wish,
  flags: Values<typeof registryFlags>,
  world: World,
): Promise<Promotion> {
  const { artifact, from, to, version } = wish;
  const repository = placeOf(wish, releases, world);
  const old = releases.rings(artifact).includes(to) ? releases.ring(artifact, to) : undefined;
  if (typeof from !== 'string') {
    const carried = carriedPin(artifact, from, releases, world);
    const next = placed(carried, repository ?? (old && isPin(old) ? old : {}));
    const pin = promoted(old, version === undefined ? next : { ...next, version });
    return { ring: to, old, pin, source: undefined };
  }
  if (to === 'previous') {
    const ran = releases.ring(artifact, from);
    const pin = rolledBack(ran, `${artifact}/${from}`);
    return { ring: from, old: ran, pin: placed(pin, repository ?? pin), source: pin.repository };
  }
  const ring = releases.ring(artifact, from);
  const announced = releases.announced(artifact);
  const release: Pin =
    announced && !isPin(ring)
      ? await announcedPin(announced, announced.tag, flags, world)
      : pinOf(artifact, ring, world);
  const next = placed(release, repository ?? (old ? (isPin(old) ? old : {}) : release));
  const pin = promoted(old, version === undefined ? next : { ...next, version });
  return { ring: to, old, pin, source: release.repository };
}

/**
 * Where an artifact is pushed to, unless a ring has it from elsewhere.
 *
 * @throws {CliError} `CLI_ARTIFACT_UNKNOWN`.
 */
export function ownRepository(releases: Releases, artifact: string, world: World): string {
  return (releases.announced(artifact) ?? recordOf(artifact, world)).repository;
}

interface Place {
  readonly repository?: string;
}

/** Nothing is written for the artifact's own repository: a program may move that. */
function placeOf(
  { artifact, from, repository }: Wish,
  releases: Releases,
  world: World,
): Place | undefined {
  if (repository === undefined) return undefined;
  const { parseRepository } = require('../../oci') as typeof Oci;
  const at = parseRepository(repository);
  const name = `${at.registry}/${at.repository}`;
  // Where a layout was carried to, nothing need have been synthesized.
  const isKnown = typeof from === 'string' || readRecord(world.disk) !== undefined;
  const own = isKnown ? ownRepository(releases, artifact, world) : undefined;
  return name === own ? {} : { repository: name };
}

function placed<T extends Pin>({ repository: _, ...pin }: T, { repository }: Place): Pin {
  return { ...pin, ...(repository !== undefined && { repository }) };
}

/** What a ring runs; for head, what synth packed with the rules that it needs. */
function pinOf(artifact: string, ring: Ring, world: World): Pin {
  if (isPin(ring)) return ring;
  const { digest, drift, syncOptions } = recordOf(artifact, world);
  return { digest, drift, ...(syncOptions && { syncOptions }) };
}

function recordOf(artifact: string, world: World): ArtifactRecord {
  const records = readRecorded(world);
  const record = records.find(({ name }) => name === artifact);
  if (record) return record;
  throw new CliError(
    'CLI_ARTIFACT_UNKNOWN',
    `the last synth made no artifact '${artifact}'`,
    `write one of ${records.map(({ name }) => name).join(', ')}, or run cdk8s-gitops synth`,
  );
}
