import { indexed } from './access';
import { JqRuntimeError, shown } from './failures';
import { variable, type Scope } from './scope';
import type { Json, Pattern } from './syntax';
import { isArray } from './values';

/** The scope with the variables of a pattern. */
export function destructure(pattern: Pattern, value: Json, scope: Scope): Scope {
  if (pattern.kind === 'name') return variable(pattern.name, value, scope);
  let inner = scope;
  if (pattern.kind === 'items') {
    for (const [index, item] of pattern.items.entries()) {
      if (value !== null && !isArray(value)) {
        throw new JqRuntimeError(`expected a list, got ${shown(value)}`);
      }
      inner = destructure(item, indexed(value, index), inner);
    }
    return inner;
  }
  for (const field of pattern.fields) {
    const found = indexed(value, field.key);
    if (field.variable !== undefined) inner = variable(field.variable, found, inner);
    if (field.value) inner = destructure(field.value, found, inner);
  }
  return inner;
}
