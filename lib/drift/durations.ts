/** A duration as Go writes it: `8760h` is `8760h0m0s`, `90m` is `1h30m0s`; others stay. */
export function canonicalDuration(text: string): string {
  const nanoseconds = nanosecondsOf(text);
  if (nanoseconds === undefined) return text;
  const amount = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  return (nanoseconds < 0n ? '-' : '') + written(amount);
}

/**
 * A duration that Go reads, in nanoseconds; `undefined` for any other text.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function nanosecondsOf(text: string): bigint | undefined {
  if (text === '0' || text === '+0' || text === '-0') return 0n;
  if (!/^[+-]?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|h|m|s))+$/.test(text)) return undefined;
  let sum = 0n;
  for (const [, whole = '', fraction = '', unit = 's'] of text.matchAll(
    /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|h|m|s)/g,
  )) {
    const size = UNITS[unit] ?? 1n;
    sum += BigInt(whole || '0') * size;
    sum += (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length);
  }
  if (sum >= 1n << 63n) return undefined;
  return text.startsWith('-') ? -sum : sum;
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

function written(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  if (nanoseconds < 1_000n) return `${nanoseconds}ns`;
  if (nanoseconds < 1_000_000n) return `${decimal(nanoseconds, 1_000n)}µs`;
  if (nanoseconds < 1_000_000_000n) return `${decimal(nanoseconds, 1_000_000n)}ms`;
  const minutes = nanoseconds / 60_000_000_000n;
  const seconds = `${decimal(nanoseconds % 60_000_000_000n, 1_000_000_000n)}s`;
  if (minutes === 0n) return seconds;
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`;
}

function decimal(amount: bigint, unit: bigint): string {
  const digits = String(unit).length - 1;
  const fraction = String(amount % unit)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  return fraction === '' ? `${amount / unit}` : `${amount / unit}.${fraction}`;
}
