import { fixed, type TemplateFunction } from '../functions';
import { Int } from '../values';
import { readInteger } from '../number';

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const HOUR = UNITS.h as bigint;
const ROUNDED: readonly (readonly [bigint, string])[] = [
  [HOUR * 24n * 365n, 'y'],
  [HOUR * 24n * 30n, 'mo'],
  [HOUR * 24n, 'd'],
  [HOUR, 'h'],
  [UNITS.m as bigint, 'm'],
  [UNITS.s as bigint, 's'],
];

/** Lengths of time, which need no clock. */
export const durations: Readonly<Record<string, TemplateFunction>> = {
  // Of integers only an int64 counts, as in sprig.
  duration: fixed(['any'], (value) => format(BigInt.asIntN(64, seconds(value) * 1_000_000_000n))),
  durationRound: fixed(['any'], (value) => {
    const length = nanoseconds(value);
    const magnitude = length < 0n ? -length : length;
    const [unit, name] = ROUNDED.find(([size]) => magnitude > size) ?? [1n, ''];
    return name === '' ? '0s' : `${magnitude / unit}${name}`;
  }),
};

function seconds(value: unknown): bigint {
  if (value instanceof Int) return value.type === 'int64' ? value.value : 0n;
  if (typeof value !== 'string' || !/^[+-]?[0-9]+$/.test(value)) return 0n;
  return readInteger(value.replace(/^([+-]?)0+(?=[0-9])/, '$1')) ?? 0n;
}

function nanoseconds(value: unknown): bigint {
  if (value instanceof Int) return value.type === 'int64' ? value.value : 0n;
  return typeof value === 'string' ? (parse(value) ?? 0n) : 0n;
}

/** `1h30m`, `-1.5s`, `0`; `undefined` for anything else. */
function parse(text: string): bigint | undefined {
  const [, sign, body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (body === '0') return 0n;
  const terms = [...body.matchAll(/([0-9]*)(?:\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)/gy)];
  if (terms.length === 0 || terms.map(([term]) => term).join('') !== body) return undefined;
  let sum = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of terms) {
    if (whole === '' && fraction === '') return undefined;
    const size = UNITS[unit] as bigint;
    sum += BigInt(whole || 0) * size;
    if (fraction !== '') sum += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
  }
  if (sum > 2n ** 63n - (sign === '-' ? 0n : 1n)) return undefined;
  return sign === '-' ? -sum : sum;
}

/** As Go prints a duration: `1h30m0s`, `1.5s`, `0s`. Here always whole seconds. */
function format(length: bigint): string {
  const total = (length < 0n ? -length : length) / 1_000_000_000n;
  const [hours, minutes, rest] = [total / 3600n, (total / 60n) % 60n, total % 60n];
  const sign = length < 0n ? '-' : '';
  if (hours > 0n) return `${sign}${hours}h${minutes}m${rest}s`;
  return minutes > 0n ? `${sign}${minutes}m${rest}s` : `${sign}${rest}s`;
}
