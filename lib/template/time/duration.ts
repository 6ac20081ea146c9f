import { Int, NamedInt, type Methods } from '../boxed';
import { fixed } from '../functions';

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
const MOST = 2n ** 63n - 1n;
const SECOND = UNITS.s as bigint;

/** A length of time in nanoseconds, wrapped around as Go's int64. */
export class Duration extends NamedInt {
  constructor(nanoseconds: bigint) {
    super(BigInt.asIntN(64, nanoseconds), 'time.Duration');
  }

  override get kind(): string {
    return 'int64';
  }

  override text(): string {
    return formatDuration(this.value);
  }

  override plain(): unknown {
    return new Int(this.value, 'int64');
  }

  protected override methods(): Methods {
    return METHODS;
  }
}

const of = (self: unknown): bigint => (self as Int).value;
const whole = (unit: bigint) => fixed(['any'], (self) => new Int(of(self) / unit, 'int64'));
const parts = (unit: bigint) =>
  fixed(['any'], (self) => Number(of(self) / unit) + Number(of(self) % unit) / Number(unit));

const METHODS: Methods = bound({
  Abs: fixed(['any'], (self) => {
    const value = of(self);
    return new Duration(value >= 0n ? value : value === -MOST - 1n ? MOST : -value);
  }),
  Hours: parts(UNITS.h as bigint),
  Microseconds: whole(1000n),
  Milliseconds: whole(1_000_000n),
  Minutes: parts(UNITS.m as bigint),
  Nanoseconds: whole(1n),
  Round: fixed(['any', 'time.Duration'], (self, to) => new Duration(round(of(self), of(to)))),
  Seconds: parts(SECOND),
  String: fixed(['any'], (self) => (self as Duration).text()),
  Truncate: fixed(
    ['any', 'time.Duration'],
    (self, to) => new Duration(of(to) <= 0n ? of(self) : of(self) - (of(self) % of(to))),
  ),
});

/** Methods as written here have their receiver as first parameter; templates do not give it. */
export function bound(methods: Methods): Methods {
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      { ...method, parameters: method.parameters.slice(1) },
    ]),
  );
}

function round(value: bigint, to: bigint): bigint {
  if (to <= 0n) return value;
  const rest = value % to;
  const away = (rest < 0n ? -rest : rest) * 2n >= to;
  const result = value - rest + (away ? (value < 0n ? -to : to) : 0n);
  return result > MOST ? MOST : result < -MOST - 1n ? -MOST - 1n : result;
}

/** `1h30m0s`, `1.5s`, `2ms`, `0s`. */
export function formatDuration(length: bigint): string {
  if (length === 0n) return '0s';
  const sign = length < 0n ? '-' : '';
  const size = length < 0n ? -length : length;
  if (size < 1000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}µs`;
  if (size < SECOND) return `${sign}${decimal(size, 6)}ms`;
  const total = size / SECOND;
  const seconds = `${decimal(size % (60n * SECOND), 9)}s`;
  const [hours, minutes] = [total / 3600n, (total / 60n) % 60n];
  if (hours > 0n) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0n ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`;
}

function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
}

/**
 * Reads `1h30m`, `-1.5s`, `0`.
 *
 * @returns nanoseconds, or Go's message.
 */
export function parseDuration(text: string): bigint | string {
  const quoted = JSON.stringify(text);
  const invalid = `time: invalid duration ${quoted}`;
  const [, sign, body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (body === '0') return 0n;
  if (body === '') return invalid;
  let sum = 0n;
  for (let rest = body; rest !== '';) {
    const [number = '', digits = '', fraction = ''] = /^([0-9]*)(?:\.([0-9]*))?/.exec(rest) ?? [];
    if (digits === '' && fraction === '') return invalid;
    rest = rest.slice(number.length);
    const unit = /^[^.0-9]+/.exec(rest)?.[0];
    if (unit === undefined) return `time: missing unit in duration ${quoted}`;
    const size = UNITS[unit];
    if (size === undefined)
      return `time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`;
    rest = rest.slice(unit.length);
    sum += BigInt(digits || 0) * size;
    if (fraction !== '') sum += (BigInt(fraction) * size) / 10n ** BigInt(fraction.length);
    if (sum > MOST + 1n) return invalid;
  }
  if (sign === '-') return -sum;
  return sum > MOST ? invalid : sum;
}
