import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';
import { registryFlags, withRegistry } from '../registry';
import { keylessFlags } from '../signer';
import type * as SignerModule from '../signer';

export const attest = command({
  name: 'attest',
  summary: 'Attach a signed statement about an artifact, such as a provenance.',
  args: '<oci://host/repository:tag|@digest>',
  arity: { min: 1, max: 1 },
  example:
    'cdk8s-gitops attest oci://ghcr.io/acme/core:v1 --type slsaprovenance1 --predicate p.json --key key.pem',
  options: {
    key: { type: 'string', summary: 'private key: a PEM file, or env://VARIABLE' },
    type: {
      type: 'string',
      summary: 'slsaprovenance1, cyclonedx, spdxjson, openvex, or an address of your own',
    },
    predicate: { type: 'string', summary: 'JSON file with what is stated' },
    ...keylessFlags,
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { attachStatement, parseReference } = require('../../oci') as typeof Oci;
    const { signerOf } = require('../signer') as typeof SignerModule;
    const predicateType = typeOf(flags.type);
    const predicate = readPredicate(flags.predicate, world.disk);
    const signer = await signerOf(flags, world);
    const at = parseReference(target);
    const attached = await withRegistry(`attesting ${target}`, flags, world, async (open) => {
      const digest = await open().resolve(at);
      const statement = { subjects: [digest], predicateType, predicate };
      const created = new Date(world.now()).toISOString();
      return attachStatement(open(), { ...at, identifier: digest }, statement, signer, created);
    });
    world.print(attached);
    return 0;
  },
});

/** The names that cosign gives to types of predicates. */
const TYPES: Readonly<Record<string, string>> = {
  slsaprovenance: 'https://slsa.dev/provenance/v0.2',
  slsaprovenance02: 'https://slsa.dev/provenance/v0.2',
  slsaprovenance1: 'https://slsa.dev/provenance/v1',
  cyclonedx: 'https://cyclonedx.org/bom',
  spdx: 'https://spdx.dev/Document',
  spdxjson: 'https://spdx.dev/Document',
  openvex: 'https://openvex.dev/ns',
};

function typeOf(text: string | undefined): string {
  const known = TYPES[text ?? ''];
  if (known !== undefined) return known;
  if (text !== undefined && URL.canParse(text)) return text;
  throw new CliError(
    'CLI_FLAG_VALUE',
    text === undefined ? 'attest needs --type' : `--type is '${text}'`,
    `write one of ${Object.keys(TYPES).join(', ')}, or the address of a predicate`,
  );
}

function readPredicate(
  path: string | undefined,
  disk: { read(path: string): Buffer | undefined },
): Readonly<Record<string, unknown>> {
  const text = path === undefined ? undefined : disk.read(path)?.toString();
  if (text === undefined) {
    throw new CliError(
      'CLI_INPUT_MISSING',
      path === undefined ? 'attest needs --predicate' : `there is no --predicate '${path}'`,
      'name a JSON file',
    );
  }
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new CliError('CLI_INPUT_INVALID', `'${path}' holds no JSON object`, 'write { … }');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
