import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import type { Side } from '../artifact-side';
import type * as AllTags from '../copy-all-tags';
import { command, type Values } from '../command';
import { CliError } from '../errors';
import { registryFlags, withRegistry } from '../registry';
import type * as Several from '../several-tags';

const options = {
  tag: { type: 'string', short: 't', multiple: true, summary: 'one more tag; may be repeated' },
  immutable: {
    type: 'boolean',
    default: false,
    summary: 'move no tag that stands for something else',
  },
  'all-tags': {
    type: 'boolean',
    default: false,
    summary: 'every tag of one repository to another, none of them moved',
  },
  'no-referrers': {
    type: 'boolean',
    default: false,
    summary: 'leave signatures and the like behind',
  },
  ...registryFlags,
} as const;

export const copy = command({
  name: 'copy',
  summary: 'Copy an artifact and its signatures between registries and layouts.',
  args: '<from> <to>',
  arity: { min: 2, max: 2 },
  example:
    'cdk8s-gitops copy oci://ghcr.io/acme/core:v1.2.0 oci://registry.acme.io/live/core:v1.2.0',
  options,
  async run({ flags, args: [from = '', to = ''] }, world) {
    const { parseSide } = require('../artifact-side') as typeof SideModule;
    if (flags['all-tags']) {
      const { copyAllTags } = require('../copy-all-tags') as typeof AllTags;
      return copyAllTags(from, to, flags, world);
    }
    const source = parseSide(from, world);
    const { parseSeveral } = require('../several-tags') as typeof Several;
    const { reference: target, tags = [] } = to.startsWith('oci://') ? parseSeveral(to) : {};
    const reference = await withRegistry(
      `copying ${from}`,
      flags,
      world,
      (open) =>
        target
          ? toRegistry(source, target, { ...flags, tag: [...tags, ...flags.tag] }, open, world)
          : toLayout(source, to, flags, open, world),
      // The password is for whom is written to; whom is read from is looked up.
      target?.registry,
    );
    world.print(reference);
    return 0;
  },
});

async function toRegistry(
  source: Side,
  target: Oci.Reference,
  flags: Values<typeof options>,
  open: () => Oci.Registry,
  world: World,
): Promise<string> {
  const { parseTag } = require('../../oci') as typeof Oci;
  const { readSide } = require('../artifact-side') as typeof SideModule;
  const tagging = { tags: flags.tag.map(parseTag), immutable: flags.immutable };
  if (source.kind !== 'registry') {
    const artifact = await readSide(source, open, world);
    const beside = flags['no-referrers'] ? [] : referrersIn(source, artifact.digest, world);
    if (beside.length > 0) {
      // Whoever verifies what the tag names must find them: they come first.
      await open().push({ ...target, identifier: artifact.digest }, artifact);
      await open().pushReferrers(target, beside);
      tellReferrers(beside.length, world);
    }
    const { moved, reference } = await open().push(target, artifact, tagging);
    return told(moved, reference, world);
  }
  const referrers = !flags['no-referrers'];
  const copied = await open().copy(source.reference, target, { ...tagging, referrers });
  tellReferrers(copied.referrers.length, world);
  return told(copied.moved, copied.reference, world);
}

/** What refers to an artifact in the layout that it comes from. */
function referrersIn(source: Side, digest: Oci.Digest, { disk }: World) {
  const { layoutReferrers } = require('../../oci') as typeof Oci;
  return source.kind === 'layout' ? layoutReferrers(disk, source.folder, digest) : [];
}

function tellReferrers(count: number, world: World): void {
  if (count === 0) return;
  world.report(
    `with ${count} ${count === 1 ? 'manifest that refers' : 'manifests that refer'} to it`,
  );
}

function told(moved: readonly string[], reference: string, world: World): string {
  if (moved.length === 0) world.report('unchanged: the registry has it already');
  return reference;
}

/** What refers to it comes along, as unnamed manifests of the index. */
async function toLayout(
  source: Side,
  to: string,
  flags: Values<typeof options>,
  open: () => Oci.Registry,
  world: World,
): Promise<string> {
  const { writeLayout } = require('../../oci') as typeof Oci;
  const { readSide } = require('../artifact-side') as typeof SideModule;
  const [, folder = to, name = nameOf(source)] = /^(.+):([^:/]+)$/.exec(to) ?? [];
  if (flags.tag.length > 0 || flags.immutable) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      '--tag and --immutable are for registries',
      `write the name behind the folder: ${folder}:${name}`,
    );
  }
  const artifact = await readSide(source, open, world);
  const { digest } = artifact;
  const referrers = flags['no-referrers']
    ? []
    : source.kind === 'registry'
      ? await open().pullReferrers(source.reference, digest)
      : referrersIn(source, digest, world);
  tellReferrers(referrers.length, world);
  writeLayout(world.disk, folder, new Map([[name, { ...artifact, referrers }]]));
  return `${folder}@${digest}`;
}

/** `core` of `ghcr.io/acme/core:v1`, as `pack` names what is in a folder of that name. */
function nameOf(source: Side): string {
  if (source.kind === 'registry') return lastOf(source.reference.repository);
  return source.kind === 'layout' && source.name !== undefined && !source.name.includes(':')
    ? source.name
    : lastOf(source.folder);
}

function lastOf(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? path;
}
