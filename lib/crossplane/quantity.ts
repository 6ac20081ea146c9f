import { Failure } from './failure';

const FORM =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const PARTS = /^([+-]?)0*([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const MAX_INT64 = 2n ** 63n - 1n;
const NANO = 9;

/**
 * A Kubernetes quantity as a number, by way of `ParseQuantity` and `AsApproximateFloat64`: digits below
 * 10^-9 are rounded away from zero, binary ones end at the largest int64.
 *
 * @throws {Failure} with upstream's message.
 */
export function quantityToNumber(text: string): number {
  if (text === '') throw new Failure(FORM);
  const parts = PARTS.exec(text);
  if (!parts) throw new Failure(FORM);
  const [, sign, whole = '', fraction = '', suffix = ''] = parts;
  const { exponent, binary } = readSuffix(suffix);
  const digits = BigInt(`0${whole}${fraction}`);
  const mantissa = binary ? digits << BigInt(exponent) : digits;
  const scale = (binary ? 0 : exponent) - fraction.length;
  const size = Math.max(whole.length, 1);
  const precision = !binary
    ? 18 - size - fraction.length
    : fraction === ''
      ? 14 - size - Math.trunc((exponent * 3) / 10)
      : -1;
  const negate = (value: number) => (sign === '-' && value !== 0 ? -value : value);
  if (precision >= 0 && scale >= -NANO && mantissa <= MAX_INT64) {
    return negate(scaled(mantissa, scale));
  }
  if (!/[0-9]/.test(text.slice(0, text.length - suffix.length))) {
    throw new Failure('unable to parse numeric part of quantity');
  }
  if (mantissa === 0n) return 0;
  const nano = atNano(mantissa, scale);
  if (binary && nano > MAX_INT64 * 10n ** 9n) return negate(Number(MAX_INT64));
  return negate(scaled(nano, -NANO));
}

function readSuffix(suffix: string): { readonly exponent: number; readonly binary: boolean } {
  const decimal = DECIMAL[suffix];
  if (decimal !== undefined) return { exponent: decimal, binary: false };
  const binary = BINARY[suffix];
  if (binary !== undefined) return { exponent: binary, binary: true };
  const exponent = /^[eE]([-+]?[0-9]+)$/.exec(suffix)?.[1];
  if (exponent === undefined) throw new Failure("unable to parse quantity's suffix");
  // More would only fill memory with zeros on the way to infinity or to the smallest quantity.
  return { exponent: Math.max(-400, Math.min(400, Number(exponent))), binary: false };
}

function atNano(mantissa: bigint, scale: number): bigint {
  const shift = scale + NANO;
  if (shift >= 0) return mantissa * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (mantissa + divisor - 1n) / divisor;
}

function scaled(value: bigint, scale: number): number {
  return scale === 0 ? Number(value) : Number(value) * Number(`1e${scale}`);
}
