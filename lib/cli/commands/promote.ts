import type { ArtifactRecord } from '../../../constructs/artifact/record';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as ReleasesModule from '../../releases';
import type { Pin, Ring } from '../../releases';
import type * as AnnouncedPin from '../announced-pin';
import { command } from '../command';
import { CliError } from '../errors';
import type * as RecordedFile from '../recorded';
import { openRegistry, registryFlags, withProgress } from '../registry';

const FILE = 'releases.yaml';

export const promote = command({
  name: 'promote',
  summary: 'Let one ring run what another runs: edit releases.yaml.',
  args: '<artifact>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops promote core-stack --from staging --to production --version 2.2.0',
  options: {
    from: { type: 'string', summary: 'the ring whose content is promoted' },
    to: { type: 'string', summary: 'the ring that shall run it' },
    version: {
      type: 'string',
      summary: 'what people call it; default that of the ring it is from',
    },
    file: { type: 'string', short: 'f', default: FILE, summary: 'the file to edit' },
    'no-verify': {
      type: 'boolean',
      default: false,
      summary: 'do not ask whether the registry has it',
    },
    ...registryFlags,
  },
  async run({ flags, args: [artifact = ''] }, world) {
    const { isPin, parseReleases, setRing } = require('../../releases') as typeof ReleasesModule;
    const [from, to] = [required('from', flags.from), required('to', flags.to)];
    if (from === to) {
      throw new CliError('CLI_FLAG_VALUE', `--from and --to are both '${from}'`, 'name two rings');
    }
    const text = world.disk.read(flags.file)?.toString();
    if (text === undefined) {
      throw new CliError(
        'CLI_INPUT_MISSING',
        `there is no ${flags.file}`,
        `write it: ${artifact}: { ${from}: head }`,
      );
    }
    const releases = parseReleases(text, flags.file);
    const ring = releases.ring(artifact, from);
    const announced = releases.announced(artifact);
    const { announcedPin } = require('../announced-pin') as typeof AnnouncedPin;
    const pin =
      announced && !isPin(ring)
        ? await announcedPin(announced, flags, world)
        : pinOf(artifact, ring, world);
    const named: Pin = flags.version === undefined ? pin : { ...pin, version: flags.version };
    const edited = setRing(text, artifact, to, named, flags.file);
    if (!flags['no-verify']) {
      await verify(announced ?? recordOf(artifact, world), pin, flags, world);
    }
    if (edited !== text) world.disk.write(new Map([[flags.file, edited]]));
    const version = named.version === undefined ? '' : ` (${named.version})`;
    world.print(`${artifact}: ${to} runs ${named.digest}${version}, as ${from} does`);
    return 0;
  },
});

function required(flag: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new CliError('CLI_ARGUMENTS', `promote needs --${flag}`, `write --${flag} <ring>`);
}

/** What a ring runs; for head, what synth packed with the rules that it needs. */
function pinOf(artifact: string, ring: Ring, world: World): Pin {
  if (!('head' in ring)) return ring;
  const { digest, drift } = recordOf(artifact, world);
  return { digest, drift };
}

function recordOf(artifact: string, world: World): ArtifactRecord {
  const { readRecorded } = require('../recorded') as typeof RecordedFile;
  const records = readRecorded(world);
  const record = records.find(({ name }) => name === artifact);
  if (record) return record;
  throw new CliError(
    'CLI_ARTIFACT_UNKNOWN',
    `the last synth made no artifact '${artifact}'`,
    `write one of ${records.map(({ name }) => name).join(', ')}, or run cdk8s-gitops synth`,
  );
}

/** A digest that no registry has would freeze the ring: nothing is written then. */
async function verify(
  { repository }: { readonly repository: string },
  { digest }: Pin,
  flags: Parameters<typeof openRegistry>[0],
  world: World,
): Promise<void> {
  const { parseReference } = require('../../oci') as typeof Oci;
  const registry = openRegistry(flags, world);
  try {
    await withProgress(`asking ${repository}`, world, () =>
      registry.resolve(parseReference(`${repository}@${digest}`)),
    );
  } finally {
    registry.close();
  }
}
