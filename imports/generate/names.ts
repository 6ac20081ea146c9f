import { byText } from './schema';

/**
 * Names that a generated file must not declare: JavaScript's and TypeScript's own, and those that
 * the file itself imports or declares.
 */
const RESERVED = new Set(
  `AggregateError Array ArrayBuffer ArrayLike Atomics Awaited BigInt Boolean Buffer DataView Date
  Error EvalError Event Exclude Extract Function Generator Infinity InstanceType Intl Iterable Iterator
  JSON Lowercase Map Math NaN NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike
  PropertyKey Proxy RangeError Readonly Record ReferenceError Reflect RegExp Required Response Request
  ReturnType Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError URL Uppercase WeakMap
  WeakRef WeakSet ApiObject ApiObjectMetadata Construct JsonObject`.split(/\s+/),
);

/** `forProvider` gives `ForProvider`, `x-y.z` gives `XYZ`, `2fa` gives `2fa`. */
export function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

export interface Named {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly storage: boolean;
}

/**
 * The class name of a kind: the kind itself for its storage version, the version behind it for
 * others (`ClusterV1Beta1`), the service in front of a reserved name (`LambdaFunction`).
 */
export function className({ group, kind, version, storage }: Named): string {
  const name = pascal(kind) + (storage ? '' : versionSuffix(version));
  return RESERVED.has(name) ? pascal(group.split('.')[0] ?? '') + name : name;
}

function versionSuffix(version: string): string {
  return pascal(version.replace(/([a-z]+)(\d+)/g, '$1$2-'));
}

/** Gives each name out once; a second taker gets a number behind it. */
export class Names {
  readonly #taken = new Set<string>();

  take(name: string): string {
    let free = name;
    for (let i = 2; this.#taken.has(free); i++) free = `${name}${i}`;
    this.#taken.add(free);
    return free;
  }
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** A property's name as an interface spells it. */
export function propertyName(name: string): string {
  return IDENTIFIER.test(name) ? name : quote(name);
}

/** A single-quoted string literal. */
export function quote(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${body.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029')}'`;
}

export const sorted = (names: Iterable<string>): string[] => [...names].sort(byText);
