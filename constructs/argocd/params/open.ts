import { chain, lookup, plainNumber, plainNumberOrNone, titleOf, type Step } from './go-path';
import { MaybeParam, Param } from './param';
import type { Open } from './shape';

/**
 * A parameter of which only types know whether it is text or an object: both at once. Its `lookup`
 * is what `orElse` uses, since types alone know, too, whether every set has it.
 */
export class OpenParam extends Param {
  constructor(
    expression: string,
    readonly lookup: string,
  ) {
    super(expression);
  }
}

/** @param known how many steps of `path` every set is known to have. */
export function openAt(shape: Open, path: readonly Step[], known: number, root?: string): Param {
  const number = isNumber(shape.numbers, path);
  const found = chain(path, root);
  const sought = lookup(path, known, root);
  const param = number
    ? new OpenParam(plainNumber(found), plainNumberOrNone(sought))
    : new OpenParam(found, sought);
  return new Proxy(param, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key) as unknown;
      return openAt(shape, [...path, { key, maybe: false }], known, root);
    },
  });
}

/** A key that types know as optional, of an object that some sets lack as a whole. */
export function maybeOpenAt(
  shape: Open,
  path: readonly Step[],
  optional: number,
  root?: string,
): MaybeParam {
  const sought = lookup(path, optional, root);
  const number = isNumber(shape.numbers, path);
  const param = new MaybeParam(number ? plainNumberOrNone(sought) : sought, titleOf(path));
  return new Proxy(param, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target) {
        const member = Reflect.get(target, key) as unknown;
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      }
      return maybeOpenAt(shape, [...path, { key, maybe: true }], optional, root);
    },
  });
}

function isNumber(numbers: readonly string[], path: readonly Step[]): boolean {
  return numbers.some((pattern) => {
    const steps = pattern.split('.');
    const keys = path.map(({ key }) => key);
    if (!steps.includes('*')) return pattern === keys.join('.');
    return (
      steps.length === keys.length && steps.every((step, i) => step === '*' || step === keys[i])
    );
  });
}
