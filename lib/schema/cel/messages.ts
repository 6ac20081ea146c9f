import { duration, int, uint } from './ranges';
import { isOf } from './runtime-type';
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  STRING,
  TIMESTAMP,
  UINT,
  type Type,
} from './types';
import { CelError, Entries, Items, Timestamp, Uint, type Value } from './values';

/** A message of protobuf that an expression may write out, and what it becomes. */
export interface MessageType {
  readonly type: Type;
  readonly fields: Readonly<Record<string, Type>>;
  /**
   * @param given the fields that are written.
   * @throws {CelError}
   */
  make(given: ReadonlyMap<string, Value>): Value;
}

const SECOND = 1_000_000_000n;
const TIME = { seconds: INT, nanos: INT };

/**
 * Those that the API server knows, `google.protobuf.Duration{seconds: 5}`, apart from `Any` and
 * `Empty`, which nothing of a manifest can be equal to.
 */
export const MESSAGES: ReadonlyMap<string, MessageType> = new Map(
  Object.entries({
    Duration: { type: DURATION, fields: TIME, make: (given) => duration(nanosecondsIn(given)) },
    Timestamp: {
      type: TIMESTAMP,
      fields: TIME,
      make: (given) => new Timestamp(nanosecondsIn(given)),
    },
    BoolValue: wrapper(BOOL, false, 'BoolValue'),
    StringValue: wrapper(STRING, '', 'StringValue'),
    BytesValue: wrapper(BYTES, new Uint8Array(), 'BytesValue'),
    DoubleValue: wrapper(DOUBLE, 0, 'DoubleValue'),
    FloatValue: wrapper(DOUBLE, 0, 'FloatValue', (value) => Math.fround(value as number)),
    Int64Value: wrapper(INT, 0n, 'Int64Value'),
    Int32Value: wrapper(INT, 0n, 'Int32Value', (value) => within(value as bigint, -31n)),
    UInt64Value: wrapper(UINT, new Uint(0n), 'UInt64Value'),
    UInt32Value: wrapper(UINT, new Uint(0n), 'UInt32Value', (value) => {
      return uint(within((value as Uint).value, 32n));
    }),
    Struct: one('fields', mapOf(STRING, DYN), () => new Entries([])),
    ListValue: one('values', listOf(DYN), () => new Items([])),
    Value: {
      type: DYN,
      fields: {
        null_value: INT,
        bool_value: BOOL,
        number_value: DOUBLE,
        string_value: STRING,
        struct_value: mapOf(STRING, DYN),
        list_value: listOf(DYN),
      },
      make: (given) => {
        const [last] = [...given].slice(-1);
        return last && last[0] !== 'null_value' ? last[1] : null;
      },
    },
  } satisfies Readonly<Record<string, MessageType>>).map(
    ([name, message]) => [`google.protobuf.${name}`, message as MessageType] as const,
  ),
);

function nanosecondsIn(given: ReadonlyMap<string, Value>): bigint {
  const part = (name: string) => int((given.get(name) ?? 0n) as bigint);
  return part('seconds') * SECOND + part('nanos');
}

/** A value that reads as what is in it. */
function wrapper(
  type: Type,
  zero: Value,
  name: string,
  made: (value: Value) => Value = (value) => value,
): MessageType {
  return {
    type,
    fields: { value: type },
    make: (given) => {
      const value = given.get('value') ?? zero;
      if (!isOf(type, value)) {
        throw wrong(name, 'unsupported native conversion');
      }
      return attempt(name, () => made(value));
    },
  };
}

function one(field: string, type: Type, empty: () => Value): MessageType {
  return { type, fields: { [field]: type }, make: (given) => given.get(field) ?? empty() };
}

/** @param bits below zero for numbers with a sign, which takes one of them. */
function within(value: bigint, bits: bigint): bigint {
  const [low, high] = bits < 0n ? [-(2n ** -bits), 2n ** -bits] : [0n, 2n ** bits];
  if (value < low || value >= high) {
    throw new CelError(bits < 0n ? 'integer overflow' : 'unsigned integer overflow');
  }
  return value;
}

function attempt(name: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    throw wrong(name, error.message);
  }
}

function wrong(name: string, what: string): CelError {
  return new CelError(
    `field type conversion error for google.protobuf.${name}.value value type: ${what}`,
  );
}
