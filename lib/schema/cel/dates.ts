import { duration, floor, timestamp } from './ranges';
import { CelError, Timestamp, type Duration } from './values';

const SECOND = 1_000_000_000n;

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3_600n * SECOND,
};

/** As Go's `time.ParseDuration` reads it: `1h30m`, `-1.5s`. */
export function readDuration(text: string): Duration {
  const found = nanosecondsIn(text);
  if (found === undefined) {
    throw new CelError("type conversion error from 'string' to 'google.protobuf.Duration'");
  }
  return duration(found);
}

export function nanosecondsIn(text: string): bigint | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0n;
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) return undefined;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of rest.matchAll(
    /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g,
  )) {
    const scale = UNITS[unit] ?? 0n;
    total += BigInt(whole || '0') * scale;
    if (fraction) total += (BigInt(fraction) * scale) / 10n ** BigInt(fraction.length);
  }
  return sign === '-' ? -total : total;
}

/** Seconds, as CEL writes a duration: `5400s`, `1.5s`. */
export function showDuration({ ns }: Duration): string {
  const [sign, size] = ns < 0n ? ['-', -ns] : ['', ns];
  return `${sign}${size / SECOND}${fractionOf(size % SECOND)}s`;
}

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))$/;

/** RFC 3339, as Go reads it. */
export function readTimestamp(text: string): Timestamp {
  const found = instantIn(text);
  if (found === undefined) {
    throw new CelError("type conversion error from 'string' to 'google.protobuf.Timestamp'");
  }
  return timestamp(found.ns, found.offset);
}

/** A time in whatever year; `undefined` for a text that is none. */
export function instantIn(text: string): Timestamp | undefined {
  const match = TIME.exec(text);
  if (!match || /[tz]/.test(text)) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const kept = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!kept || hour > 23 || minute > 59 || second > 59) return undefined;
  const [offsetHours = 0, offsetMinutes = 0] = [match[10], match[11]].map((part) =>
    Number(part ?? 0),
  );
  if (offsetHours > 24 || offsetMinutes > 60) return undefined;
  const offset = (offsetHours * 60 + offsetMinutes) * (match[9] === '-' ? -1 : 1);
  const nanoseconds = BigInt((match[7] ?? '').padEnd(9, '0').slice(0, 9));
  const seconds = BigInt(date.getTime() / 1000 - offset * 60);
  return new Timestamp(seconds * SECOND + nanoseconds, offset);
}

export function showTimestamp({ ns, offset }: Timestamp): string {
  const seconds = floor(ns, SECOND);
  const iso = new Date((Number(seconds) + offset * 60) * 1000).toISOString();
  return iso.replace(/\.\d+Z$/, `${fractionOf(ns - seconds * SECOND)}${zoneOf(offset)}`);
}

function zoneOf(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 60), size % 60].map((one) => String(one).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${parts.join(':')}`;
}

function fractionOf(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '';
  return `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
}
