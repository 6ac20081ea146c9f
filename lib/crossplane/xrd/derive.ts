import type { KindSchema, Node } from '../../schema';
import { readNode } from '../../schema/read-node';
import { own, type JsonObject } from '../json';
import { objectIn, textIn, type DefinedVersion, type Definition } from './definition';
import { claimMachinery, OLDER, specMachinery, statusMachinery } from './machinery';

/** The longest name of an XR or a claim: it becomes the value of a label. */
export const MAX_NAME = 63;

/** What the derived CRD keeps of the root of `spec`; everything of the fields below it survives. */
export const SPEC_KEPT = [
  'description',
  'oneOf',
  'properties',
  'required',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
];

export const STATUS_KEPT = [
  'description',
  'oneOf',
  'properties',
  'required',
  'x-kubernetes-validations',
];

/** What it keeps of the root of the schema, beside `properties` for metadata, spec and status. */
export const ROOT_KEPT = ['description', 'x-kubernetes-validations'];

/** The kinds that an XRD defines, as Crossplane derives them: `<apiVersion>/<kind>` to its schema. */
export function* kindsOf(definition: Definition): Generator<readonly [string, KindSchema]> {
  const { group, kind, claim } = definition;
  for (const version of definition.versions) {
    if (!version.schema) continue;
    yield [`${group}/${version.name}/${kind}`, compositeKind(definition, version)];
    if (claim) yield [`${group}/${version.name}/${claim.kind}`, claimKind(definition, version)];
  }
}

/** The kind of the XR itself. */
export function compositeKind(definition: Definition, version: DefinedVersion): KindSchema {
  const { scope, plural } = definition;
  const machinery = {
    ...(scope === 'LegacyCluster' && { older: OLDER }),
    spec: specMachinery(scope),
    status: statusMachinery(scope),
  };
  const found = scope === 'Namespaced' ? 'Namespaced' : 'Cluster';
  return kindOf(version, machinery, found, plural);
}

function claimKind({ claim }: Definition, version: DefinedVersion): KindSchema {
  const status = statusMachinery('LegacyCluster');
  const machinery = { older: OLDER, spec: claimMachinery(), status };
  return kindOf(version, machinery, 'Namespaced', claim?.plural ?? '');
}

interface Machinery {
  /** Of `spec`, where the XRD declares none of that name. */
  readonly older?: Readonly<Record<string, Node>>;
  readonly spec: Readonly<Record<string, Node>>;
  readonly status: Readonly<Record<string, Node>>;
}

function kindOf(
  { schema = {}, served, referenceable, given }: DefinedVersion,
  machinery: Machinery,
  scope: 'Namespaced' | 'Cluster',
  plural: string,
): KindSchema {
  let root: Node | undefined;
  const path = textIn(objectIn(objectIn(given, 'subresources'), 'scale'), 'specReplicasPath');
  return {
    table: { shapes: [] },
    facts: {
      get root() {
        return (root ??= derive(schema, machinery));
      },
      scope,
      plural,
      served,
      storage: referenceable,
      ...(path !== '' && { scale: { specReplicasPath: path } }),
    },
  };
}

/** @see https://github.com/crossplane/crossplane-runtime/blob/main/pkg/xcrd/crd.go */
function derive(given: JsonObject, machinery: Machinery): Node {
  const schema = readNode(given) as JsonObject;
  const parts = objectIn(schema, 'properties');
  return {
    ...kept(schema, ROOT_KEPT),
    type: 'object',
    required: ['spec'],
    properties: {
      metadata: { type: 'object', properties: { name: nameNode(parts) } },
      spec: part(objectIn(parts, 'spec'), SPEC_KEPT, machinery.spec, machinery.older),
      status: part(objectIn(parts, 'status'), STATUS_KEPT, machinery.status),
    },
  };
}

function part(
  given: JsonObject,
  keep: readonly string[],
  machinery: Readonly<Record<string, Node>>,
  older: Readonly<Record<string, Node>> = {},
): Node {
  const properties = {
    ...older,
    ...(objectIn(given, 'properties') as Record<string, Node>),
    ...machinery,
  };
  return { ...kept(given, keep), type: 'object', properties };
}

function nameNode(parts: JsonObject): Node {
  const name = objectIn(objectIn(objectIn(parts, 'metadata'), 'properties'), 'name');
  const given = own(name, 'maxLength');
  const maxLength = typeof given === 'number' ? Math.min(given, MAX_NAME) : MAX_NAME;
  return { type: 'string', maxLength };
}

function kept(given: JsonObject, keywords: readonly string[]): Node {
  const found = keywords.filter((keyword) => own(given, keyword) !== undefined);
  return Object.fromEntries(found.map((keyword) => [keyword, given[keyword]]));
}
