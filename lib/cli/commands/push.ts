import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as Consumers from '../check-consumers';
import { command, type Values } from '../command';
import { forFlag } from '../for-flag';
import { CliError } from '../errors';
import type * as Gate from '../lint-gate';
import type * as RecordedFile from '../recorded';
import { folderFlags, givenFolderFlag, packFolder } from '../pack-folder';
import { signingFlags } from '../push-signed';
import type * as PushSigned from '../push-signed';
import { openRegistry, registryFlags, withProgress } from '../registry';
import type * as PushWith from '../push-with';
import type * as Several from '../several-tags';

export const push = command({
  name: 'push',
  summary: 'Lint an artifact, push it, and print its reference by digest.',
  args: '<oci://host/repository:tag[,tag]>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops push oci://ghcr.io/acme/manifests/core:v1.2.0 --path dist/core',
  options: {
    path: { type: 'string', short: 'p', summary: 'folder to pack and push' },
    layout: { type: 'string', summary: 'OCI image layout to push from; default .gitops/oci' },
    name: { type: 'string', summary: 'name in the layout, where it holds several' },
    ...folderFlags,
    tag: { type: 'string', short: 't', multiple: true, summary: 'one more tag; may be repeated' },
    ...signingFlags,
    immutable: {
      type: 'boolean',
      default: false,
      summary: 'move no tag that stands for something else',
    },
    for: { ...forFlag, summary: `stop where these refuse it; ${forFlag.summary}` },
    'no-lint': { type: 'boolean', default: false, summary: 'push what lint finds errors in' },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json'],
      default: 'text',
      summary: 'the reference alone, or what was pushed',
    },
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { parseTag, unpack } = require('../../oci') as typeof Oci;
    const { checkRecorded, recordedFor } = require('../recorded') as typeof RecordedFile;
    const { reference, tags: others } = several().parseSeveral(target);
    const tags = [...others, ...flags.tag.map(parseTag)];
    const recorded = recordedFor(reference, world);
    const artifact = await artifactOf(flags, recorded?.name, world);
    checkRecorded(recorded, artifact.digest, givenFolderFlag(flags) !== undefined);
    const { passesFor } = require('../check-consumers') as typeof Consumers;
    if (!passesFor(flags.path ?? target, artifact, flags.for, world)) return 1;
    if (!flags['no-lint']) {
      const { passesGate } = require('../lint-gate') as typeof Gate;
      if (!passesGate(unpack(artifact), world)) return 1;
    }
    const { pushSigned, signingOf } = require('../push-signed') as typeof PushSigned;
    const signing = await signingOf(flags, world);
    const registry = openRegistry(flags, world);
    try {
      const pushed = await withProgress(`pushing to ${target}`, world, async () => {
        if (signing) await pushSigned(registry, reference, artifact, signing, world);
        const { pushWith } = require('../push-with') as typeof PushWith;
        return pushWith(besideOf(flags, artifact, world), registry, reference, artifact, {
          tags,
          immutable: flags.immutable,
        });
      });
      if (pushed.moved.length === 0) world.report('unchanged: the registry has it already');
      const facts = { ...pushed, digest: artifact.digest };
      world.print(flags.output === 'json' ? JSON.stringify(facts, null, 2) : pushed.reference);
    } finally {
      registry.close();
    }
    return 0;
  },
});

/** What a layout has beside the artifact: whoever signed it there wants that to arrive. */
function besideOf(
  { path, layout }: Pick<Choice, 'path' | 'layout'>,
  { digest }: Oci.StoredArtifact,
  { disk }: World,
): Oci.Beside {
  const { layoutBeside } = require('../../oci') as typeof Oci;
  if (path !== undefined) return { referrers: [], legacy: [] };
  return layoutBeside(disk, layout ?? OWN_LAYOUT, digest);
}

const OWN_LAYOUT = '.gitops/oci';

const several = () => require('../several-tags') as typeof Several;

interface Choice extends Values<typeof folderFlags> {
  readonly path: string | undefined;
  readonly layout: string | undefined;
  readonly name: string | undefined;
}

/** The packed folder, or what the layout holds for this repository. */
async function artifactOf(
  flags: Choice,
  recordedName: string | undefined,
  world: World,
): Promise<Oci.StoredArtifact> {
  const { readLayout, listLayout } = require('../../oci') as typeof Oci;
  const { path, layout, name } = flags;
  if (path !== undefined) {
    refuse(layout ?? name, '--layout and --name', 'with --path');
    return packFolder(path, flags, world);
  }
  const given = givenFolderFlag(flags);
  refuse(given, `--${given}`, 'without --path: that artifact is packed');
  const folder = layout ?? OWN_LAYOUT;
  const known = listLayout(world.disk, folder).some((entry) => entry.name === recordedName);
  return readLayout(world.disk, folder, name ?? (known ? recordedName : undefined));
}

function refuse(given: string | undefined, flags: string, where: string): void {
  if (given === undefined) return;
  throw new CliError('CLI_FLAG_VALUE', `push takes no ${flags} ${where}`, 'leave one of them out');
}
