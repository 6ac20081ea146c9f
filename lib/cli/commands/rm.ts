import { isCodedError, type World } from '../../core';
import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import { command, type Values } from '../command';
import { CliError } from '../errors';
import type { Pins } from '../pins';
import type * as PinsModule from '../pins';
import { registryFlags, withRegistry } from '../registry';
import type * as RemoveModule from '../rm/remove-all';
import type { Survey } from '../rm/survey';
import type * as SurveyModule from '../rm/survey';

const options = {
  referrers: {
    type: 'boolean',
    default: false,
    summary: 'with a digest: remove its signatures and what else refers to it as well',
  },
  file: { type: 'string', short: 'f', default: 'releases.yaml', summary: 'what rings run' },
  force: { type: 'boolean', default: false, summary: 'remove even what a ring runs' },
  ...registryFlags,
} as const;

export const rm = command({
  name: 'rm',
  summary: 'Remove a tag, or a digest with all its tags, that no ring runs.',
  args: '<oci://host/repository:tag|@digest|OCI layout[:name]>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops rm oci://ghcr.io/acme/manifests/core:pr-17',
  options,
  async run({ flags, args: [target = ''] }, world) {
    const { layoutReferrers, readLayoutManifest, removeFromLayout } =
      require('../../oci') as typeof Oci;
    const { byDigest, parsePlace, refuseFolder } = require('../artifact-side') as typeof SideModule;
    const { readPins } = require('../pins') as typeof PinsModule;
    const side = refuseFolder(parsePlace(target, world), 'rm');
    if (side.kind === 'layout') {
      const { disk } = world;
      const { digest } = readLayoutManifest(disk, side.folder, side.name);
      const before = layoutReferrers(disk, side.folder, digest).length;
      removeFromLayout(disk, side.folder, side.name);
      const after = layoutReferrers(disk, side.folder, digest).length;
      if (before > after) world.report(`removed as well: ${count(before - after)}`);
      world.print(byDigest(side, digest));
      return 0;
    }
    const { reference } = side;
    const pins = readPins(flags.file, world, false);
    const digest = await withRegistry(`removing ${target}`, flags, world, (open) =>
      reference.identifier.includes(':')
        ? removeDigest(reference, pins, flags, open(), world)
        : removeTag(reference, pins, flags, open()),
    );
    world.print(byDigest(side, digest));
    return 0;
  },
});

/** Its content stays, under its digest. */
async function removeTag(
  reference: Oci.Reference,
  pins: Pins,
  { force, referrers }: Values<typeof options>,
  registry: Oci.Registry,
): Promise<Oci.Digest> {
  const { formatReference, helpedBy } = require('../../oci') as typeof Oci;
  const digest = await registry.resolve(reference);
  if (referrers) {
    const at = formatReference({ ...reference, identifier: digest });
    throw new CliError(
      'CLI_FLAG_VALUE',
      '--referrers is for digests: other tags may stand for the same content',
      `write rm oci://${at} --referrers, which takes all its tags along`,
    );
  }
  const helped = helpedBy(reference.identifier);
  const rings = [
    ...ringsOf(reference, digest, pins, reference.identifier),
    ...(helped === undefined ? [] : ringsOf(reference, helped, pins)),
  ];
  if (!force) refuseRun(reference, rings);
  await registry.remove(reference);
  return digest;
}

async function removeDigest(
  reference: Oci.Reference,
  pins: Pins,
  { force, referrers }: Values<typeof options>,
  registry: Oci.Registry,
  world: World,
): Promise<Oci.Digest> {
  const { surveyOf } = require('../rm/survey') as typeof SurveyModule;
  const { removeReferrers } = require('../rm/remove-all') as typeof RemoveModule;
  const digest = reference.identifier as Oci.Digest;
  const survey = await surveyOf(registry, reference, digest);
  const near = [digest, ...survey.subjects, ...survey.referrers.map((one) => one.digest)];
  if (!force) {
    refuseRun(
      reference,
      near.flatMap((one) => ringsOf(reference, one, pins)),
    );
    refuseRun(reference, await followersOf(reference, near, survey, pins, registry));
  }
  const left = survey.referrers.length + survey.helpers.length;
  try {
    await registry.remove(reference);
  } catch (error) {
    // Whoever was interrupted goes on.
    const isGone = isCodedError(error) && error.code === 'OCI_NOT_FOUND';
    if (!isGone || !referrers || left === 0) throw error;
  }
  if (!referrers) tellLeft(reference, survey, world);
  else {
    const removed = await removeReferrers(registry, reference, survey, pins, world);
    if (removed > 0) world.report(`removed as well: ${count(removed)}`);
  }
  return digest;
}

/** Rings that follow a tag which stands for one of these: it would go with its digest. */
async function followersOf(
  reference: Oci.Reference,
  digests: readonly Oci.Digest[],
  { tags }: Survey,
  pins: Pins,
  registry: Oci.Registry,
): Promise<readonly string[]> {
  const followed = tags.filter((tag) => ringsOf(reference, '', pins, tag).length > 0);
  const found = await registry.digests(reference, followed);
  return followed.flatMap((tag, i) => {
    const digest = found[i];
    return digest !== undefined && digests.includes(digest)
      ? ringsOf(reference, '', pins, tag)
      : [];
  });
}

function ringsOf(
  { registry, repository }: Oci.Repository,
  digest: string,
  pins: Pins,
  tag?: string,
): readonly string[] {
  return pins.of(`${registry}/${repository}`, digest, tag);
}

/** @throws {CliError} `CLI_PINNED`. */
function refuseRun(reference: Oci.Reference, rings: readonly string[]): void {
  if (rings.length === 0) return;
  const { formatReference } = require('../../oci') as typeof Oci;
  const all = [...new Set(rings)].join(', ');
  throw new CliError(
    'CLI_PINNED',
    `${formatReference(reference)} is what ${all} runs, or is about it`,
    `promote another release first, or give --force`,
  );
}

function tellLeft(reference: Oci.Reference, { referrers, helpers }: Survey, world: World): void {
  if (referrers.length + helpers.length === 0) return;
  const { formatReference } = require('../../oci') as typeof Oci;
  const parts = [
    ...(referrers.length > 0 ? [`${count(referrers.length)} about it`] : []),
    ...(helpers.length > 0 ? [`the tags ${helpers.join(', ')}`] : []),
  ];
  world.report(`there still: ${parts.join(', and ')}`);
  world.report(`  remove that too: rm oci://${formatReference(reference)} --referrers`);
}

function count(number: number): string {
  return `${number} ${number === 1 ? 'manifest' : 'manifests'}`;
}
