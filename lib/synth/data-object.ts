import { ApiObjectMetadataDefinition, type ApiObject, type JsonPatch } from 'cdk8s';
import { NOT_DATA, sort, sortedData } from './data';

export type Plain = Record<string, unknown>;

/** Fields of `ApiObject` and its metadata that TypeScript calls private. */
interface Internals {
  readonly props: Readonly<Plain>;
  readonly patches: readonly JsonPatch[];
}

export function internalsOf(object: ApiObject): Internals {
  return object as unknown as Internals;
}

/** The first fields of a manifest; the others follow in their order. */
export const HEAD = ['apiVersion', 'kind', 'metadata'];

/**
 * The manifest of an object that is data through and through, as most are; `undefined` for any other.
 * Nothing is called, so such an object can then be resolved with more care.
 */
export function manifestOfData(object: ApiObject): Plain | undefined {
  const { props, patches } = internalsOf(object);
  const { apiVersion, kind } = props;
  if (patches.length > 0 || typeof apiVersion !== 'string' || typeof kind !== 'string') return;
  const metadata = metadataOfData(object);
  if (metadata === undefined) return;
  const manifest: Plain = { apiVersion, kind, metadata };
  for (const key of sort(Object.keys(props))) {
    if (HEAD.includes(key)) continue;
    const value = sortedData(props[key], false);
    if (value === NOT_DATA) return;
    if (value !== undefined) manifest[key] = value;
  }
  return manifest;
}

/** Fields of metadata that cdk8s knows, in order; others make it no data. */
const FIELDS = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'];

function metadataOfData({ metadata }: ApiObject): Plain | undefined {
  if (metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) return;
  const own = metadata as unknown as Plain & { readonly _additionalAttributes: Plain };
  for (const key in own._additionalAttributes) if (!FIELDS.includes(key)) return;
  const result: Plain = {};
  for (const key of FIELDS) {
    const value = sortedData(own[key], true);
    if (value === NOT_DATA) return;
    if (value !== undefined) result[key] = value;
  }
  return result.name === undefined ? undefined : result;
}
