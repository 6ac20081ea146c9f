import { CelError } from './values';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NAMED = /^([+-]?)(?:(inf|infinity)|nan)$/i;

/** As Go's ParseFloat reads it. */
export function readDouble(text: string): number {
  const named = NAMED.exec(text);
  if (named) return named[2] === undefined ? NaN : named[1] === '-' ? -Infinity : Infinity;
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) {
    throw new CelError("type conversion error from 'string' to 'double'");
  }
  return value;
}

/** As Go's `%g` writes it: the shortest digits, with an exponent from a million on or below 1e-4. */
export function showDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (value === 0 || (exponent >= -4 && exponent < 6)) return plain(value);
  const sign = exponent < 0 ? '-' : '+';
  return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** As Go's `%.2f` writes it: exact, halves to the even digit. */
export function fixed(value: number, digits: number): string {
  if (Math.abs(value) >= 1e21)
    return `${BigInt(value)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  const rounded = value.toFixed(digits);
  const exact = value.toFixed(Math.min(100, digits + 30));
  const dropped = exact.slice(exact.indexOf('.') + 1 + digits);
  if (!/^50*$/.test(dropped)) return rounded;
  const kept = exact.slice(0, exact.indexOf('.') + (digits > 0 ? 1 + digits : 0));
  return '02468'.includes(kept.at(-1) ?? '') ? kept : rounded;
}

/** Without an exponent, as JavaScript itself writes numbers of this size. */
function plain(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [digits = '', power = '0'] = text.split('e');
  const negative = digits.startsWith('-');
  const bare = digits.replace(/[-.]/g, '');
  return `${negative ? '-' : ''}0.${'0'.repeat(-Number(power) - 1)}${bare}`;
}
