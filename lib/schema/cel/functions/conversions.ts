import { readDuration, readTimestamp, showDuration, showTimestamp } from '../dates';
import { readDouble, showDouble } from '../doubles';
import { int, timestamp, uint } from '../ranges';
import { typeName } from '../runtime-type';
import type { Library } from '../signature';
import type { Duration } from '../values';
import { CelError, TypeValue, Uint, type Timestamp, type Value } from '../values';

const same = <T extends Value>(value: T): T => value;
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** `int(…)`, `string(…)` and their like. */
export const conversions: Library = {
  'type(A): type(A)': (value: Value) => new TypeValue(typeName(value)),
  'dyn(A): dyn': same,

  'bool(bool): bool': same,
  'bool(string): bool': (text: string) => {
    if (TRUE.includes(text)) return true;
    if (FALSE.includes(text)) return false;
    throw unreadable('bool');
  },

  'bytes(bytes): bytes': same,
  'bytes(string): bytes': (text: string) => Buffer.from(text, 'utf8'),

  'double(double): double': same,
  'double(int): double': Number,
  'double(uint): double': (value: Uint) => Number(value.value),
  'double(string): double': readDouble,

  'duration(duration): duration': same,
  'duration(int): duration': () => {
    throw failed("type conversion error from 'int' to 'google.protobuf.Duration'");
  },
  'duration(string): duration': readDuration,

  'int(int): int': same,
  'int(double): int': (value: number) => {
    if (!(value > -(2 ** 63) && value < 2 ** 63)) throw failed('integer overflow');
    return BigInt(Math.trunc(value));
  },
  'int(uint): int': (value: Uint) => int(value.value),
  'int(duration): int': (value: Duration) => value.ns,
  'int(timestamp): int': (value: Timestamp) => unix(value),
  'int(string): int': (text: string) => {
    const value = /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
    if (value === undefined || BigInt.asIntN(64, value) !== value) throw unreadable('int');
    return value;
  },

  'string(string): string': same,
  'string(bool): string': String,
  'string(bytes): string': (bytes: Uint8Array) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw failed('invalid UTF-8 in bytes, cannot convert to string');
    }
  },
  'string(double): string': showDouble,
  'string(duration): string': showDuration,
  'string(int): string': String,
  'string(timestamp): string': showTimestamp,
  'string(uint): string': (value: Uint) => String(value.value),

  'timestamp(timestamp): timestamp': same,
  'timestamp(int): timestamp': (seconds: bigint) => timestamp(seconds * 1_000_000_000n),
  'timestamp(string): timestamp': readTimestamp,

  'uint(uint): uint': same,
  'uint(double): uint': (value: number) => {
    if (!(value >= 0 && value < 2 ** 64)) throw failed('unsigned integer overflow');
    return uint(BigInt(Math.trunc(value)));
  },
  'uint(int): uint': (value: bigint) => uint(value),
  'uint(string): uint': (text: string) => {
    const value = /^\d+$/.test(text) ? BigInt(text) : undefined;
    if (value === undefined || BigInt.asUintN(64, value) !== value) throw unreadable('uint');
    return new Uint(value);
  },
};

function unix({ ns }: Timestamp): bigint {
  const second = 1_000_000_000n;
  return ns < 0n && ns % second !== 0n ? ns / second - 1n : ns / second;
}

function unreadable(type: string): CelError {
  return failed(`type conversion error from 'string' to '${type}'`);
}

function failed(message: string): CelError {
  return new CelError(message);
}
