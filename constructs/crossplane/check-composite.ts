import { SPEC_KEPT, STATUS_KEPT } from '../../lib/crossplane/xrd/derive';
import { claimMachinery, specMachinery, statusMachinery } from '../../lib/crossplane/xrd/machinery';
import type { CompositeFacts, KindNames, VersionDefinition, VersionFacts } from './composite-types';
import { CompositeResourceError } from './errors';

const DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const VERSION = /^v[1-9][0-9]*((alpha|beta)[1-9][0-9]*)?$/;

/** Refuses names and versions that the API server or Crossplane would refuse, and machinery fields. */
export function checkComposite(
  composite: CompositeFacts,
  definitions: readonly (readonly [string, VersionDefinition])[],
): void {
  const { group, kind, plural, scope, nameMaxLength, versions } = composite;
  check(DOMAIN.test(group), `group '${group}' is no domain`, 'write one, e.g. platform.acme.io');
  check(
    /^[A-Z][A-Za-z0-9]*$/.test(kind) && kind.length <= 63,
    `kind '${kind}' is no name of a kind`,
    'write letters and digits with a capital first, e.g. PostgresDatabase',
  );
  check(
    /^[a-z][a-z0-9]*$/.test(plural),
    `plural '${plural}' of ${kind} is not in lower-case letters and digits`,
    `write e.g. plural: '${kind.toLowerCase()}s'`,
  );
  check(
    ['Namespaced', 'Cluster', 'LegacyCluster'].includes(scope),
    `scope of ${kind} is '${scope}'`,
    'write Namespaced or Cluster',
  );
  check(versions.length > 0, `${kind} has no version`, 'write versions: { v1alpha1: { … } }');
  check(
    Number.isInteger(nameMaxLength) && nameMaxLength >= 1 && nameMaxLength <= 63,
    `nameMaxLength of ${kind} is ${nameMaxLength}`,
    'write a whole number from 1 to 63',
  );
  if (composite.claim) checkClaim(composite, composite.claim);
  checkReferenceable(composite, definitions);
  for (const version of versions) checkVersion(composite, version);
}

function checkClaim({ kind, plural }: CompositeFacts, claim: KindNames): void {
  check(
    /^[A-Z][A-Za-z0-9]*$/.test(claim.kind) && claim.kind.length <= 63,
    `claim '${claim.kind}' of ${kind} is no name of a kind`,
    'write letters and digits with a capital first, e.g. PostgresDatabase',
  );
  check(
    claim.kind !== kind && claim.plural !== plural,
    `claim ${claim.kind} (${claim.plural}) has the name of the composite resource itself`,
    `write e.g. kind: 'X${kind}' for the composite resource`,
  );
  check(
    /^[a-z][a-z0-9]*$/.test(claim.plural),
    `plural '${claim.plural}' of claim ${claim.kind} is not in lower-case letters and digits`,
    `write e.g. plural: '${claim.kind.toLowerCase()}s'`,
  );
}

function checkReferenceable(
  { kind, versions }: CompositeFacts,
  definitions: readonly (readonly [string, VersionDefinition])[],
): void {
  const unsaid = definitions.filter(([, { referenceable }]) => referenceable === undefined);
  check(
    definitions.length === 1 || unsaid.length === 0,
    `${kind} has several versions, and ${unsaid.map(([name]) => name).join(', ')} do not say referenceable`,
    'write referenceable: true on the version that compositions compose, false on the others',
  );
  const referenceable = versions.filter((version) => version.referenceable);
  check(
    referenceable.length === 1 && referenceable[0]?.served === true,
    `${kind} has ${referenceable.length} referenceable versions that are served; Crossplane takes exactly one`,
    'write referenceable: true on one served version',
  );
}

function checkVersion({ kind, scope }: CompositeFacts, version: VersionFacts): void {
  const legacy = scope === 'LegacyCluster';
  const at = `/versions/${version.name}`;
  check(VERSION.test(version.name), `${at} of ${kind} is no version`, 'write e.g. v1alpha1 or v1');
  check(
    (version.deprecationWarning?.length ?? 0) <= 256,
    `${at}/deprecationWarning of ${kind} is longer than 256 characters`,
    'shorten it',
  );
  dropped(version.spec, `${at}/spec`, SPEC_KEPT, legacy ? LEGACY_SPEC : ['crossplane']);
  dropped(
    version.status,
    `${at}/status`,
    STATUS_KEPT,
    legacy ? LEGACY_STATUS : ['conditions', 'crossplane'],
  );
  for (const key of version.connection ?? []) {
    check(
      /^[A-Za-z0-9._-]{1,253}$/.test(key),
      `${at}/connection of ${kind} has '${key}', which cannot be a key of a Secret`,
      'write letters, digits, dots, dashes and underscores',
    );
  }
}

/** Crossplane's own fields of legacy XRs and of their claims. */
const LEGACY_SPEC = Object.keys({ ...specMachinery('LegacyCluster'), ...claimMachinery() });
const LEGACY_STATUS = Object.keys(statusMachinery('LegacyCluster'));

function dropped(
  schema: VersionFacts['status'],
  at: string,
  survives: readonly string[],
  machinery: readonly string[],
): void {
  if (!schema) return;
  check(schema.type === 'object', `${at} is no object`, 'write Type.Object({ … })');
  for (const keyword of Object.keys(schema).filter(
    (key) => key !== 'type' && !survives.includes(key),
  )) {
    throw new CompositeResourceError(
      'XRD_SCHEMA_DROPPED',
      `${at}/${keyword} would be dropped: Crossplane keeps it below the first level only`,
      keyword === 'default'
        ? 'give the fields their defaults'
        : 'move it to a field, or say it as a CEL rule in x-kubernetes-validations',
    );
  }
  for (const field of machinery.filter((name) => schema.properties?.[name])) {
    throw new CompositeResourceError(
      'XRD_SCHEMA_DROPPED',
      `${at}/properties/${field} would be replaced by Crossplane's own field of that name`,
      'rename it',
    );
  }
}

function check(holds: boolean, message: string, hint: string): asserts holds {
  if (!holds) throw new CompositeResourceError('XRD_INVALID', message, hint);
}
