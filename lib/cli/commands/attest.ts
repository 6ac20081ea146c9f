import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import type { Stored } from '../artifact-side';
import { command } from '../command';
import { CliError } from '../errors';
import { registryFlags, withRegistry } from '../registry';
import { keylessFlags } from '../signer';
import type * as SignerModule from '../signer';
import { statementNames, type StatementName } from '../statements/names';
import type * as Statements from '../statements';

export const attest = command({
  name: 'attest',
  summary: 'Attach a signed statement about an artifact, such as a provenance.',
  args: '<oci://host/repository:tag|@digest|OCI layout[:name]>',
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
    provenance: {
      type: 'boolean',
      default: false,
      summary: 'state how it was built: by which job, of which commit and files',
    },
    sbom: {
      type: 'boolean',
      default: false,
      summary: 'state which images its manifests name, as CycloneDX',
    },
    ...keylessFlags,
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { attachStatement } = require('../../oci') as typeof Oci;
    const { attachmentsOf, parsePlace, refuseFolder, storedDigest } =
      require('../artifact-side') as typeof SideModule;
    const { signerOf } = require('../signer') as typeof SignerModule;
    const side = refuseFolder(parsePlace(target, world), 'attest');
    const names = statementNames.filter((name) => flags[name]);
    const own = ownStatement(flags, names, world);
    const signer = await signerOf(flags, world);
    const attached = await withRegistry(`attesting ${target}`, flags, world, async (open) => {
      const digest = await storedDigest(side, open, world);
      const at = attachmentsOf(side, open, world);
      const statements = own
        ? [{ subjects: [digest], ...own }]
        : await stated(side, digest, names, open, world);
      const created = new Date(world.now()).toISOString();
      const references: string[] = [];
      for (const statement of statements) {
        references.push(await attachStatement(at, digest, statement, signer, created));
      }
      return references.join('\n');
    });
    world.print(attached);
    return 0;
  },
});

/** What `--type` and `--predicate` say; `undefined` where we are to say it ourselves. */
function ownStatement(
  flags: { readonly type: string | undefined; readonly predicate: string | undefined },
  names: readonly StatementName[],
  { disk }: World,
): Omit<Oci.Statement, 'subjects'> | undefined {
  const { type, predicate } = flags;
  if (names.length > 0 && type === undefined && predicate === undefined) return undefined;
  if (names.length > 0) {
    throw new CliError(
      'CLI_FLAG_VALUE',
      `attest takes no --type and --predicate with --${names[0]}`,
      'leave one of them out',
    );
  }
  return { predicateType: typeOf(type), predicate: readPredicate(predicate, disk) };
}

async function stated(
  side: Stored,
  digest: Oci.Digest,
  names: readonly StatementName[],
  open: () => Oci.Registry,
  world: World,
): Promise<readonly Oci.Statement[]> {
  const { formatRepository, listLayout, unpack } = require('../../oci') as typeof Oci;
  const { pinnedSide, readSide, shortName } = require('../artifact-side') as typeof SideModule;
  const { statementsOf } = require('../statements') as typeof Statements;
  const named = (folder: string) =>
    listLayout(world.disk, folder).find((one) => one.digest === digest)?.name;
  const name =
    side.kind === 'registry'
      ? formatRepository(side.reference)
      : (named(side.folder) ?? shortName(side));
  const artifact = await readSide(pinnedSide(side, digest), open, world);
  return statementsOf(names, name, digest, unpack(artifact), world);
}

function typeOf(text: string | undefined): string {
  const { PREDICATE_TYPES, predicateType } = require('../../oci') as typeof Oci;
  const known = text === undefined ? undefined : predicateType(text);
  if (known !== undefined) return known;
  throw new CliError(
    'CLI_FLAG_VALUE',
    text === undefined ? 'attest needs --type' : `--type is '${text}'`,
    `write one of ${Object.keys(PREDICATE_TYPES).join(', ')}, or the address of a predicate`,
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
