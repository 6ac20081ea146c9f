import type { Parameter } from './functions';
import type { State } from './state';
import { Int, nilOf, typeName } from './values';

const GO_TYPES: Readonly<Record<Parameter, string>> = {
  any: 'interface {}',
  value: 'reflect.Value',
  string: 'string',
  int: 'int',
  bool: 'bool',
  float64: 'float64',
  map: 'map[string]interface {}',
};

export function goType(parameter: Parameter): string {
  return GO_TYPES[parameter];
}

/** Checks a value against a parameter's type as Go does, and hands over what the function gets. */
export function accept(state: State, value: unknown, parameter: Parameter): unknown {
  if (parameter === 'value') return value;
  if (parameter === 'any') return value === undefined ? null : value;
  if (value === undefined) {
    if (parameter === 'map') return nilOf({});
    state.fail(`invalid value; expected ${goType(parameter)}`);
  }
  const type = typeName(value);
  if (value === null || type !== goType(parameter)) {
    const got = value === null ? 'interface {}' : type;
    state.fail(`wrong type for value; expected ${goType(parameter)}; got ${got}`);
  }
  return value instanceof Int ? Number(value.value) : value;
}

/** What a literal `nil` is for a parameter. */
export function acceptNil(state: State, parameter: Parameter): unknown {
  if (parameter === 'value') return undefined;
  if (parameter === 'any') return null;
  if (parameter === 'map') return nilOf({});
  return state.fail(`cannot assign nil to ${goType(parameter)}`);
}
