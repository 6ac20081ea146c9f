import type * as Oci from '../../oci';
import type * as ReleasesModule from '../../releases';
import type * as CheckSigned from '../check-signed';
import { verifyFlags } from '../demand';
import type * as DemandModule from '../demand';
import { command } from '../command';
import { CliError } from '../errors';
import type * as Attest from '../promote/attest';
import type * as Keep from '../promote/keep';
import type * as NextPin from '../promote/next-pin';
import type * as Transfer from '../promote/transfer';
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
    const [from, to] = [required('from', flags.from), required('to', flags.to)];
    if (from === to) {
      throw new CliError('CLI_FLAG_VALUE', `--from and --to are both '${from}'`, 'name two rings');
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
        `write it: ${artifact}: { ${from}: head }`,
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
    const isThere = promotion.source === pin.repository;
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
      const source = parseRepository(promotion.source ?? own());
      const target = parseRepository(pin.repository ?? own());
      const work = async (open: () => Oci.Registry) => {
        // A digest that no registry has would freeze the ring: nothing is written then.
        await open().resolve({ ...source, identifier: pin.digest });
        if (demands) await checked().checkSigned(open(), source, pin.digest, demands);
        if (!isThere) {
          await transferring().transfer(open(), source, target, pin, world);
          if (demands) await checked().checkSigned(open(), target, pin.digest, demands);
        }
        if (signer && edited !== text) {
          const places = isThere ? {} : { source, target };
          const done = { artifact, from, to, release: pin, previous: pin.previous, ...places };
          await attested().attestPromotion(open(), target, done, signer, world);
        }
        if (!flags['no-keep']) await kept().keepRelease(open(), target, pin, world);
      };
      const what = `asking ${source.registry}/${source.repository}`;
      await withRegistry(what, flags, world, work, target.registry);
    }
    const { writeRing } = require('../promote/write-ring') as typeof WriteRing;
    writeRing(flags.file, [artifact, ring], old, pin, world);
    const name = pin.version === undefined ? '' : ` (${pin.version})`;
    const place = pin.repository === undefined ? '' : ` of ${pin.repository}`;
    const how = to === 'previous' ? 'again' : `as ${from} does`;
    world.print(`${artifact}: ${ring} runs ${pin.digest}${name}${place}, ${how}`);
    return 0;
  },
});

const checked = () => require('../check-signed') as typeof CheckSigned;
const transferring = () => require('../promote/transfer') as typeof Transfer;
const kept = () => require('../promote/keep') as typeof Keep;
const attested = () => require('../promote/attest') as typeof Attest;

function required(flag: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new CliError('CLI_ARGUMENTS', `promote needs --${flag}`, `write --${flag} <ring>`);
}
