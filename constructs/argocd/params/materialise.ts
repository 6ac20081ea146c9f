import { ArgoCdError } from '../errors';
import { chain, lookup, plainNumber, plainNumberOrNone, titleOf, type Step } from './go-path';
import { maybeOpenAt, openAt } from './open';
import { MaybeParam, Param } from './param';
import type { Group, Leaf, Shape } from './shape';

/** Where an object of parameters stands, and what is known of it. */
export interface GroupPlace {
  readonly shape: Group;
  readonly path: readonly Step[];
  /** `.`, or the variable that stands for the set. */
  readonly root: string;
}

const groups = new WeakMap<object, GroupPlace>();

/** Whether `value` is an object of parameters, such as `cluster.metadata`, and no text. */
export function isParamGroup(value: unknown): boolean {
  return placeOf(value) !== undefined;
}

/** What an object of parameters stands for; `undefined` for any other value. */
export function placeOf(value: unknown): GroupPlace | undefined {
  return typeof value === 'object' && value !== null ? groups.get(value) : undefined;
}

/**
 * The parameters of a shape as objects. Asking for a key that no set has throws
 * `ARGOCD_PARAM_UNKNOWN`, since types do not reach programs in JavaScript.
 *
 * @param root the variable that stands for the set, `$item`; default the set itself.
 */
export function materialise(shape: Group, root = '.'): object {
  return groupAt(shape, [], root);
}

function groupAt(shape: Group, path: readonly Step[], root: string): object {
  const { fields, rest, list } = shape;
  const step = (key: string, of: Shape): Step => ({
    key,
    maybe: of.maybe ?? false,
    ...(list && { position: true }),
  });
  const known: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) {
    Object.defineProperty(known, key, {
      enumerable: true,
      get: () => valueAt(field, [...path, step(key, field)], root),
    });
  }
  const proxy = new Proxy(known, {
    get(target, key) {
      if (key === Symbol.toPrimitive || key === 'toJSON') return () => refuseGroup(path, shape);
      if (typeof key === 'symbol' || key === 'then') return undefined;
      if (Object.hasOwn(target, key)) return target[key];
      if (rest) return valueAt(rest, [...path, step(key, rest)], root);
      throw unknownKey([...path, { key, maybe: true }], Object.keys(fields));
    },
  });
  groups.set(proxy, { shape, path, root });
  return proxy;
}

function valueAt(shape: Shape, path: readonly Step[], root: string): unknown {
  if (shape.kind === 'group') return groupAt(shape, path, root);
  const optional = path.findIndex(({ maybe }) => maybe);
  if (shape.kind === 'open') {
    if (optional >= 0) return maybeOpenAt(shape, path, optional, root);
    return openAt(shape, path, path.length - 1, root);
  }
  return leafAt(shape, path, optional, root);
}

function leafAt({ known, number }: Leaf, path: readonly Step[], optional: number, root: string) {
  if (optional < 0) {
    const found = chain(path, root);
    return new Param(number ? plainNumber(found) : found, known);
  }
  const sought = lookup(path, optional, root);
  return new MaybeParam(number ? plainNumberOrNone(sought) : sought, titleOf(path));
}

function refuseGroup(path: readonly Step[], { fields, list }: Group): never {
  throw new ArgoCdError(
    'ARGOCD_PARAM_GROUP',
    `${titleOf(path) || 'the parameter set'} is ${list ? 'a list' : 'an object of parameters'} and no text`,
    list
      ? 'name a position in it, or write join(…) or each(…)'
      : `name one of its fields: ${Object.keys(fields).join(', ') || 'any key'}`,
  );
}

function unknownKey(path: readonly Step[], known: readonly string[]): ArgoCdError {
  return new ArgoCdError(
    'ARGOCD_PARAM_UNKNOWN',
    `no generator gives a parameter ${titleOf(path)}`,
    `write one of: ${known.join(', ')}`,
  );
}
