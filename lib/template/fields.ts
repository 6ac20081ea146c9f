import type { State } from './state';
import { elementType, isMap, typeName, zeroOf } from './values';

/**
 * `receiver.name`.
 *
 * @param held whether an `interface {}` holds the receiver, which the message tells.
 * @param called whether the field is given arguments, which no field takes.
 */
export function fieldOf(
  state: State,
  receiver: unknown,
  name: string,
  held: boolean,
  called = false,
): unknown {
  if (receiver === undefined) {
    if (state.missingKey === 'error') state.fail(`nil data; no entry for key "${name}"`);
    return undefined;
  }
  if (receiver === null) state.fail(`nil pointer evaluating interface {}.${name}`);
  if (!isMap(receiver)) {
    const type = held ? 'interface {}' : typeName(receiver);
    state.fail(`can't evaluate field ${name} in type ${type}`);
  }
  if (called) state.fail(`${name} is not a method but has arguments`);
  if (Object.hasOwn(receiver, name)) return receiver[name] ?? null;
  if (state.missingKey === 'error') state.fail(`map has no entry for key "${name}"`);
  return state.missingKey === 'zero' ? zeroOf(elementType(receiver)) : undefined;
}

/** `receiver.a.b`; only the last name may be called. */
export function fieldsOf(
  state: State,
  receiver: unknown,
  names: readonly string[],
  held: boolean,
  called: boolean,
): unknown {
  let value = receiver;
  let valueHeld = held;
  for (let i = 0; i < names.length; i++) {
    const next = fieldOf(
      state,
      value,
      names[i] as string,
      valueHeld,
      called && i === names.length - 1,
    );
    valueHeld = isMap(value) && elementType(value) === 'interface {}';
    value = next;
  }
  return value;
}
