import {
  byText,
  isRecord,
  type ConnectionFacts,
  type JsonRecord,
  type Node,
  type Scale,
  type Scope,
} from './schema';

/** What a CustomResourceDefinition says, without its words. */
export interface Crd {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: Scope;
  /** In the order of their names; at least one. */
  readonly versions: readonly CrdVersion[];
}

export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated?: boolean;
  /** Absent where the definition has none: then anything goes. */
  readonly schema?: Node;
  readonly scale?: Scale;
  readonly connection?: ConnectionFacts;
}

/** Why a definition cannot be read, and the JSON pointer of the place. */
export interface Problem {
  readonly message: string;
  readonly pointer: string;
}

export type Read<T> = { readonly value: T } | { readonly problem: Problem };

/** Reads a CustomResourceDefinition (`apiextensions.k8s.io/v1`, or the v1beta1 of before 1.22). */
export function readCrd(manifest: JsonRecord): Read<Crd> {
  const spec = manifest.spec;
  if (!isRecord(spec)) return problem('has no spec', '');
  const names = spec.names;
  if (typeof spec.group !== 'string' || !GROUP.test(spec.group))
    return problem(`has no group: ${JSON.stringify(spec.group)}`, '/spec/group');
  if (!isRecord(names) || typeof names.kind !== 'string' || !KIND.test(names.kind))
    return problem('has no names.kind', '/spec/names');
  const versions = readVersions(spec);
  if ('problem' in versions) return versions;
  return {
    value: {
      group: spec.group,
      kind: names.kind,
      plural: typeof names.plural === 'string' ? names.plural : `${names.kind.toLowerCase()}s`,
      scope: spec.scope === 'Cluster' ? 'Cluster' : 'Namespaced',
      versions: versions.value,
    },
  };
}

const GROUP = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const KIND = /^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$/;
export const VERSION = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

function readVersions(spec: JsonRecord): Read<readonly CrdVersion[]> {
  const common = { schema: spec.validation, subresources: spec.subresources };
  const listed = Array.isArray(spec.versions) ? spec.versions : [];
  const given =
    listed.length === 0 && typeof spec.version === 'string'
      ? [{ name: spec.version, served: true, storage: true }]
      : listed;
  if (given.length === 0) return problem('has no versions', '/spec/versions');
  const versions: CrdVersion[] = [];
  for (const [i, version] of given.entries()) {
    const pointer = `/spec/versions/${i}`;
    if (!isRecord(version) || typeof version.name !== 'string' || !VERSION.test(version.name))
      return problem(`has a version without a name`, pointer);
    if (versions.some(({ name }) => name === version.name))
      return problem(`has version ${version.name} twice`, pointer);
    const read = readVersion({ ...common, ...version, name: version.name }, pointer);
    if ('problem' in read) return read;
    versions.push(read.value);
  }
  return { value: versions.sort((a, b) => byText(a.name, b.name)) };
}

function readVersion(
  version: JsonRecord & { readonly name: string },
  pointer: string,
): Read<CrdVersion> {
  const schema = isRecord(version.schema) ? version.schema.openAPIV3Schema : undefined;
  if (schema !== undefined && !isRecord(schema))
    return problem('has a schema that is no object', `${pointer}/schema/openAPIV3Schema`);
  if (schema) {
    const odd = oddity(schema, `${pointer}/schema/openAPIV3Schema`);
    if (odd) return { problem: odd };
  }
  const scale = isRecord(version.subresources) ? version.subresources.scale : undefined;
  return {
    value: {
      name: version.name,
      served: version.served !== false,
      storage: version.storage === true,
      ...(version.deprecated === true && { deprecated: true }),
      ...(schema && { schema: schema as Node }),
      ...(isRecord(scale) &&
        typeof scale.specReplicasPath === 'string' && { scale: scale as unknown as Scale }),
    },
  };
}

/** The first place where a schema is not made of objects. */
export function oddity(node: unknown, pointer: string): Problem | undefined {
  if (!isRecord(node)) return { message: 'has a schema that is no object', pointer };
  if (node.$ref !== undefined) return { message: `refers to ${String(node.$ref)}`, pointer };
  if (node.properties !== undefined && !isRecord(node.properties))
    return { message: 'has properties that are no object', pointer: `${pointer}/properties` };
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    const found = oddity(child, `${pointer}/properties/${escape(name)}`);
    if (found) return found;
  }
  for (const list of ['required', 'enum'])
    if (node[list] !== undefined && !Array.isArray(node[list]))
      return { message: `has ${list} that is no list`, pointer: `${pointer}/${list}` };
  if (node.items !== undefined) {
    const found = oddity(node.items, `${pointer}/items`);
    if (found) return found;
  }
  const { additionalProperties: values } = node;
  if (values === undefined || typeof values === 'boolean') return undefined;
  return oddity(values, `${pointer}/additionalProperties`);
}

function escape(token: string): string {
  return token.replace(/~/g, '~0').replace(/\//g, '~1');
}

function problem(message: string, pointer: string): { readonly problem: Problem } {
  return { problem: { message, pointer } };
}
