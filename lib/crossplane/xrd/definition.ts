import { groupOf, type Manifest, type Pointer } from '../../core';
import { isObject, own, type JsonObject } from '../json';

/** Where an XR lives; the legacy ones are those of Crossplane 1, which have claims. */
export type XrScope = 'Namespaced' | 'Cluster' | 'LegacyCluster';

/** What an XRD says, as far as it can be read. */
export interface Definition {
  readonly manifest: Manifest;
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  /** As written, else what its version of the API defaults to. */
  readonly scope: XrScope;
  /** Of the claim; `undefined` where there is none. */
  readonly claim?: { readonly kind: string; readonly plural: string };
  readonly versions: readonly DefinedVersion[];
}

export interface DefinedVersion {
  readonly name: string;
  readonly pointer: Pointer;
  readonly served: boolean;
  /** Whether compositions compose this one. */
  readonly referenceable: boolean;
  /** `openAPIV3Schema` as it is written. */
  readonly schema?: JsonObject;
  /** The version as it is written. */
  readonly given: JsonObject;
}

/** Reads an XRD of v1 or v2; `undefined` for another kind, or one without group and kind. */
export function readDefinition(manifest: Manifest): Definition | undefined {
  const { apiVersion, kind: type } = manifest;
  if (groupOf(apiVersion) !== 'apiextensions.crossplane.io') return undefined;
  if (type !== 'CompositeResourceDefinition') return undefined;
  const spec = objectIn(manifest, 'spec');
  const names = objectIn(spec, 'names');
  const group = textIn(spec, 'group');
  const kind = textIn(names, 'kind');
  if (group === '' || kind === '') return undefined;
  const claimNames = objectIn(spec, 'claimNames');
  const claimKind = textIn(claimNames, 'kind');
  const versions = own(spec, 'versions');
  return {
    manifest,
    group,
    kind,
    plural: textIn(names, 'plural'),
    scope: scopeOf(own(spec, 'scope'), apiVersion),
    ...(claimKind !== '' && { claim: { kind: claimKind, plural: textIn(claimNames, 'plural') } }),
    versions: (Array.isArray(versions) ? (versions as unknown[]) : []).flatMap(readVersion),
  };
}

/** XRDs of v2 are namespaced unless they say otherwise; those of v1 are as Crossplane 1 had them. */
function scopeOf(given: unknown, apiVersion: string): XrScope {
  if (given === 'Namespaced' || given === 'Cluster' || given === 'LegacyCluster') return given;
  return apiVersion.endsWith('/v1') ? 'LegacyCluster' : 'Namespaced';
}

function readVersion(given: unknown, index: number): DefinedVersion[] {
  if (!isObject(given)) return [];
  const name = textIn(given, 'name');
  if (name === '') return [];
  const schema = own(objectIn(given, 'schema'), 'openAPIV3Schema');
  return [
    {
      name,
      pointer: `/spec/versions/${index}`,
      served: own(given, 'served') !== false,
      referenceable: own(given, 'referenceable') === true,
      ...(isObject(schema) && { schema }),
      given,
    },
  ];
}

/** The object in a field; an empty one for anything else. */
export function objectIn(value: unknown, field: string): JsonObject {
  const found = isObject(value) ? own(value, field) : undefined;
  return isObject(found) ? found : {};
}

/** The text in a field; `''` for anything else. */
export function textIn(value: unknown, field: string): string {
  const found = isObject(value) ? own(value, field) : undefined;
  return typeof found === 'string' ? found : '';
}
