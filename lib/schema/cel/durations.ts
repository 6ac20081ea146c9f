import { nanosecondsIn } from './dates';

const UNITS: Readonly<Record<string, bigint>> = {
  nanoseconds: 1n,
  microseconds: 1_000n,
  milliseconds: 1_000_000n,
  seconds: 1_000_000_000n,
  minutes: 60_000_000_000n,
  hours: 3_600_000_000_000n,
  days: 86_400_000_000_000n,
  weeks: 604_800_000_000_000n,
};

/** Names of units beside those of Go, as the format `duration` of OpenAPI takes them. */
const NAMES: readonly (readonly [RegExp, keyof typeof UNITS])[] = [
  [/^(ns|nanos?|nanoseconds?)$/, 'nanoseconds'],
  [/^(us|µs|micros?|microseconds?)$/, 'microseconds'],
  [/^(ms|millis?|milliseconds?)$/, 'milliseconds'],
  [/^(s|secs?|seconds?)$/, 'seconds'],
  [/^(m|mins?|minutes?)$/, 'minutes'],
  [/^(h|hrs?|hours?)$/, 'hours'],
  [/^(d|days?)$/, 'days'],
  [/^(w|wks?|weeks?)$/, 'weeks'],
];

/** The text of a field of format `duration`: Go's, or `3 days`; `undefined` for none. */
export function nanosecondsOf(text: string): bigint | undefined {
  const found = nanosecondsIn(text);
  if (found !== undefined) return found;
  let total = 0n;
  let length = 0;
  for (const match of text.matchAll(/\s*(\d+)\s*([A-Za-zµ]+)/gy)) {
    const unit = NAMES.find(([name]) => name.test((match[2] ?? '').toLowerCase()));
    if (!unit) return undefined;
    total += BigInt(match[1] ?? 0) * (UNITS[unit[1]] ?? 0n);
    length += match[0].length;
  }
  return length > 0 && length === text.length ? total : undefined;
}
