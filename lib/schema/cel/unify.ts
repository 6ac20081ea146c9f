import { DYN, isDyn, same, type Type } from './types';

/** What type parameters stand for so far. */
export class Bindings {
  readonly #types = new Map<string, Type>();
  /** Parameters in the order in which they were bound, with what they stood for before. */
  readonly #trail: (readonly [name: string, before: Type | undefined])[] = [];

  get(name: string): Type | undefined {
    return this.#types.get(name);
  }

  set(name: string, type: Type): void {
    this.#trail.push([name, this.#types.get(name)]);
    this.#types.set(name, type);
  }

  /** Takes back what an attempt bound, unless it holds. */
  attempt(holds: () => boolean): boolean {
    const start = this.#trail.length;
    const held = holds();
    if (!held) {
      for (const [name, before] of this.#trail.splice(start).reverse()) {
        if (before) this.#types.set(name, before);
        else this.#types.delete(name);
      }
    }
    return held;
  }
}

/**
 * Whether values of one type may stand where the other is wanted, as Go's CEL decides it; then
 * parameters are bound so.
 *
 * @see https://github.com/google/cel-go/blob/master/checker/types.go
 */
export function assignable(bound: Bindings, from: readonly Type[], to: readonly Type[]): boolean {
  if (from.length !== to.length) return false;
  return bound.attempt(() => from.every((one, i) => fits(bound, one, to[i] as Type)));
}

/** Whether a type has more parts than `most`; those of maps of maps may double with each level. */
export function isLarge(bound: Bindings, type: Type, most: number): boolean {
  let left = most;
  const count = (one: Type): boolean => {
    const known = one.kind === 'param' ? bound.get(one.name) : undefined;
    if ((left -= 1) < 0) return true;
    return known ? count(known) : one.params.some(count);
  };
  return count(type);
}

/** A type with its parameters replaced by what they stand for. */
export function substitute(bound: Bindings, type: Type, freeIsDyn: boolean): Type {
  if (type.kind === 'param') {
    const known = bound.get(type.name);
    if (known) return substitute(bound, known, freeIsDyn);
    return freeIsDyn ? DYN : type;
  }
  if (type.params.length === 0) return type;
  return { ...type, params: type.params.map((one) => substitute(bound, one, freeIsDyn)) };
}

/** The more general of two types that are assignable. */
export function mostGeneral(a: Type, b: Type): Type {
  return lessSpecific(a, b) ? a : b;
}

function fits(bound: Bindings, from: Type, to: Type): boolean {
  if (to.kind === 'param') {
    const { valid, known } = stands(bound, from, to);
    if (valid || known) return valid;
  }
  if (from.kind === 'param') return stands(bound, to, from).valid;
  if (isDyn(from) || isDyn(to)) return true;
  if (from.kind === 'null' || to.kind === 'null') {
    const other = from.kind === 'null' ? to : from;
    return ['null', 'opaque', 'object', 'duration', 'timestamp'].includes(other.kind);
  }
  if (from.kind === 'type' || to.kind === 'type') return from.kind === to.kind;
  if (from.kind === 'object' || to.kind === 'object') return from === to;
  return (
    from.kind === to.kind &&
    from.name === to.name &&
    from.params.length === to.params.length &&
    from.params.every((one, i) => fits(bound, one, to.params[i] as Type))
  );
}

/** Whether a parameter may stand for a type, and whether it stood for one before. */
function stands(bound: Bindings, type: Type, param: Type) {
  if (type.kind === 'param' && type.name === param.name) return { valid: true, known: true };
  const before = bound.get(param.name);
  if (before) {
    if (same(type, before)) return { valid: true, known: true };
    if (!fits(bound, type, before)) return { valid: false, known: true };
    const general = mostGeneral(type, before);
    if (!occurs(bound, param, general)) bound.set(param.name, general);
    return { valid: true, known: true };
  }
  if (occurs(bound, param, type)) return { valid: false, known: false };
  bound.set(param.name, type);
  return { valid: true, known: false };
}

function occurs(bound: Bindings, param: Type, within: Type): boolean {
  if (within.kind === 'param') {
    if (within.name === param.name) return true;
    const known = bound.get(within.name);
    return known !== undefined && occurs(bound, param, known);
  }
  return within.params.some((one) => occurs(bound, param, one));
}

function lessSpecific(a: Type, b: Type): boolean {
  if (a.kind === 'dyn' || a.kind === 'param') return true;
  if (b.kind === 'dyn' || b.kind === 'param') return false;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'type') return true;
  if (a.params.length === 0) return same(a, b);
  return (
    a.name === b.name &&
    a.params.length === b.params.length &&
    a.params.every((one, i) => lessSpecific(one, b.params[i] as Type))
  );
}
