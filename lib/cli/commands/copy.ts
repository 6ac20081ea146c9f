import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import type { Side } from '../artifact-side';
import type * as AllTags from '../copy-all-tags';
import type * as CheckSigned from '../check-signed';
import { command, type Values } from '../command';
import { repositoryFlag, verifyFlags, type Demands } from '../demand';
import type * as DemandModule from '../demand';
import { CliError } from '../errors';
import { registryFlags, withRegistry } from '../registry';
import type * as PushWith from '../push-with';
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
  'verify-key': {
    type: 'string',
    multiple: true,
    summary: 'copy nothing that no such key signed, PEM or env://VARIABLE; may be repeated',
  },
  ...verifyFlags,
  repository: {
    ...repositoryFlag,
    summary: 'whose rule of the policy counts for a layout; default the one it is copied to',
  },
  ...registryFlags,
} as const;

const NOTHING: Oci.Beside = { referrers: [], legacy: [] };

export const copy = command({
  name: 'copy',
  summary: 'Copy an artifact and its signatures between registries and layouts.',
  args: '<from> <to>',
  arity: { min: 2, max: 2 },
  example:
    'cdk8s-gitops copy oci://ghcr.io/acme/core:v1.2.0 oci://registry.acme.io/live/core:v1.2.0',
  options,
  async run({ flags, args: [from = '', to = ''] }, world) {
    const { parseSide, shortName } = require('../artifact-side') as typeof SideModule;
    const { demandsOf } = require('../demand') as typeof DemandModule;
    const demands = await demandsOf(flags['verify-key'], flags, world);
    if (flags['all-tags']) {
      const { copyAllTags } = require('../copy-all-tags') as typeof AllTags;
      return copyAllTags(from, to, flags, demands, world);
    }
    const source = parseSide(from, world);
    const { parseSeveral } = require('../several-tags') as typeof Several;
    const { reference: target, tags = [] } = to.startsWith('oci://') ? parseSeveral(to) : {};
    const reference = await withRegistry(
      `copying ${from}`,
      flags,
      world,
      async (open) => {
        const pinned = demands
          ? await checked(source, target, demands, flags, open, world)
          : source;
        return target
          ? toRegistry(pinned, target, { ...flags, tag: [...tags, ...flags.tag] }, open, world)
          : toLayout(pinned, to, shortName(source), flags, open, world);
      },
      // The password is for whom is written to; whom is read from is looked up.
      target?.registry,
    );
    world.print(reference);
    return 0;
  },
});

/** What is verified is what is copied: the source by its digest. */
async function checked(
  source: Side,
  target: Oci.Reference | undefined,
  demands: Demands,
  flags: Values<typeof options>,
  open: () => Oci.Registry,
  world: World,
): Promise<Side> {
  const { attachmentsOf, pinnedSide, refuseFolder, storedDigest } =
    require('../artifact-side') as typeof SideModule;
  const { checkSigned } = require('../check-signed') as typeof CheckSigned;
  const { repositoryOf } = require('../demand') as typeof DemandModule;
  const stored = refuseFolder(source, 'copy with --verify-key and the like');
  const given = repositoryOf(stored, flags.repository);
  const digest = await storedDigest(stored, open, world);
  await checkSigned(attachmentsOf(stored, open, world), given ?? target, digest, demands);
  return pinnedSide(stored, digest);
}

async function toRegistry(
  source: Side,
  target: Oci.Reference,
  flags: Values<typeof options>,
  open: () => Oci.Registry,
  world: World,
): Promise<string> {
  const { parseTag } = require('../../oci') as typeof Oci;
  const { pushWith } = require('../push-with') as typeof PushWith;
  const { readSide } = require('../artifact-side') as typeof SideModule;
  const tagging = { tags: flags.tag.map(parseTag), immutable: flags.immutable };
  if (source.kind !== 'registry') {
    const artifact = await readSide(source, open, world);
    const beside = flags['no-referrers'] ? NOTHING : besideIn(source, artifact.digest, world);
    const { moved, reference } = await pushWith(beside, open(), target, artifact, tagging);
    tellReferrers(beside.referrers.length, world);
    return told(moved, reference, world);
  }
  const referrers = !flags['no-referrers'];
  const copied = await open().copy(source.reference, target, { ...tagging, referrers });
  tellReferrers(copied.referrers.length, world);
  return told(copied.moved, copied.reference, world);
}

/** What refers to an artifact in the layout that it comes from. */
function besideIn(source: Side, digest: Oci.Digest, { disk }: World): Oci.Beside {
  const { layoutBeside } = require('../../oci') as typeof Oci;
  return source.kind === 'layout' ? layoutBeside(disk, source.folder, digest) : NOTHING;
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
  known: string,
  flags: Values<typeof options>,
  open: () => Oci.Registry,
  world: World,
): Promise<string> {
  const { writeLayout } = require('../../oci') as typeof Oci;
  const { readSide } = require('../artifact-side') as typeof SideModule;
  const [, folder = to, name = known] = /^(.+):([^:/]+)$/.exec(to) ?? [];
  if (flags.tag.length > 0 || flags.immutable) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      '--tag and --immutable are for registries',
      `write the name behind the folder: ${folder}:${name}`,
    );
  }
  const artifact = await readSide(source, open, world);
  const { digest } = artifact;
  const beside = flags['no-referrers']
    ? NOTHING
    : source.kind === 'registry'
      ? await open().pullBeside(source.reference, digest)
      : besideIn(source, digest, world);
  tellReferrers(beside.referrers.length, world);
  writeLayout(world.disk, folder, new Map([[name, { ...artifact, ...beside }]]));
  return `${folder}@${digest}`;
}
