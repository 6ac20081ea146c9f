import { readCrd, type Crd, type CrdVersion, type Read } from './crd';
import { isRecord, type ConnectionFacts, type JsonRecord, type Node } from './schema';
import { claimSpec, compositeSpec, compositeStatus, type XrdScope } from './xrd-machinery';

/** Names of composite resources and claims become label values. */
const LONGEST_NAME = 63;

/**
 * The definitions that Crossplane makes of a CompositeResourceDefinition (v1 or v2): that of the
 * composite resource, and that of the claim where it offers one. Only what Crossplane keeps of the
 * schema is in them.
 *
 * @see https://github.com/crossplane/crossplane-runtime/blob/main/pkg/xcrd/crd.go
 */
export function readXrd(manifest: JsonRecord): Read<readonly Crd[]> {
  const spec = isRecord(manifest.spec) ? manifest.spec : {};
  const scope = scopeOf(manifest, spec);
  if (!scope) return problem(`has scope ${JSON.stringify(spec.scope)}`, '/spec/scope');
  const read = readCrd({
    ...manifest,
    spec: { ...spec, scope: 'Namespaced', versions: list(spec) },
  });
  if ('problem' in read) return read;
  const crd = read.value;
  const missing = crd.versions.find(({ schema }) => schema === undefined);
  if (missing) return problem(`has no schema in version ${missing.name}`, '/spec/versions');
  const composite: Crd = {
    ...crd,
    scope: scope === 'Namespaced' ? 'Namespaced' : 'Cluster',
    versions: crd.versions.map((version) => ({
      ...derived(
        version,
        compositeSpec(scope, spec.defaultCompositionUpdatePolicy),
        compositeStatus(scope),
      ),
      ...connectionOf(manifest, scope === 'LegacyCluster' ? 'composite' : 'composition'),
    })),
  };
  if (spec.claimNames === undefined) return { value: [composite] };
  if (scope !== 'LegacyCluster')
    return problem(`has claimNames, which scope ${scope} has not`, '/spec/claimNames');
  const claim = readClaim(crd, spec, connectionOf(manifest, 'claim'));
  return 'problem' in claim ? claim : { value: [composite, claim.value] };
}

/** What a definition of v2 says of the Secrets that its compositions write, comma between keys. */
export const CONNECTION_KEYS = 'cdk8s-gitops.dev/connection-keys';

function connectionOf(
  { metadata, spec }: JsonRecord,
  named: ConnectionFacts['named'],
): { readonly connection?: ConnectionFacts } {
  const { annotations } = isRecord(metadata) ? metadata : {};
  const said = isRecord(annotations) ? annotations[CONNECTION_KEYS] : undefined;
  const listed: unknown =
    named === 'composition'
      ? typeof said === 'string' && said.split(',')
      : isRecord(spec) && spec.connectionSecretKeys;
  const keys = Array.isArray(listed) ? listed.filter((key) => typeof key === 'string') : [];
  return keys.length > 0 ? { connection: { keys, named } } : {};
}

function readClaim(
  crd: Crd,
  { claimNames, defaultCompositeDeletePolicy }: JsonRecord,
  connection: ReturnType<typeof connectionOf>,
): Read<Crd> {
  if (!isRecord(claimNames) || typeof claimNames.kind !== 'string')
    return problem('has no claimNames.kind', '/spec/claimNames');
  const { kind, plural } = claimNames;
  if (kind === crd.kind) return problem(`has kind ${kind} twice`, '/spec/claimNames/kind');
  return {
    value: {
      ...crd,
      kind,
      plural: typeof plural === 'string' ? plural : `${kind.toLowerCase()}s`,
      scope: 'Namespaced',
      versions: crd.versions.map((version) => ({
        ...derived(
          version,
          claimSpec(defaultCompositeDeletePolicy),
          compositeStatus('LegacyCluster'),
        ),
        ...connection,
      })),
    },
  };
}

/** Versions as a CustomResourceDefinition has them. */
function list({ versions }: JsonRecord): unknown {
  if (!Array.isArray(versions)) return versions;
  return versions.map((version: unknown) =>
    isRecord(version) ? { ...version, storage: version.referenceable === true } : version,
  );
}

function scopeOf({ apiVersion }: JsonRecord, { scope }: JsonRecord): XrdScope | undefined {
  const v2 = typeof apiVersion === 'string' && apiVersion.endsWith('/v2');
  if (scope === undefined) return v2 ? 'Namespaced' : 'LegacyCluster';
  const known: readonly unknown[] = ['Namespaced', 'Cluster', ...(v2 ? [] : ['LegacyCluster'])];
  return known.includes(scope) ? (scope as XrdScope) : undefined;
}

type Properties = Readonly<Record<string, Node>>;

function derived(version: CrdVersion, spec: Properties, status: Properties): CrdVersion {
  const given = version.schema?.properties as Properties | undefined;
  const name = given?.metadata?.properties?.name as Node | undefined;
  return {
    ...version,
    schema: {
      type: 'object',
      required: ['spec'],
      ...kept(version.schema, TOP),
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: {
          type: 'object',
          properties: { name: { type: 'string', maxLength: shortest(name?.maxLength) } },
        },
        spec: section(given?.spec, spec, SPEC),
        status: section(given?.status, status, STATUS),
      },
    },
  };
}

/** The user's fields, under Crossplane's where names are the same. */
function section(given: Node | undefined, own: Properties, keywords: readonly string[]): Node {
  return {
    type: 'object',
    ...kept(given, keywords),
    properties: { ...given?.properties, ...own },
  };
}

const TOP = ['description', 'x-kubernetes-validations'];
const STATUS = [...TOP, 'required', 'oneOf'];
const SPEC = [...STATUS, 'x-kubernetes-preserve-unknown-fields'];

function kept(node: Node | undefined, keywords: readonly string[]): Node {
  const entries = keywords.flatMap((keyword) =>
    node?.[keyword] === undefined ? [] : [[keyword, node[keyword]]],
  );
  return Object.fromEntries(entries) as Node;
}

function shortest(given: unknown): number {
  return typeof given === 'number' ? Math.min(given, LONGEST_NAME) : LONGEST_NAME;
}

function problem(message: string, pointer: string) {
  return { problem: { message, pointer } } as const;
}
