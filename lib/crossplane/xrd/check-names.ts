import { show } from '../../schema';
import type { Fact } from '../fact';
import { own } from '../json';
import { objectIn, textIn, type Definition } from './definition';

const DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const VERSION = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Checks names, versions and what the version of the XRD's own API refuses. */
export function checkNames(definition: Definition, report: (fact: Fact) => void): void {
  const { manifest, group, kind, plural, versions } = definition;
  const tell = (pointer: string, message: string, hint: string) =>
    report({ rule: 'xrd-invalid', pointer, message, hint });
  const spec = objectIn(manifest, 'spec');
  const names = objectIn(spec, 'names');
  if (!DOMAIN.test(group))
    tell('/spec/group', `is '${group}', which is no domain`, 'write one, e.g. platform.acme.io');
  if (!LABEL.test(kind.toLowerCase()) || kind.length > 63) {
    tell(
      '/spec/names/kind',
      `is '${kind}', which is no name of a kind`,
      'write letters and digits with a capital first, at most 63',
    );
  }
  for (const field of ['plural', 'singular', 'listKind'] as const) {
    const name = textIn(names, field);
    if (name === '' && field !== 'plural') continue;
    const right = LABEL.test(field === 'listKind' ? name.toLowerCase() : name) && name.length <= 63;
    if (!right)
      tell(
        `/spec/names/${field}`,
        `is '${name}', which is no name of a resource`,
        'write lower-case letters, digits and dashes, at most 63',
      );
  }
  const name = `${plural}.${group}`;
  const given = manifest.metadata.name;
  if (given !== undefined && given !== name) {
    tell(
      '/metadata/name',
      `is ${show(given)}: the API server takes an XRD only by plural and group`,
      `write ${name}`,
    );
  }
  checkVersions(definition, tell);
  checkClaims(definition, tell);
  versions.forEach(({ name: version, pointer, given: written }) => {
    if (!VERSION.test(version) || version.length > 63)
      tell(`${pointer}/name`, `is '${version}', which is no version`, 'write e.g. v1alpha1 or v1');
    if (own(objectIn(written, 'schema'), 'openAPIV3Schema') !== undefined) return;
    tell(
      pointer,
      'has no schema, without which Crossplane derives no CRD',
      'write schema: { openAPIV3Schema: … }',
    );
  });
}

type Tell = (pointer: string, message: string, hint: string) => void;

function checkVersions({ kind, versions }: Definition, tell: Tell): void {
  const names = new Set<string>();
  for (const { name, pointer } of versions) {
    if (names.has(name))
      tell(`${pointer}/name`, `is '${name}' twice`, 'give each version a name of its own');
    names.add(name);
  }
  const referenceable = versions.filter((version) => version.referenceable);
  const [first] = referenceable;
  if (versions.length > 0 && referenceable.length !== 1) {
    tell(
      referenceable[1] ? `${referenceable[1].pointer}/referenceable` : '/spec/versions',
      `${referenceable.length} versions of ${kind} are referenceable, and it takes exactly one`,
      'write referenceable: true on the version that compositions compose, false on the others',
    );
  } else if (first && !first.served) {
    tell(
      `${first.pointer}/served`,
      `is false, of the version that compositions compose`,
      'write served: true',
    );
  }
}

/** Claims and connection Secrets are for legacy XRs alone. */
function checkClaims(definition: Definition, tell: Tell): void {
  const { manifest, scope, kind, plural, claim } = definition;
  const spec = objectIn(manifest, 'spec');
  const isV2 = manifest.apiVersion.endsWith('/v2');
  for (const field of ['claimNames', 'connectionSecretKeys']) {
    if (own(spec, field) === undefined) continue;
    if (!isV2 && scope === 'LegacyCluster') continue;
    const what = field === 'claimNames' ? 'claims' : 'connection Secrets of their own';
    tell(
      `/spec/${field}`,
      `is refused: XRs of scope ${scope} have no ${what}`,
      isV2
        ? 'remove it, or write apiVersion apiextensions.crossplane.io/v1 and scope: LegacyCluster'
        : 'remove it, or write scope: LegacyCluster',
    );
  }
  if (!claim) return;
  if (claim.kind === kind)
    tell(
      '/spec/claimNames/kind',
      `is '${kind}', the kind of the XR`,
      `write e.g. kind: X${kind} for the XR`,
    );
  if (claim.plural === plural)
    tell(
      '/spec/claimNames/plural',
      `is '${plural}', the plural of the XR`,
      'give the claim a plural of its own',
    );
}
