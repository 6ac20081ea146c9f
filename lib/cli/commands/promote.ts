import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as ReleasesModule from '../../releases';
import type * as SideModule from '../artifact-side';
import type { Stored } from '../artifact-side';
import { verifyFlags } from '../demand';
import type * as DemandModule from '../demand';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Attest from '../promote/attest';
import type * as Bring from '../promote/bring';
import type * as Keep from '../promote/keep';
import type * as NextPin from '../promote/next-pin';
import type * as WriteRing from '../promote/write-ring';
import { registryFlags, withRegistry } from '../registry';
import { keylessFlags } from '../signer';
import type * as SignerModule from '../signer';

const FILE = 'releases.yaml';

export const promote = command({
  name: 'promote',
  summary: 'Let one ring run what another runs: edit releases.yaml.',
  args: '<artifact>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops promote core-stack --from staging --to production --version 2.2.0',
  options: {
    from: { type: 'string', summary: 'the ring whose content is promoted' },
    layout: {
      type: 'string',
      summary:
        'instead of --from: OCI layout[:name] that was carried here, copied from there first',
    },
    to: {
      type: 'string',
      summary: "the ring that shall run it; 'previous' takes the ring of --from back",
    },
    version: {
      type: 'string',
      summary: 'what people call it; default that of the ring it is from',
    },
    repository: {
      type: 'string',
      summary: 'where the ring has it from: copied there first, signatures too; default as before',
    },
    file: { type: 'string', short: 'f', default: FILE, summary: 'the file to edit' },
    'verify-key': {
      type: 'string',
      multiple: true,
      summary: 'refuse what no such key signed, PEM or env://VARIABLE; may be repeated',
    },
    ...verifyFlags,
    attest: {
      type: 'boolean',
      default: false,
      summary: 'attach who promoted what and when, signed by --key',
    },
    key: { type: 'string', summary: 'private key to attest with: PEM file, or env://VARIABLE' },
    ...keylessFlags,
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
    const { signerOf } = require('../signer') as typeof SignerModule;
    const { demandsOf } = require('../demand') as typeof DemandModule;
    const from = originOf(flags, world);
    const to = required('to', flags.to);
    if (from === to) {
      throw new CliError('CLI_FLAG_VALUE', `--from and --to are both '${to}'`, 'name two rings');
    }
    const signer = flags.attest ? await signerOf(flags, world) : undefined;
    const demands = await demandsOf(flags['verify-key'], flags, world);
    if (flags['no-verify'] && (demands || signer)) {
      throw new CliError(
        'CLI_FLAG_VALUE',
        `promote takes no ${signer ? '--attest' : '--verify-key and the like'} with --no-verify`,
        'leave one of them out',
      );
    }
    const text = world.disk.read(flags.file)?.toString();
    if (text === undefined) {
      throw new CliError(
        'CLI_INPUT_MISSING',
        `there is no ${flags.file}`,
        `write it: ${artifact}: { ${isRing(from) ? from : to}: head }`,
      );
    }
    const releases = parseReleases(text, flags.file);
    const { nextPin, ownRepository } = require('../promote/next-pin') as typeof NextPin;
    const { version, repository } = flags;
    const promotion = await nextPin(
      releases,
      { artifact, from, to, version, repository },
      flags,
      world,
    );
    const { ring, old, pin } = promotion;
    const edited = setRing(text, artifact, ring, pin, flags.file);
    const isThere = isRing(from) && promotion.source === pin.repository;
    if (flags['no-verify'] && !isThere) {
      throw new CliError(
        'CLI_FLAG_VALUE',
        `${artifact} has to be copied for ${ring}, which --no-verify forbids`,
        'leave --no-verify out',
      );
    }
    if (!flags['no-verify']) {
      const { parseRepository } = require('../../oci') as typeof Oci;
      const own = () => ownRepository(releases, artifact, world);
      const target = parseRepository(pin.repository ?? own());
      const source: Stored = isRing(from)
        ? storedIn(parseRepository(promotion.source ?? own()), pin.digest)
        : from;
      const work = async (open: () => Oci.Registry) => {
        await bringing().bring({ source, target, isThere, demands }, pin, open, world);
        if (signer && edited !== text) {
          const places =
            isThere || source.kind !== 'registry' ? {} : { source: source.reference, target };
          const name = isRing(from) ? from : 'a layout that was carried over';
          const done = { artifact, from: name, to, release: pin, previous: pin.previous };
          await attested().attestPromotion(open(), target, { ...done, ...places }, signer, world);
        }
        if (!flags['no-keep']) await kept().keepRelease(open(), target, pin, world);
      };
      const asked = source.kind === 'registry' ? source.reference : target;
      const what = `asking ${asked.registry}/${asked.repository}`;
      await withRegistry(what, flags, world, work, target.registry);
    }
    const { writeRing } = require('../promote/write-ring') as typeof WriteRing;
    writeRing(flags.file, [artifact, ring], old, pin, world);
    const name = pin.version === undefined ? '' : ` (${pin.version})`;
    const place = pin.repository === undefined ? '' : ` of ${pin.repository}`;
    const how =
      to === 'previous' ? 'again' : isRing(from) ? `as ${from} does` : `as ${flags.layout} has it`;
    world.print(`${artifact}: ${ring} runs ${pin.digest}${name}${place}, ${how}`);
    return 0;
  },
});

const bringing = () => require('../promote/bring') as typeof Bring;
const kept = () => require('../promote/keep') as typeof Keep;
const attested = () => require('../promote/attest') as typeof Attest;

/** A ring, or what is in a layout. */
type Origin = string | Extract<Stored, { kind: 'layout' }>;

function isRing(origin: Origin): origin is string {
  return typeof origin === 'string';
}

function originOf(
  { from, to, layout }: { readonly [name in 'from' | 'to' | 'layout']: string | undefined },
  world: World,
): Origin {
  if (layout === undefined) return required('from', from);
  const { parseSide } = require('../artifact-side') as typeof SideModule;
  const other = from !== undefined ? '--from' : to === 'previous' ? '--to previous' : undefined;
  if (other !== undefined) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      `promote takes no ${other} with --layout`,
      'leave one of them out: what is in the layout is what is promoted',
    );
  }
  const side = parseSide(layout, world);
  if (side.kind === 'layout') return side;
  throw new CliError(
    'CLI_INPUT_INVALID',
    `--layout '${layout}' is no OCI image layout`,
    'name the folder that `copy` or `pack` wrote, and behind a colon what it holds',
  );
}

function storedIn(repository: Oci.Repository, digest: string): Stored {
  return { kind: 'registry', reference: { ...repository, identifier: digest } };
}

function required(flag: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new CliError('CLI_ARGUMENTS', `promote needs --${flag}`, `write --${flag} <ring>`);
}
