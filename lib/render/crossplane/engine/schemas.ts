import { groupOf, versionOf } from '../../../core';
import { Failure } from '../../../crossplane/failure';
import { isObject, own, set, type Draft, type JsonObject } from '../../../crossplane/json';
import type { SchemaSelector } from '../protocol';

const GVK = 'x-kubernetes-group-version-kind';
const PREFIX = '#/components/schemas/';

/**
 * OpenAPI documents as `/openapi/v3/<group-version>` gives them, one for each group and version; the
 * first that has a kind of a version stands for it.
 *
 * @see https://github.com/crossplane/crossplane/blob/main/internal/xfn/required_schemas.go
 */
export class SchemaStore {
  readonly #documents = new Map<string, JsonObject>();

  constructor(documents: Iterable<JsonObject>) {
    for (const document of documents) {
      for (const schema of Object.values(schemasOf(document))) {
        for (const { group, version } of kindsOf(schema)) {
          const key = `${group}/${version}`;
          if (!this.#documents.has(key)) this.#documents.set(key, document);
        }
      }
    }
  }

  /**
   * The schema of a kind, its references written out; `undefined` where there is none.
   *
   * @throws {Failure} for a reference to nothing.
   */
  select({ apiVersion, kind }: SchemaSelector): JsonObject | undefined {
    const [group, version] = [groupOf(apiVersion), versionOf({ apiVersion })];
    const document = this.#documents.get(`${group}/${version}`);
    if (!document) return undefined;
    const schemas = schemasOf(document);
    const found = Object.entries(schemas).find(([, schema]) => {
      const [first, ...others] = kindsOf(schema);
      if (!first || others.length > 0) return false;
      return first.group === group && first.version === version && first.kind === kind;
    });
    if (!found) return undefined;
    const [name, schema] = found;
    return populated(schema, schemas, new Set([PREFIX + name]));
  }
}

function schemasOf(document: JsonObject): Readonly<Record<string, JsonObject>> {
  const components = own(document, 'components');
  const schemas = isObject(components) ? own(components, 'schemas') : undefined;
  if (!isObject(schemas)) return {};
  return Object.fromEntries(
    Object.entries(schemas).filter((entry): entry is [string, JsonObject] => isObject(entry[1])),
  );
}

/** The kinds that a schema is of; those of several, such as DeleteOptions, are no answer. */
function kindsOf(schema: JsonObject) {
  const kinds = own(schema, GVK);
  if (!Array.isArray(kinds)) return [];
  const text = (object: JsonObject, field: string) => {
    const value = own(object, field);
    return typeof value === 'string' ? value : '';
  };
  return (kinds as readonly unknown[]).filter(isObject).map((kind) => ({
    group: text(kind, 'group'),
    version: text(kind, 'version'),
    kind: text(kind, 'kind'),
  }));
}

/** The schema with what it refers to in place; what contains itself is an object there. */
function populated(
  schema: JsonObject,
  schemas: Readonly<Record<string, JsonObject>>,
  visited: ReadonlySet<string>,
): JsonObject {
  const ref = refOf(schema);
  if (ref !== undefined && visited.has(ref)) return { type: 'object' };
  const within = ref === undefined ? visited : new Set([...visited, ref]);
  const name = ref?.startsWith(PREFIX) ? ref.slice(PREFIX.length) : (ref ?? '');
  const result = ref === undefined ? schema : own(schemas, name);
  if (!isObject(result)) throw new Failure(`internal error: cannot resolve Ref "${ref ?? ''}"`);
  const copy: Draft = { ...result };
  const properties = own(result, 'properties');
  if (isObject(properties)) {
    const all: Draft = {};
    for (const [key, value] of Object.entries(properties)) {
      set(all, key, isObject(value) ? populated(value, schemas, within) : value);
    }
    copy['properties'] = all;
  }
  for (const field of ['additionalProperties', 'items']) {
    const value = own(result, field);
    if (isObject(value)) copy[field] = populated(value, schemas, within);
  }
  return copy;
}

/** A reference; one that is wrapped to keep its description too. */
function refOf(schema: JsonObject): string | undefined {
  const ref = own(schema, '$ref');
  if (typeof ref === 'string') return ref;
  const all = own(schema, 'allOf');
  if (!Array.isArray(all)) return undefined;
  for (const each of all as readonly unknown[]) {
    const found = isObject(each) ? refOf(each) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
