import { Boxed } from './boxed';
import type { MemberCalls } from './compiler';
import type { State } from './state';
import { elementType, isMap, typeName, zeroOf } from './values';

/**
 * `receiver.a.b`; only the last name may be given arguments.
 *
 * @param held whether an `interface {}` holds the receiver, which messages tell.
 * @param last what comes in from the pipeline.
 */
export function fieldsOf(
  state: State,
  receiver: unknown,
  names: readonly string[],
  held: boolean,
  calls: MemberCalls,
  last: unknown,
): unknown {
  let value = receiver;
  let valueHeld = held;
  const end = names.length - 1;
  for (let i = 0; i <= end; i++) {
    const name = names[i] as string;
    const next = fieldOf(
      state,
      value,
      name,
      valueHeld,
      calls,
      i === end ? last : undefined,
      i === end,
    );
    valueHeld = isMap(value) && elementType(value) === 'interface {}';
    value = next;
  }
  return value;
}

function fieldOf(
  state: State,
  receiver: unknown,
  name: string,
  held: boolean,
  calls: MemberCalls,
  last: unknown,
  ends: boolean,
): unknown {
  if (receiver === undefined) {
    if (state.missingKey === 'error') state.fail(`nil data; no entry for key "${name}"`);
    return undefined;
  }
  if (receiver === null) state.fail(`nil pointer evaluating interface {}.${name}`);
  if (isMap(receiver)) {
    if (ends && calls.called) state.fail(`${name} is not a method but has arguments`);
    if (Object.hasOwn(receiver, name)) return receiver[name] ?? null;
    if (state.missingKey === 'error') state.fail(`map has no entry for key "${name}"`);
    return state.missingKey === 'zero' ? zeroOf(elementType(receiver)) : undefined;
  }
  const member = receiver instanceof Boxed ? receiver.member(name) : undefined;
  if (member) return (ends ? calls.last : calls.inner)(state, name, member, last);
  const type = held ? 'interface {}' : typeName(receiver);
  return state.fail(`can't evaluate field ${name} in type ${type}`);
}
