import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as Consumers from '../check-consumers';
import { command, type Values } from '../command';
import { forFlag } from '../for-flag';
import { CliError } from '../errors';
import type * as Gate from '../lint-gate';
import type * as RecordedFile from '../recorded';
import type * as PushAll from '../push-all';
import type { Outgoing } from '../push-all';
import { folderFlags, givenFolderFlag, packFolder } from '../pack-folder';
import { signingFlags } from '../push-signed';
import type * as PushSigned from '../push-signed';
import { openRegistry, registryFlags, withProgress } from '../registry';
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
    const outgoing = await artifactsOf(flags, reference, recorded?.name, world);
    const { passesFor } = require('../check-consumers') as typeof Consumers;
    const { passesGate } = require('../lint-gate') as typeof Gate;
    for (const { reference: to, artifact } of outgoing) {
      checkRecorded(recordedFor(to, world), artifact.digest, givenFolderFlag(flags) !== undefined);
      const where = flags.path ?? target;
      if (!passesFor(where, artifact, flags.for, world, to.repository)) return 1;
    }
    const files = () => outgoing.flatMap(({ artifact }) => unpack(artifact));
    if (!flags['no-lint'] && !passesGate(files(), world)) return 1;
    const { signingOf } = require('../push-signed') as typeof PushSigned;
    const signing = await signingOf(flags, world);
    const registry = openRegistry(flags, world);
    try {
      const { pushAll } = require('../push-all') as typeof PushAll;
      const { immutable } = flags;
      const pushed = await withProgress(`pushing to ${target}`, world, () =>
        pushAll(registry, outgoing, { tags, immutable }, signing, world),
      );
      if (pushed.every(({ moved }) => moved.length === 0)) {
        world.report('unchanged: the registry has it already');
      }
      const facts = flags.shards === undefined ? pushed[0] : pushed;
      const references = pushed.map((one) => one.reference).join('\n');
      world.print(flags.output === 'json' ? JSON.stringify(facts, null, 2) : references);
    } finally {
      registry.close();
    }
    return 0;
  },
});

const OWN_LAYOUT = '.gitops/oci';

const several = () => require('../several-tags') as typeof Several;

interface Choice extends Values<typeof folderFlags> {
  readonly path: string | undefined;
  readonly layout: string | undefined;
  readonly name: string | undefined;
}

/** The packed folder or its shards, or what the layout holds for this repository. */
async function artifactsOf(
  flags: Choice,
  reference: Oci.Reference,
  recordedName: string | undefined,
  world: World,
): Promise<readonly Outgoing[]> {
  const { layoutBeside, listLayout, readLayout } = require('../../oci') as typeof Oci;
  const { path, layout, name } = flags;
  if (path !== undefined) {
    refuse(layout ?? name, '--layout and --name', 'with --path');
    return (await packFolder(path, flags, world)).map(({ suffix, artifact }) => {
      return { reference: withSuffix(reference, suffix, flags.shards), artifact };
    });
  }
  const given = givenFolderFlag(flags);
  refuse(given, `--${given}`, 'without --path: that artifact is packed');
  const folder = layout ?? OWN_LAYOUT;
  const known = listLayout(world.disk, folder).some((entry) => entry.name === recordedName);
  const artifact = readLayout(world.disk, folder, name ?? (known ? recordedName : undefined));
  // Whoever signed it there wants that to arrive.
  return [{ reference, artifact, beside: layoutBeside(world.disk, folder, artifact.digest) }];
}

/** Where a shard goes: each has a repository of its own, and the same tags. */
function withSuffix(reference: Oci.Reference, suffix: string, shards?: string): Oci.Reference {
  if (shards === undefined) return reference;
  refuse(
    reference.identifier.includes(':') ? shards : undefined,
    '--shards',
    'with a digest: name a tag, which every shard gets',
  );
  return { ...reference, repository: `${reference.repository}${suffix}` };
}

function refuse(given: string | undefined, flags: string, where: string): void {
  if (given === undefined) return;
  throw new CliError('CLI_FLAG_VALUE', `push takes no ${flags} ${where}`, 'leave one of them out');
}
