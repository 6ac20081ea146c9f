import { isDeepStrictEqual } from 'node:util';
import type { Call, Expr, Literal, MapExpr, Message } from '../../../schema/cel/syntax';
import { Uint } from '../../../schema/cel/values';
import { isMap } from '../../values';
import { UNKNOWN } from '../unknown';
import { functions } from './functions';
import { has, macro } from './macros';
import { Either, FAILED, hasUnknown, single, type Names } from './values';

/**
 * The value of an expression: data, in which `UNKNOWN` may stand anywhere, `FAILED` for an error, an
 * {@link Either} where what decides is not known.
 */
export function evaluate(e: Expr, names: Names): unknown {
  const of = (one: Expr) => evaluate(one, names);
  switch (e.is) {
    case 'literal':
      return valueOf(e);
    case 'ident':
      return names(e.name);
    case 'list': {
      const items = e.items.map(of);
      return items.filter((item, i) => item !== FAILED || !e.optional.has(i));
    }
    case 'map':
      return mapOf(e, of);
    case 'message':
      return messageOf(e, of);
    case 'select':
      return e.test ? has(e, names, evaluate) : fieldOf(single(of(e.of)), e.name);
    case 'call':
      return called(e, names, of);
    case 'each':
      return macro(e, names, evaluate);
    case 'optMap': {
      const given = of(e.of);
      if (single(given) === UNKNOWN || given === FAILED) return single(given);
      return evaluate(e.body, (asked) => (asked === e.name ? given : names(asked)));
    }
  }
}

/** Numbers are as in JSON. */
function valueOf({ value }: Literal): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint) return Number(value.value);
  return value instanceof Uint8Array ? UNKNOWN : value;
}

function oddOf(value: unknown): unknown {
  return value === UNKNOWN ? UNKNOWN : FAILED;
}

function mapOf({ entries }: MapExpr, of: (one: Expr) => unknown): unknown {
  const made: Record<string, unknown> = {};
  for (const { key, value, optional } of entries) {
    const name = of(key);
    if (typeof name !== 'string') return UNKNOWN;
    const given = of(value);
    if (given !== FAILED || !optional) made[name] = given;
  }
  return made;
}

/** `Object.spec{…}` and `JSONPatch{…}`; what another message becomes is not known. */
function messageOf({ name, fields }: Message, of: (one: Expr) => unknown): unknown {
  if (!/^(Object|JSONPatch)(\.|$)/.test(name)) return UNKNOWN;
  const made = fields.map(({ name: field, value, optional }) => ({
    field,
    value: of(value),
    optional,
  }));
  const kept = made.filter(({ value, optional }) => value !== FAILED || !optional);
  return Object.fromEntries(kept.map(({ field, value }) => [field, value]));
}

function fieldOf(value: unknown, name: string): unknown {
  if (value === UNKNOWN || value === FAILED) return value;
  return isMap(value) && Object.hasOwn(value, name) ? value[name] : FAILED;
}

function elementOf(value: unknown, at: unknown): unknown {
  if (at === UNKNOWN) return UNKNOWN;
  if (typeof at === 'string') return fieldOf(value, at);
  if (!Array.isArray(value)) return oddOf(value);
  const found: unknown = typeof at === 'number' && at >= 0 ? value[at] : undefined;
  return found === undefined ? FAILED : found;
}

function called(call: Call, names: Names, of: (one: Expr) => unknown): unknown {
  const { name, target, args } = call;
  const [a, b, c] = args;
  switch (name) {
    case '_&&_':
    case '_||_':
      return decided(args, name === '_||_', of);
    case '_?_:_': {
      const value = a && single(of(a));
      if (!b || !c) return FAILED;
      if (typeof value === 'boolean') return of(value ? b : c);
      return value === UNKNOWN ? new Either([of(b), of(c)]) : FAILED;
    }
    case '!_': {
      const value = a && single(of(a));
      return typeof value === 'boolean' ? !value : oddOf(value);
    }
    case '-_': {
      const value = a && single(of(a));
      return typeof value === 'number' ? -value : oddOf(value);
    }
    case '_[_]':
    case '_[?_]':
      return a && b ? elementOf(single(of(a)), single(of(b))) : FAILED;
  }
  const sign = /^_(.{1,2})_$/.exec(name)?.[1] ?? (name === '@in' ? 'in' : undefined);
  if (sign !== undefined && a && b) return operation(sign, single(of(a)), single(of(b)));
  if (target && OPTIONAL.has(name)) {
    const value = single(of(target));
    if (name === 'hasValue') return value === UNKNOWN ? UNKNOWN : value !== FAILED;
    return value === FAILED && a ? of(a) : value;
  }
  if (!Object.hasOwn(functions, name)) return UNKNOWN;
  const values = [...(target ? [target] : []), ...args].map((one) => single(of(one)));
  // `jsonpatch.escapeKey(…)` is a function of a library, not a method of a value.
  if (name === 'escapeKey') values[0] = null;
  if (values.includes(FAILED)) return FAILED;
  return values.some(hasUnknown) ? UNKNOWN : functions[name]?.(...(values as [unknown]));
}

/** Of values that are there or not, which is all that an optional is here. */
const OPTIONAL = new Set(['orValue', 'or', 'hasValue', 'value']);

/** All of `&&`, or one of `||`; what is not known may decide it, whatever failed. */
function decided(
  args: readonly Expr[],
  decides: boolean,
  of: (one: Expr) => unknown,
): boolean | symbol {
  let unknown = false;
  let failed = false;
  for (const arg of args) {
    const value = single(of(arg));
    if (value === decides) return decides;
    if (value === UNKNOWN) unknown = true;
    else if (typeof value !== 'boolean') failed = true;
  }
  if (unknown) return UNKNOWN;
  return failed ? FAILED : !decides;
}

function operation(sign: string, own: unknown, other: unknown): unknown {
  if (own === FAILED || other === FAILED) return FAILED;
  if (own === UNKNOWN || other === UNKNOWN) return UNKNOWN;
  if (hasUnknown(own) || hasUnknown(other)) return sign === '+' ? added(own, other) : UNKNOWN;
  switch (sign) {
    case '==':
      return isDeepStrictEqual(own, other);
    case '!=':
      return !isDeepStrictEqual(own, other);
    case 'in':
      if (Array.isArray(other)) return other.some((one) => isDeepStrictEqual(one, own));
      return isMap(other) ? typeof own === 'string' && Object.hasOwn(other, own) : FAILED;
    case '+':
      return added(own, other);
    default:
      return computed(sign, own, other);
  }
}

function added(own: unknown, other: unknown): unknown {
  if (typeof own === 'string' && typeof other === 'string') return own + other;
  if (Array.isArray(own) && Array.isArray(other)) return [...own, ...other] as unknown[];
  return computed('+', own, other);
}

function computed(sign: string, own: unknown, other: unknown): unknown {
  const isText = typeof own === 'string' && typeof other === 'string';
  const isNumber = typeof own === 'number' && typeof other === 'number';
  if (!isText && !isNumber) return FAILED;
  if (sign === '<') return own < other;
  if (sign === '<=') return own <= other;
  if (sign === '>') return own > other;
  if (sign === '>=') return own >= other;
  if (!isNumber) return FAILED;
  if (sign === '+') return own + other;
  if (sign === '-') return own - other;
  if (sign === '*') return own * other;
  // Whether a number is whole tells how it is divided, and JSON does not say that.
  return UNKNOWN;
}
