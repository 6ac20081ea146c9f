import type * as Oci from '../../oci';
import type * as PlanModule from '../../plan';
import { plural } from '../plan/words';
import type { ComparedSide, Comparison, Verdict } from './comparison';

/** Compares two artifacts, the first as what was. */
export function compare(
  [from, before]: readonly [name: string, artifact: Oci.StoredArtifact],
  [to, after]: readonly [name: string, artifact: Oci.StoredArtifact],
): Comparison {
  const { unpack } = require('../../oci') as typeof Oci;
  const { compareArtifacts } = require('../../plan') as typeof PlanModule;
  const isSame = before.digest === after.digest;
  const difference = isSame
    ? { files: [], objects: [], opaque: [] }
    : compareArtifacts(unpack(before), unpack(after));
  const sides = [sideOf(from, before), sideOf(to, after)] as const;
  const verdict: Verdict = isSame
    ? 'same'
    : difference.files.length === 0
      ? 'content'
      : 'different';
  const summary = {
    same: () => ['the same digest'],
    content: () => ['the same files', ...causes(sides, before, after)],
    different: () => [summed(difference)],
  }[verdict]();
  return { from: sides[0], to: sides[1], verdict, summary, difference };
}

function sideOf(name: string, { digest, manifest }: Oci.StoredArtifact): ComparedSide {
  const { parseManifest } = require('../../oci') as typeof Oci;
  return { name, digest, annotations: parseManifest(manifest.bytes, name).annotations ?? {} };
}

/** Why two artifacts of the same files have two digests. */
function* causes(
  [from, to]: readonly [ComparedSide, ComparedSide],
  before: Oci.StoredArtifact,
  after: Oci.StoredArtifact,
): Generator<string> {
  const keys = new Set([...Object.keys(from.annotations), ...Object.keys(to.annotations)]);
  for (const key of [...keys].sort()) {
    const [a, b] = [from.annotations[key], to.annotations[key]];
    if (a !== b) yield `annotation ${key}: ${a ?? 'none'} -> ${b ?? 'none'}`;
  }
  if (before.layer.digest !== after.layer.digest) {
    const { tarDigest } = require('../../oci') as typeof Oci;
    yield tarDigest(before) === tarDigest(after)
      ? 'the content is identical, its compression differs'
      : 'archived otherwise: another order, other modes or times';
  }
  if (before.layer.mediaType !== after.layer.mediaType) {
    yield `layer type: ${before.layer.mediaType} -> ${after.layer.mediaType}`;
  }
  const [beside, behind] = [before, after].map(({ more = [] }) =>
    more.map(({ digest }) => digest).join(),
  );
  if (beside !== behind)
    yield 'another layer beside the content, such as the examples of a package';
  if (before.config.digest !== after.config.digest) yield 'another config';
}

/** The differing files that no changed object tells of: comments, layout, what is no YAML. */
export function otherFiles({ files, objects }: PlanModule.ArtifactDifference) {
  const told = new Set(objects.flatMap(({ paths }) => paths));
  return files.filter(({ path }) => !told.has(path));
}

function summed({ files, objects }: PlanModule.ArtifactDifference): string {
  const count = (action: string) => objects.filter((one) => one.action === action).length;
  const images = objects.reduce((sum, one) => sum + one.images.length, 0);
  return [
    plural(files.length, 'file'),
    `objects: ${count('add')} added, ${count('change')} changed, ${count('remove')} removed`,
    ...(images > 0 ? [plural(images, 'image')] : []),
  ].join('; ');
}
