import {
  ApiObject,
  ApiObjectMetadataDefinition,
  ImplicitTokenResolver,
  JsonPatch,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
  type App,
} from 'cdk8s';
import { isCodedError } from '../core';

/** Fields of `ApiObject` that TypeScript calls private. */
interface Internals {
  readonly props: Readonly<Record<string, unknown>>;
  readonly patches: readonly JsonPatch[];
}

type Plain = Record<string, unknown>;

/** Whether an app resolves tokens as cdk8s does by default, which {@link toManifest} can shorten. */
export function hasDefaultResolvers({ resolvers }: App): boolean {
  const defaults = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];
  return (
    resolvers.length === defaults.length &&
    resolvers.every((resolver, index) => resolver.constructor === defaults[index])
  );
}

/**
 * What `object.toJson()` returns, in one walk instead of six. A class that overrides `toJson` (the
 * output of `cdk8s import` does) is asked itself, and so is every object where `shortcut` is off.
 *
 * @param sortKeys as cdk8s does unless the environment has `CDK8S_DISABLE_SORT`.
 * @throws what cdk8s throws, but lets a CodedError through unwrapped.
 */
export function toManifest(object: ApiObject, sortKeys: boolean, shortcut: boolean): unknown {
  if (!shortcut || object.toJson !== ApiObject.prototype.toJson) return object.toJson();
  try {
    const { props, patches } = object as unknown as Internals;
    const data = plainObject({ ...props, metadata: metadataOf(object) }, { sortKeys });
    return headFirst(patches.length === 0 ? data : JsonPatch.apply(data, ...patches));
  } catch (cause) {
    if (isCodedError(cause)) throw cause;
    const message = `Failed serializing construct at path '${object.node.path}' with name '${object.name}': ${String(cause)}`;
    throw Object.assign(new Error(message), { cause });
  }
}

function metadataOf({ metadata }: ApiObject): unknown {
  const { _additionalAttributes: additional } = metadata as unknown as {
    _additionalAttributes?: Plain;
  };
  const prototype = ApiObjectMetadataDefinition.prototype;
  if (metadata.toJson !== prototype.toJson || !additional) return metadata.toJson();
  const { name, namespace, annotations, finalizers, ownerReferences, labels } =
    metadata as unknown as Plain;
  const fields = { name, namespace, annotations, finalizers, ownerReferences, labels };
  return plain({ ...additional, ...fields }, { sortKeys: true, prune: true });
}

/** `apiVersion`, `kind` and `metadata`, then the rest in its order. */
function headFirst(data: Plain): Plain {
  const result: Plain = {};
  for (const key of ['apiVersion', 'kind', 'metadata', ...Object.keys(data)]) {
    if (key in data) result[key] = data[key];
  }
  return result;
}

interface PlainOptions {
  readonly sortKeys: boolean;
  /** Leave out lists and maps that are empty, at any depth. */
  readonly prune?: boolean;
}

/** `value` without tokens, nulls (lists keep them as `undefined`) and class instances. */
function plain(value: unknown, options: PlainOptions): unknown {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (value === undefined || value === null) return undefined;
  const token = value as { resolve?: unknown; value?: unknown; constructor: unknown };
  if (value instanceof Lazy) return plain(value.produce(), options);
  if (typeof token.resolve === 'function') {
    return plain((token as { resolve(): unknown }).resolve(), options);
  }
  if (token.constructor === Object) return pruned(plainObject(value as Plain, options), options);
  if (typeof token.value === 'string' || typeof token.value === 'number') {
    return { value: token.value };
  }
  if (Array.isArray(value)) {
    if (options.prune && value.length === 0) return undefined;
    return value.map((element) => plain(element, options));
  }
  if (typeof value !== 'object') return value;
  const { name } = token.constructor as { name: string };
  // The plain objects of another realm, as in jest.
  if (name === 'Object') return pruned(plainObject(value as Plain, options), options);
  throw new Error(`can't render non-simple object of type '${name}'`);
}

/** Values are produced in the order of the source: a Lazy may count. */
function plainObject(source: Plain, options: PlainOptions): Plain {
  const result: Plain = {};
  let last = '';
  let sorted = true;
  for (const key of Object.keys(source)) {
    const value = plain(source[key], options);
    if (value === undefined) continue;
    result[key] = value;
    if (key < last) sorted = false;
    last = key;
  }
  return sorted || !options.sortKeys ? result : sortedByKey(result);
}

function sortedByKey(source: Plain): Plain {
  const result: Plain = {};
  for (const key of Object.keys(source).sort()) result[key] = source[key];
  return result;
}

function pruned(object: Plain, { prune }: PlainOptions): Plain | undefined {
  return prune && Object.keys(object).length === 0 ? undefined : object;
}
