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
import { NOT_DATA, sortedData } from './data';
import { HEAD, internalsOf, manifestOfData, type Plain } from './data-object';

/** Turns ApiObjects into what their `toJson()` returns, in one walk instead of six. */
export class Resolver {
  /** Whether anything of the user's has been called, which may answer otherwise the next time. */
  called = false;
  readonly #shortcut: boolean;

  /** @param sortKeys as cdk8s does unless the environment has `CDK8S_DISABLE_SORT`. */
  constructor(
    app: App,
    readonly sortKeys: boolean,
  ) {
    this.#shortcut = hasDefaultResolvers(app);
  }

  /**
   * The manifest, unless patches make something else of it. A class that overrides `toJson` (the
   * output of `cdk8s import` does) is asked itself, and so is every object of an app with resolvers.
   *
   * @throws what cdk8s throws, but lets a CodedError through unwrapped.
   */
  manifestOf(object: ApiObject): unknown {
    if (!this.#shortcut || object.toJson !== ApiObject.prototype.toJson) {
      this.called = true;
      return object.toJson();
    }
    try {
      return (this.sortKeys && manifestOfData(object)) || this.#manifestOf(object);
    } catch (cause) {
      if (isCodedError(cause)) throw cause;
      const message = `Failed serializing construct at path '${object.node.path}' with name '${object.name}': ${String(cause)}`;
      throw Object.assign(new Error(message), { cause });
    }
  }

  #manifestOf(object: ApiObject): Plain {
    const { props, patches } = internalsOf(object);
    const fields = this.#fieldsOf(props, this.#metadataOf(object));
    const keys = Object.keys(fields);
    if (this.sortKeys) keys.sort();
    if (patches.length === 0) return headFirst(fields, keys);
    const patched = JsonPatch.apply(inOrder(fields, keys), ...patches) as Plain;
    return headFirst(patched, Object.keys(patched));
  }

  #metadataOf({ metadata }: ApiObject): unknown {
    if (metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) {
      this.called = true;
      return metadata.toJson();
    }
    const own = metadata as unknown as Plain & { readonly _additionalAttributes: Plain };
    const fields = {
      ...own._additionalAttributes,
      name: own.name,
      namespace: own.namespace,
      annotations: own.annotations,
      finalizers: own.finalizers,
      ownerReferences: own.ownerReferences,
      labels: own.labels,
    };
    return this.#resolved(fields, { sortKeys: true, prune: true });
  }

  /** The top level, its values resolved one after the other; those left out are `undefined`. */
  #fieldsOf(props: Plain, metadata: unknown): Plain {
    const fields: Plain = { ...props, metadata };
    const options = { sortKeys: this.sortKeys, prune: false };
    for (const key in fields) {
      if (key !== 'metadata') fields[key] = this.#resolved(fields[key], options);
    }
    return fields;
  }

  /** `value` resolved: by a short cut where it is data already. */
  #resolved(value: unknown, options: PlainOptions): unknown {
    const data = options.sortKeys ? sortedData(value, options.prune) : NOT_DATA;
    return data === NOT_DATA ? this.#plain(value, options) : data;
  }

  /** `value` without tokens, nulls (lists keep them as `undefined`) and class instances. */
  #plain(value: unknown, options: PlainOptions): unknown {
    if (value === undefined || value === null) return undefined;
    const token = value as { resolve?: unknown; value?: unknown; constructor: unknown };
    if (value instanceof Lazy) return this.#produced(() => value.produce(), options);
    if (typeof token.resolve === 'function') {
      return this.#produced(() => (token as { resolve(): unknown }).resolve(), options);
    }
    if (token.constructor === Object) return this.#plainMap(value as Plain, options);
    if (typeof token.value === 'string' || typeof token.value === 'number') {
      return { value: token.value };
    }
    if (Array.isArray(value)) {
      if (options.prune && value.length === 0) return undefined;
      return value.map((element) => this.#plain(element, options));
    }
    if (typeof value !== 'object') return value;
    const { name } = token.constructor as { name: string };
    // The plain objects of another realm, as in jest.
    if (name === 'Object') return this.#plainMap(value as Plain, options);
    throw new Error(`can't render non-simple object of type '${name}'`);
  }

  #produced(produce: () => unknown, options: PlainOptions): unknown {
    this.called = true;
    return this.#resolved(produce(), options);
  }

  /** Values are produced in the order of the source, whatever that of keys: a Lazy may count. */
  #plainMap(source: Plain, options: PlainOptions): Plain | undefined {
    const result: Plain = {};
    for (const key of Object.keys(source)) {
      const value = this.#plain(source[key], options);
      if (value !== undefined) result[key] = value;
    }
    const keys = Object.keys(result);
    if (options.prune && keys.length === 0) return undefined;
    return options.sortKeys ? inOrder(result, keys.sort()) : result;
  }
}

interface PlainOptions {
  readonly sortKeys: boolean;
  /** Leave out lists and maps that are empty, at any depth. */
  readonly prune: boolean;
}

/** Whether an app resolves tokens as cdk8s does by default, which is what can be shortened. */
function hasDefaultResolvers({ resolvers }: App): boolean {
  const defaults = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];
  return (
    resolvers.length === defaults.length &&
    resolvers.every((resolver, index) => resolver.constructor === defaults[index])
  );
}

function headFirst(fields: Plain, keys: readonly string[]): Plain {
  const result: Plain = {};
  for (const key of HEAD) if (key in fields && fields[key] !== undefined) result[key] = fields[key];
  for (const key of keys) if (fields[key] !== undefined) result[key] = fields[key];
  return result;
}

function inOrder(source: Plain, keys: readonly string[]): Plain {
  const result: Plain = {};
  for (const key of keys) if (source[key] !== undefined) result[key] = source[key];
  return result;
}
