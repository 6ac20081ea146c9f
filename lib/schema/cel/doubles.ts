import { CelError } from './values';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
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

/** As Go's `%.2f` writes a finite number: exact, halves to the even digit. */
export function fixed(value: number, digits: number): string {
  const [mantissa, power] = partsOf(value);
  const scaled = mantissa * 10n ** BigInt(digits);
  const text = String(power < 0n ? halved(scaled, -power) : scaled << power);
  const padded = text.padStart(digits + 1, '0');
  const end = padded.length - digits;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return `${sign}${padded.slice(0, end)}${digits > 0 ? `.${padded.slice(end)}` : ''}`;
}

/** A number without its sign: mantissa, and the power of two that it is multiplied by. */
function partsOf(value: number): readonly [bigint, bigint] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const [power, fraction] = [(bits >> 52n) & 0x7ffn, bits & (2n ** 52n - 1n)];
  return power === 0n ? [fraction, -1074n] : [fraction + 2n ** 52n, power - 1075n];
}

function halved(value: bigint, times: bigint): bigint {
  const [whole, half] = [value >> times, 1n << (times - 1n)];
  const rest = value - (whole << times);
  return rest > half || (rest === half && whole % 2n === 1n) ? whole + 1n : whole;
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
