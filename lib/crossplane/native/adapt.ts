import { isObject, own, set, type Draft, type JsonObject } from '../json';

/** The way to a pipeline; the command left the CLI with Crossplane 2. */
export const CONVERT_NATIVE =
  "convert it with 'crossplane beta convert pipeline-composition' of a CLI of 1.20, or move resources and patchSets into the input of function-patch-and-transform";

/** Whether a Composition composes by Crossplane 1's own engine, which was its default. */
export function isNative(spec: unknown): boolean {
  if (!isObject(spec)) return false;
  const mode = own(spec, 'mode') ?? undefined;
  return mode === 'Resources' || (mode === undefined && own(spec, 'resources') !== undefined);
}

/** What only a Composition of Crossplane 1 has. */
export const NATIVE_FIELDS: readonly string[] = [
  '/spec/environment',
  '/spec/patchSets',
  '/spec/publishConnectionDetailsWithStoreConfigRef',
  '/spec/resources',
];

/**
 * The `resources` and `patchSets` of a native Composition as input of function-patch-and-transform:
 * every item at its index, with the defaults of Crossplane 1 written out. What has another shape than it
 * should stays as it is.
 *
 * @see https://github.com/crossplane/crossplane/blob/v1.20.0/apis/apiextensions/v1/composition_common.go
 */
export function asResources(spec: JsonObject): JsonObject {
  const patchSets = own(spec, 'patchSets') ?? undefined;
  return {
    ...(patchSets !== undefined && { patchSets: each(patchSets, withPatches) }),
    resources: each(own(spec, 'resources') ?? [], template),
  };
}

function template(given: JsonObject, index: number): JsonObject {
  const details = own(given, 'connectionDetails');
  return {
    name: `resource-${index}`,
    ...withPatches(given),
    ...(details !== undefined && { connectionDetails: each(details, connectionDetail) }),
  };
}

function connectionDetail(given: JsonObject): JsonObject {
  const from = (field: string) => own(given, field) !== undefined;
  const type = from('value')
    ? 'FromValue'
    : from('fromConnectionSecretKey') || !from('fromFieldPath')
      ? 'FromConnectionSecretKey'
      : 'FromFieldPath';
  const detail = { type, ...given };
  const key = own(given, 'fromConnectionSecretKey');
  const isKey = detail.type === 'FromConnectionSecretKey' && key !== undefined;
  return isKey ? { name: key, ...detail } : detail;
}

function withPatches(given: JsonObject): JsonObject {
  const patches = own(given, 'patches');
  return patches === undefined ? given : { ...given, patches: each(patches, patch) };
}

function patch(given: JsonObject): JsonObject {
  const [policy, transforms] = [own(given, 'policy'), own(given, 'transforms')];
  return {
    ...given,
    ...(isObject(policy) && { policy: withMergePolicy(policy) }),
    ...(transforms !== undefined && { transforms: each(transforms, transform) }),
  };
}

/** The name that function-patch-and-transform has for a pair of merge options. */
function withMergePolicy(policy: JsonObject): JsonObject {
  const { mergeOptions, ...others } = policy;
  if (!isObject(mergeOptions)) return mergeOptions == null ? others : policy;
  const objects =
    own(mergeOptions, 'keepMapValues') === true ? 'MergeObjects' : 'ForceMergeObjects';
  const lists = own(mergeOptions, 'appendSlice') === true ? 'AppendArrays' : '';
  return { ...others, toFieldPath: objects + lists };
}

const DEFAULT_TYPES: Readonly<Record<string, string>> = { math: 'Multiply', string: 'Format' };

function transform(given: JsonObject): JsonObject {
  const found: Draft = { ...given } as Draft;
  for (const [field, type] of Object.entries(DEFAULT_TYPES)) {
    const config = own(given, field);
    if (isObject(config)) set(found, field, { type, ...config });
  }
  const match = own(given, 'match');
  if (isObject(match)) {
    const patterns = each(own(match, 'patterns') ?? [], (item) => ({ type: 'literal', ...item }));
    set(found, 'match', { ...match, patterns });
  }
  return found as JsonObject;
}

function each(list: unknown, adapt: (item: JsonObject, index: number) => JsonObject): unknown {
  if (!Array.isArray(list)) return list;
  return (list as unknown[]).map((item, i) => (isObject(item) ? adapt(item, i) : item));
}
