import { ExternalSecretError } from './errors';

const UNITS = { h: 3_600, m: 60, s: 1 } as const;

/**
 * A duration as the operator writes it back, so that no controller rewrites ours: `1h` is `1h0m0s`,
 * `90s` is `1m30s`, `0` is `0s`.
 *
 * @param text a Go duration of hours, minutes and seconds, whole numbers.
 * @throws {ExternalSecretError} `EXTERNAL_SECRET_INTERVAL` for anything else.
 */
export function canonicalInterval(text: string): string {
  const parts = [...text.matchAll(/(\d+)(h|m|s)/g)];
  const whole = parts.map(([part]) => part).join('') === text && parts.length > 0;
  if (!whole && text !== '0') {
    throw new ExternalSecretError(
      'EXTERNAL_SECRET_INTERVAL',
      `cannot read '${text}' as an interval`,
      'write hours, minutes and seconds: 1h, 15m, 1h30m',
    );
  }
  const seconds = parts.reduce((sum, [, n, unit]) => sum + Number(n) * UNITS[unit as 'h'], 0);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${seconds % 60}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}
