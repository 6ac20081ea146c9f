import { show } from '../../schema';
import { Int } from '../../template/values';
import { withIntegers } from '../json';
import { articled, typesOf, type Place } from '../schema/place';

/** Types of the values that transforms see. Every number that is read is a float64. */
export type GoType = 'string' | 'bool' | 'int64' | 'float64' | 'object' | 'array';

/** A value that is known to occur, and what it was before it was transformed. */
export interface Sample {
  readonly from: unknown;
  readonly value: unknown;
}

/** What is known of a value on its way from one field to another. */
export interface Flow {
  /** `undefined`: it may be anything. */
  readonly types: readonly GoType[] | undefined;
  /** Whether its numbers have no fraction. */
  readonly whole: boolean;
  /** Whether its numbers stay below a million, from where Go's `%v` prints an exponent. */
  readonly small: boolean;
  readonly samples: readonly Sample[];
  /** Whether there are no others than the samples. */
  readonly closed: boolean;
  /** Its schema, as long as it is what was read. */
  readonly place?: Place;
}

export const UNKNOWN: Flow = {
  types: undefined,
  whole: false,
  small: false,
  samples: [],
  closed: false,
};

export const TEXT: Flow = { ...UNKNOWN, types: ['string'] };

const GO: Readonly<Record<string, GoType>> = {
  string: 'string',
  boolean: 'bool',
  integer: 'float64',
  number: 'float64',
  object: 'object',
  array: 'array',
};

/** Of a field of type `number` it is known at run time only. */
const NATIVE: Readonly<Record<string, GoType | readonly GoType[]>> = {
  ...GO,
  integer: 'int64',
  number: ['int64', 'float64'],
};

/**
 * The value of a field.
 *
 * @param native Whether Crossplane 1 reads it itself: a number without fraction is an int64 then.
 */
export function flowFrom(place: Place, native = false): Flow {
  const json = typesOf(place);
  if (!json) return { ...UNKNOWN, place };
  const go = native ? NATIVE : GO;
  const types = [...new Set(json.flatMap((type) => go[type] ?? []))];
  const { node } = place;
  const values: readonly unknown[] = Array.isArray(node.enum) ? node.enum : [];
  const fallback = node.default ?? undefined;
  const known =
    fallback === undefined || values.includes(fallback) ? values : [fallback, ...values];
  return {
    types,
    whole: !json.includes('number'),
    small: typeof node.maximum === 'number' && node.maximum < 1e6,
    samples: known
      .filter((value) => value !== null)
      .map((from) => ({ from, value: native ? withIntegers(from) : from })),
    closed: values.length > 0,
    place,
  };
}

/** A value that is one of these. */
export function flowOf(samples: readonly Sample[]): Flow {
  const known = samples.filter(({ value }) => value !== null);
  const numbers = known.flatMap(({ value }) => (typeof value === 'number' ? value : []));
  return {
    types: [...new Set(known.map(({ value }) => typeOf(value)))],
    whole: numbers.every(Number.isInteger),
    small: numbers.every((value) => value < 1e6),
    samples: known,
    closed: true,
  };
}

export function typeOf(value: unknown): GoType {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  return value instanceof Int ? 'int64' : 'object';
}

/** `a string`, `a number or an object`. */
export function describeTypes(types: readonly GoType[]): string {
  return articled([...new Set(types.map((type) => JSON_NAMES[type]))]);
}

const JSON_NAMES: Readonly<Record<GoType, string>> = {
  string: 'string',
  bool: 'boolean',
  int64: 'integer',
  float64: 'number',
  object: 'object',
  array: 'array',
};

/** A sample as messages show it. */
export function showSample({ from }: Sample): string {
  return show(from);
}
