import { CliError } from './errors';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Milliseconds of `90s`, `5m`, `1h` or `500ms`, as `--timeout` has them.
 *
 * @throws {CliError} `CLI_FLAG_VALUE` for anything else, and for more than a day.
 */
export function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(amount) * (UNITS[unit ?? ''] ?? 0);
  if (ms > 0 && ms <= 24 * 3_600_000) return ms;
  throw new CliError('CLI_FLAG_VALUE', `--timeout is '${text}'`, 'write e.g. 90s, 5m or 1h');
}
