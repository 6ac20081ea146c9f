import type { ManifestEntry } from '../../../core';
import { CompositeError } from '../errors';
import { clone, isObject, own, set, type Draft } from '../../../crossplane/json';
import { fieldAt, textAt } from '../manifest-text';
import type { JsonObject } from '../protocol';
import { placeOf } from './place';

/** What the XRD changes: where the XR keeps Crossplane's fields, and its defaults. */
export interface Defined {
  readonly legacy: boolean;
  readonly xr: JsonObject;
}

/**
 * The XR as the API server would keep it, its schema's defaults filled in.
 *
 * Crossplane's own fields: an XRD of v1 without a scope, or of scope LegacyCluster, has them in `spec`.
 *
 * @throws {CompositeError} for an XRD of another kind or without the XR's version, and where any of its
 *   versions has no schema.
 */
export function applyDefinition(definition: ManifestEntry, xr: ManifestEntry): Defined {
  const { manifest } = definition;
  const object = manifest as JsonObject;
  const v1 = manifest.apiVersion === 'apiextensions.crossplane.io/v1';
  const v2 = manifest.apiVersion === 'apiextensions.crossplane.io/v2';
  if (!(v1 || v2) || manifest.kind !== 'CompositeResourceDefinition') {
    const found = `${manifest.apiVersion} ${manifest.kind}`;
    throw fault(definition, '/kind', `is a ${found}, not a CompositeResourceDefinition`);
  }
  const group = textAt(object, 'spec', 'group');
  const kind = textAt(object, 'spec', 'names', 'kind');
  const [xrGroup = '', version = ''] = xr.manifest.apiVersion.split('/');
  if (group !== xrGroup || kind !== xr.manifest.kind) {
    const wanted = `${xr.manifest.kind} of ${xrGroup}, as the XR in ${placeOf(xr)}`;
    throw fault(definition, '/spec', `defines ${kind} of ${group}, not ${wanted}`);
  }
  const versions = fieldAt(object, 'spec', 'versions');
  const known: readonly unknown[] = Array.isArray(versions) ? versions : [];
  checkSchemas(definition, known);
  const found = known.filter(isObject).find((each) => each['name'] === version);
  if (!found) throw fault(definition, '/spec/versions', `has no version '${version}' of the XR`);

  const scope = fieldAt(object, 'spec', 'scope');
  const legacy = scope === 'LegacyCluster' || (v1 && (scope === undefined || scope === null));
  const defaulted: Draft = clone(xr.manifest as JsonObject);
  const schema = fieldAt(found, 'schema', 'openAPIV3Schema', 'properties');
  for (const part of ['spec', 'status']) {
    const value = own(defaulted, part);
    const properties = isObject(schema) ? fieldAt(schema, part, 'properties') : undefined;
    if (isObject(value) && isObject(properties)) applyDefaults(value, { properties });
  }
  const policy = fieldAt(object, 'spec', 'defaultCompositionUpdatePolicy');
  // Its CLI takes any XRD without a scope for a legacy one here.
  const flat = legacy || scope === undefined || scope === null;
  const holder = fieldAt(defaulted, ...(flat ? ['spec'] : ['spec', 'crossplane']));
  if (typeof policy === 'string' && isObject(holder)) {
    const draft = holder as Draft;
    draft['compositionUpdatePolicy'] ??= policy;
  }
  return { legacy, xr: defaulted };
}

/** Crossplane makes one CRD of all versions, that of the XR or not. */
function checkSchemas(definition: ManifestEntry, versions: readonly unknown[]): void {
  const without = versions.findIndex(
    (each) => !isObject(each) || !isObject(fieldAt(each, 'schema', 'openAPIV3Schema')),
  );
  if (without < 0) return;
  throw fault(
    definition,
    `/spec/versions/${without}`,
    'has no schema.openAPIV3Schema, and Crossplane makes no CRD without',
    'write at least schema: { openAPIV3Schema: { type: object } }',
  );
}

/** As apiextensions' structural defaulting: into what is there, never past it. */
function applyDefaults(value: unknown, schema: JsonObject): void {
  if (Array.isArray(value)) {
    const items = schema['items'];
    if (!isObject(items)) return;
    value.forEach((item, i) => {
      if (isRefusedNull(item, items)) value[i] = clone(items['default'] ?? null);
      applyDefaults(value[i], items);
    });
    return;
  }
  if (!isObject(value)) return;
  const fields = value as Draft;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  for (const [key, property] of Object.entries(properties)) {
    if (!isObject(property) || (property['default'] ?? undefined) === undefined) continue;
    const current = own(fields, key);
    if (current === undefined || isRefusedNull(current, property)) {
      set(fields, key, clone(property['default']));
    }
  }
  const additional = schema['additionalProperties'];
  for (const key of Object.keys(fields)) {
    const property = own(properties, key) ?? additional;
    if (!isObject(property)) continue;
    if (own(properties, key) === undefined && isRefusedNull(fields[key], property)) {
      set(fields, key, clone(property['default'] ?? null));
    }
    applyDefaults(fields[key], property);
  }
}

function isRefusedNull(value: unknown, schema: JsonObject): boolean {
  return value === null && schema['nullable'] !== true;
}

function fault(
  entry: ManifestEntry,
  pointer: string,
  message: string,
  hint = 'name the XRD that defines the XR',
): CompositeError {
  return new CompositeError('COMPOSITE_XR_INVALID', `${placeOf(entry, pointer)}: ${message}`, hint);
}
