import { FOLDER_BYTES } from '../consumers/argocd';
import { megabytes } from '../consumers/consumer';
import { OciError } from '../errors';
import type { PackFile } from '../tar/write';
import { weightOf } from './rendezvous';
import { unitsOf, type Unit } from './units';

/** A part of a folder, to be an artifact of its own. */
export interface Shard {
  /** `shard-0` */
  readonly name: string;
  /** At the paths that they have in the folder. */
  readonly files: readonly PackFile[];
}

const MOST = 100;

/**
 * Spreads the files of a folder over artifacts, by their paths alone: whoever adds or changes a file
 * moves no other, one more shard takes its share and moves nothing between the others. What has to
 * stay together does, see {@link unitsOf}.
 *
 * @param count how many; `auto` for the fewest that Argo CD takes as one source each.
 * @throws {OciError} `OCI_SHARD_INVALID` where a shard would be empty, or cannot be small enough.
 */
export function shardFiles(
  files: readonly PackFile[],
  count: number | 'auto',
  limitBytes = FOLDER_BYTES,
): readonly Shard[] {
  const units = unitsOf(files);
  if (count !== 'auto') return shown(spread(units, count), units);
  const heavy = units.find(({ manifestBytes }) => manifestBytes > limitBytes);
  if (heavy) throw tooHeavy(heavy, limitBytes);
  const weight = ({ units: own }: Bin) => own.reduce((sum, unit) => sum + unit.manifestBytes, 0);
  const fits = (bins: readonly Bin[]) =>
    bins.every((bin) => bin.units.length > 0 && weight(bin) <= limitBytes);
  const bins = spread(units, Math.min(MOST, units.length), fits);
  if (fits(bins)) return shown(bins, units);
  throw new OciError(
    'OCI_SHARD_INVALID',
    `not even ${bins.length} shards of ${megabytes(units.reduce((sum, unit) => sum + unit.manifestBytes, 0))} of manifests are ${megabytes(limitBytes)} each`,
    'pack its folders one by one, or split its largest files',
  );
}

interface Bin {
  readonly name: string;
  readonly units: Unit[];
}

/** One shard after the other, each taking what wants it most, until `enough` says so. */
function spread(
  units: readonly Unit[],
  count: number,
  enough: (bins: readonly Bin[]) => boolean = () => false,
): readonly Bin[] {
  const places = units.map((unit) => ({ unit, shard: 0, weight: '' }));
  let bins: readonly Bin[] = [];
  for (let shard = 0; shard < count; shard++) {
    const name = `shard-${shard}`;
    for (const place of places) {
      const weight = weightOf(name, place.unit.key);
      if (weight > place.weight) Object.assign(place, { shard, weight });
    }
    bins = [...bins.map((bin) => ({ name: bin.name, units: [] })), { name, units: [] }];
    for (const place of places) bins[place.shard]?.units.push(place.unit);
    if (enough(bins)) return bins;
  }
  return bins;
}

function shown(bins: readonly Bin[], all: readonly Unit[]): readonly Shard[] {
  const empty = bins.filter(({ units }) => units.length === 0).map(({ name }) => name);
  if (empty.length > 0) throw nothingFor(empty, bins.length, all);
  return bins.map(({ name, units }) => ({ name, files: units.flatMap((unit) => unit.files) }));
}

function tooHeavy({ key, manifestBytes }: Unit, limitBytes: number): OciError {
  return new OciError(
    'OCI_SHARD_INVALID',
    `'${key}' alone has ${megabytes(manifestBytes)} of manifests, and Argo CD takes ${megabytes(limitBytes)} for one source`,
    'split that file, or say how many shards and raise --max-combined-directory-manifests-size of the repo server',
  );
}

function nothingFor(empty: readonly string[], count: number, units: readonly Unit[]): OciError {
  const one = units.length === 1 ? units[0] : undefined;
  const pieces =
    one !== undefined
      ? one.files.length === 1
        ? 'the folder has one file'
        : 'the folder is one piece: a kustomization or chart is never taken apart'
      : `${units.length} pieces are spread by the hash of their paths over ${count}`;
  return new OciError(
    'OCI_SHARD_INVALID',
    `nothing is left for ${empty.join(', ')}: ${pieces}`,
    one !== undefined ? 'leave out --shards' : 'write fewer shards, or --shards auto',
  );
}
