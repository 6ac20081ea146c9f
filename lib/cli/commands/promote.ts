import type { ArtifactRecord } from '../../../constructs/artifact/record';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as ReleasesModule from '../../releases';
import type { Pin, Releases, Ring } from '../../releases';
import type * as AnnouncedPin from '../announced-pin';
import { command, type Values } from '../command';
import { CliError } from '../errors';
import type * as Keys from '../keys';
import type * as Attest from '../promote/attest';
import type * as CheckSigned from '../check-signed';
import type * as Keep from '../promote/keep';
import type * as RecordedFile from '../recorded';
import { registryFlags, withRegistry } from '../registry';

const FILE = 'releases.yaml';

export const promote = command({
  name: 'promote',
  summary: 'Let one ring run what another runs: edit releases.yaml.',
  args: '<artifact>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops promote core-stack --from staging --to production --version 2.2.0',
  options: {
    from: { type: 'string', summary: 'the ring whose content is promoted' },
    to: {
      type: 'string',
      summary: "the ring that shall run it; 'previous' takes the ring of --from back",
    },
    version: {
      type: 'string',
      summary: 'what people call it; default that of the ring it is from',
    },
    file: { type: 'string', short: 'f', default: FILE, summary: 'the file to edit' },
    'verify-key': {
      type: 'string',
      multiple: true,
      summary: 'refuse what no such key signed, PEM or env://VARIABLE; may be repeated',
    },
    attest: {
      type: 'boolean',
      default: false,
      summary: 'attach who promoted what and when, signed by --key',
    },
    key: { type: 'string', summary: 'private key to attest with: PEM file, or env://VARIABLE' },
    'no-keep': {
      type: 'boolean',
      default: false,
      summary: 'write no tag that keeps the release from clean-ups of the registry',
    },
    'no-verify': {
      type: 'boolean',
      default: false,
      summary: 'do not talk to the registry at all',
    },
    ...registryFlags,
  },
  async run({ flags, args: [artifact = ''] }, world) {
    const { parseReleases, setRing } = require('../../releases') as typeof ReleasesModule;
    const { signingKey, verifyingKeys } = require('../keys') as typeof Keys;
    const [from, to] = [required('from', flags.from), required('to', flags.to)];
    if (from === to) {
      throw new CliError('CLI_FLAG_VALUE', `--from and --to are both '${from}'`, 'name two rings');
    }
    const talks = flags['verify-key'].length > 0 || flags.attest;
    if (flags['no-verify'] && talks) {
      throw new CliError(
        'CLI_FLAG_VALUE',
        'promote takes no --verify-key and --attest with --no-verify',
        'leave one of them out',
      );
    }
    const key = flags.attest ? signingKey(flags.key, world) : undefined;
    const keys =
      flags['verify-key'].length > 0 ? verifyingKeys(flags['verify-key'], world) : undefined;
    const text = world.disk.read(flags.file)?.toString();
    if (text === undefined) {
      throw new CliError(
        'CLI_INPUT_MISSING',
        `there is no ${flags.file}`,
        `write it: ${artifact}: { ${from}: head }`,
      );
    }
    const releases = parseReleases(text, flags.file);
    const back = to === 'previous';
    const ring = back ? from : to;
    const pin = back
      ? backPin(releases, artifact, from)
      : await nextPin(releases, artifact, { from, to, version: flags.version }, flags, world);
    const edited = setRing(text, artifact, ring, pin, flags.file);
    if (!flags['no-verify']) {
      const { repository } = releases.announced(artifact) ?? recordOf(artifact, world);
      const { parseRepository } = require('../../oci') as typeof Oci;
      const at = parseRepository(repository);
      await withRegistry(`asking ${repository}`, flags, world, async (open) => {
        // A digest that no registry has would freeze the ring: nothing is written then.
        await open().resolve({ ...at, identifier: pin.digest });
        if (keys) await checked().checkSigned(open(), at, pin.digest, keys);
        if (!flags['no-keep']) await kept().keepRelease(open(), at, pin, world);
        if (!key || edited === text) return;
        const promotion = { artifact, from, to, release: pin, previous: pin.previous };
        await attested().attestPromotion(open(), at, promotion, key, world);
      });
    }
    if (edited !== text) world.disk.write(new Map([[flags.file, edited]]));
    const version = pin.version === undefined ? '' : ` (${pin.version})`;
    const how = back ? 'again' : `as ${from} does`;
    world.print(`${artifact}: ${ring} runs ${pin.digest}${version}, ${how}`);
    return 0;
  },
});

const checked = () => require('../check-signed') as typeof CheckSigned;
const kept = () => require('../promote/keep') as typeof Keep;
const attested = () => require('../promote/attest') as typeof Attest;

function backPin(releases: Releases, artifact: string, ring: string): Pin {
  const { rolledBack } = require('../../releases') as typeof ReleasesModule;
  return rolledBack(releases.ring(artifact, ring), `${artifact}/${ring}`);
}

/** What the ring of `--to` runs next, with what it runs until now. */
async function nextPin(
  releases: Releases,
  artifact: string,
  { from, to, version }: { from: string; to: string; version: string | undefined },
  flags: Values<typeof registryFlags>,
  world: World,
): Promise<Pin> {
  const { isPin, promoted } = require('../../releases') as typeof ReleasesModule;
  const ring = releases.ring(artifact, from);
  const announced = releases.announced(artifact);
  const { announcedPin } = require('../announced-pin') as typeof AnnouncedPin;
  const pin =
    announced && !isPin(ring)
      ? await announcedPin(announced, flags, world)
      : pinOf(artifact, ring, world);
  const old = releases.rings(artifact).includes(to) ? releases.ring(artifact, to) : undefined;
  return promoted(old, version === undefined ? pin : { ...pin, version });
}

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
