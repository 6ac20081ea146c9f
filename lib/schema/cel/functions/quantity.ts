import { noSuchOverload } from '../compare';
import type { Library } from '../signature';
import { CelError, Opaque } from '../values';

const NANO = 9;
const MAX = 2n ** 63n - 1n;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(.*)$/s;
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
const BINARY: Readonly<Record<string, bigint>> = {
  Ki: 10n,
  Mi: 20n,
  Gi: 30n,
  Ti: 40n,
  Pi: 50n,
  Ei: 60n,
};

/** An amount such as `500m`; as Kubernetes keeps it, which decides what counts as an integer. */
class Quantity extends Opaque {
  readonly type = 'kubernetes.Quantity';

  /**
   * @param scale power of ten of the last digit that is kept.
   * @param isSmall whether it fits 64 bits with that scale.
   */
  constructor(
    readonly nano: bigint,
    readonly scale: number,
    readonly isSmall: boolean,
  ) {
    super();
  }

  equals(other: Opaque): boolean {
    return other instanceof Quantity && other.nano === this.nano;
  }

  get whole(): bigint | undefined {
    if (!this.isSmall || this.scale < 0) return undefined;
    const value = this.nano / 10n ** BigInt(NANO);
    return value >= -MAX - 1n && value <= MAX ? value : undefined;
  }
}

const TYPE = 'kubernetes.Quantity';

export const quantities: Library = {
  'quantity(string): Quantity': (text: string) => {
    const found = read(text);
    if (!found) {
      throw new CelError(
        'quantities must match the regular expression ' +
          "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      );
    }
    return found;
  },
  'isQuantity(string): bool': (text: string) => read(text) !== undefined,
  'sign(Quantity): int': ({ nano }: Quantity) => (nano === 0n ? 0n : nano < 0n ? -1n : 1n),
  'Quantity.isGreaterThan(Quantity): bool': (a: Quantity, b: Quantity) => a.nano > b.nano,
  'Quantity.isLessThan(Quantity): bool': (a: Quantity, b: Quantity) => a.nano < b.nano,
  'Quantity.compareTo(Quantity): int': (a: Quantity, b: Quantity) =>
    a.nano === b.nano ? 0n : a.nano < b.nano ? -1n : 1n,
  'Quantity.asApproximateFloat(): double': ({ nano, scale }: Quantity) =>
    scale === 0 ? Number(nano / 10n ** BigInt(NANO)) : unscaled(nano, scale) * 10 ** scale,
  'Quantity.asInteger(): int': ({ whole }: Quantity) => {
    if (whole === undefined) throw new CelError('cannot convert value to integer');
    return whole;
  },
  'Quantity.isInteger(): bool': ({ whole }: Quantity) => whole !== undefined,
  'Quantity.add(Quantity): Quantity': (a: Quantity, b: Quantity) => sum(a, b, 1n),
  'Quantity.add(int): Quantity': (a: Quantity, b: bigint) => sum(a, ofInt(b), 1n),
  'Quantity.sub(Quantity): Quantity': (a: Quantity, b: Quantity) => sum(a, b, -1n),
  'Quantity.sub(int): Quantity': (a: Quantity, b: bigint) => sum(a, ofInt(b), -1n),
};

function ofInt(value: bigint): Quantity {
  return new Quantity(value * 10n ** BigInt(NANO), 0, true);
}

function sum(a: Quantity, b: Quantity, sign: bigint): Quantity {
  if (a.type !== TYPE || b.type !== TYPE) throw noSuchOverload();
  const nano = a.nano + sign * b.nano;
  const scale = b.nano === 0n ? a.scale : a.nano === 0n ? b.scale : Math.min(a.scale, b.scale);
  const digits = nano / 10n ** BigInt(Math.max(0, scale + NANO));
  const fits = digits >= -MAX - 1n && digits <= MAX;
  return new Quantity(nano, scale, a.isSmall && b.isSmall && fits);
}

function read(text: string): Quantity | undefined {
  const [, sign = '', whole = '', fraction = '', suffix = ''] = NUMBER.exec(text) ?? [];
  // A sign, or a suffix, counts as zero.
  if (text === '') return undefined;
  const power = Object.hasOwn(BINARY, suffix) ? BINARY[suffix] : undefined;
  const exponent = Object.hasOwn(DECIMAL, suffix)
    ? DECIMAL[suffix]
    : /^[eE][+-]?\d+$/.test(suffix)
      ? Number(suffix.slice(1))
      : undefined;
  if (power === undefined && (exponent === undefined || Math.abs(exponent) > 1_000)) {
    return undefined;
  }
  const digits = BigInt(`${whole}${fraction}` || '0');
  const scaled = power === undefined ? digits : digits << power;
  const scale = (exponent ?? 0) - fraction.length;
  const size = toNano(scaled, scale);
  const limit = MAX * 10n ** BigInt(NANO);
  const capped = power !== undefined && size > limit ? limit : size;
  const length = whole.replace(/^0+/, '').length + fraction.length;
  const room = power === undefined ? 18 - length : 14 - length - Math.trunc(Number(power) * 0.3);
  const isSmall =
    room >= 0 && (power === undefined || fraction === '') && scale >= -NANO && scaled <= MAX;
  const kept = scaled === 0n && !isSmall ? 0 : Math.max(scale, -NANO);
  return new Quantity(sign === '-' ? -capped : capped, kept, isSmall);
}

/** What is smaller than a nano is rounded away from zero. */
function toNano(digits: bigint, scale: number): bigint {
  const power = scale + NANO;
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return digits / divisor + (digits % divisor === 0n ? 0n : 1n);
}

function unscaled(nano: bigint, scale: number): number {
  const power = scale + NANO;
  return Number(power >= 0 ? nano / 10n ** BigInt(power) : nano);
}
