import { CelError, Mapping, Optional, type Value } from './values';
import { noSuchOverload } from './compare';

/** `of.name`, or with `test` whether it is there. On an optional, what it holds decides. */
export function member(of: Value, name: string, test: boolean): Value {
  if (of instanceof Mapping) {
    if (test) return of.has(name);
    const found = of.find(name);
    if (found === undefined) throw new CelError(`no such key: ${name}`);
    return found;
  }
  if (of instanceof Optional) {
    if (of.value === undefined) return test ? false : Optional.NONE;
    return test ? member(of.value, name, true) : memberOptional(of, name);
  }
  throw new CelError('no such overload');
}

/** `of.?name` */
export function memberOptional(of: Value, name: string): Value {
  const inner = of instanceof Optional ? of.value : of;
  if (inner === undefined) return Optional.NONE;
  if (!(inner instanceof Mapping)) throw noSuchOverload();
  const found = inner.find(name);
  return found === undefined ? Optional.NONE : new Optional(found);
}
