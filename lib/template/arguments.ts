import type { Parameter } from './functions';
import type { State } from './state';
import { Int, nilOf, typeName } from './values';

const GO_TYPES: Readonly<Partial<Record<Parameter, string>>> = {
  any: 'interface {}',
  value: 'reflect.Value',
  map: 'map[string]interface {}',
  slice: '[]interface {}',
};

export function goType(parameter: Parameter): string {
  return GO_TYPES[parameter] ?? parameter;
}

/** Checks a value against a parameter's type as Go does, and hands over what the function gets. */
export function accept(state: State, value: unknown, parameter: Parameter): unknown {
  if (parameter === 'value') return value;
  if (parameter === 'any') return value === undefined ? null : value;
  if (value === undefined) {
    const nil = nilFor(parameter);
    return nil === undefined ? state.fail(`invalid value; expected ${goType(parameter)}`) : nil;
  }
  const type = typeName(value);
  if (value === null || type !== goType(parameter)) {
    const got = value === null ? 'interface {}' : type;
    state.fail(`wrong type for value; expected ${goType(parameter)}; got ${got}`);
  }
  const plain = parameter === 'int' || parameter === 'uint32';
  return plain && value instanceof Int ? Number(value.value) : value;
}

/** What a literal `nil` is for a parameter. */
export function acceptNil(state: State, parameter: Parameter): unknown {
  if (parameter === 'value') return undefined;
  if (parameter === 'any') return null;
  const nil = nilFor(parameter);
  return nil === undefined ? state.fail(`cannot assign nil to ${goType(parameter)}`) : nil;
}

/** The nil of a map, slice or pointer; `undefined` of a type that has none. */
function nilFor(parameter: Parameter): object | null | undefined {
  if (parameter === 'map') return nilOf({});
  if (parameter === 'slice') return nilOf([], '[]interface {}');
  return parameter.startsWith('*') ? null : undefined;
}
