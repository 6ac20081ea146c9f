/** How many digits a verb asks for; absent: as few as identify the number. */
type Precision = number | undefined;

/** A finite float64 as `%e` prints it: at least two digits of exponent. */
export function formatExponent(value: number, precision: Precision): string {
  const { digits, exponent } = decimal(value, precision === undefined ? undefined : precision + 1);
  const all = precision === undefined ? digits : digits.padEnd(precision + 1, '0');
  const fraction = all.length > 1 ? `.${all.slice(1)}` : '';
  const magnitude = String(Math.abs(exponent)).padStart(2, '0');
  return `${signOf(value)}${all[0]}${fraction}e${exponent < 0 ? '-' : '+'}${magnitude}`;
}

/** A finite float64 as `%f` prints it. */
export function formatFixed(value: number, precision: Precision): string {
  if (precision === undefined) {
    const { digits, exponent } = decimal(value, undefined);
    return signOf(value) + placePoint(digits, exponent);
  }
  const scaled = roundScaled(value, precision)
    .toString()
    .padStart(precision + 1, '0');
  const point = scaled.length - precision;
  const fraction = precision > 0 ? `.${scaled.slice(point)}` : '';
  return signOf(value) + scaled.slice(0, point) + fraction;
}

/**
 * A finite float64 as `%g` prints it; without a precision as `%v` does, which is with an exponent
 * below 1e-4 and from 1e+06 on.
 */
export function formatGeneral(value: number, precision: Precision): string {
  const wanted = precision === 0 ? 1 : precision;
  const { digits, exponent } = decimal(value, wanted);
  const used = value === 0 ? 0 : digits.length;
  const limit = wanted === undefined ? 6 : wanted > used && used > exponent ? used : wanted;
  if (value !== 0 && (exponent < -4 || exponent >= limit)) {
    return formatExponent(value, digits.length - 1);
  }
  return signOf(value) + placePoint(digits, exponent);
}

/** Significant digits without trailing zeros (`0` for zero), and the exponent of the first one. */
function decimal(value: number, count: Precision): { digits: string; exponent: number } {
  if (value === 0) return { digits: '0', exponent: 0 };
  const [mantissa = '', tail] = Math.abs(value).toExponential().split('e');
  const exponent = Number(tail);
  if (count === undefined) return { digits: mantissa.replace('.', ''), exponent };
  const rounded = roundScaled(value, count - 1 - exponent).toString();
  const digits = rounded.replace(/0+$/, '');
  return { digits, exponent: exponent + rounded.length - count };
}

function placePoint(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite float64 as `%b` prints it: `4503599627370496p-52`. */
export function formatBinary(value: number): string {
  const { mantissa, power } = binary(value);
  return `${signOf(value)}${mantissa}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

/** A finite float64 as `%x` prints it: `0x1.8p+01`. */
export function formatHexadecimal(value: number, precision: Precision): string {
  let { mantissa, power } = binary(value);
  if (mantissa === 0n) power = 0;
  else {
    // One bit before the point.
    const shift = 53 - mantissa.toString(2).length;
    mantissa <<= BigInt(shift);
    power += 52 - shift;
  }
  if (precision !== undefined && precision < 13) {
    const cut = BigInt(52 - precision * 4);
    const rest = mantissa & ((1n << cut) - 1n);
    const half = 1n << (cut - 1n);
    mantissa >>= cut;
    if (rest > half || (rest === half && mantissa % 2n === 1n)) mantissa += 1n;
    mantissa <<= cut;
    if (mantissa >> 53n) {
      mantissa >>= 1n;
      power += 1;
    }
  }
  const whole = mantissa >> 52n;
  const digits = (mantissa & ((1n << 52n) - 1n)).toString(16).padStart(13, '0');
  const kept =
    precision === undefined
      ? digits.replace(/0+$/, '')
      : digits.padEnd(precision, '0').slice(0, precision);
  const exponent = String(Math.abs(power)).padStart(2, '0');
  return `${signOf(value)}0x${whole}${kept === '' ? '' : `.${kept}`}p${power < 0 ? '-' : '+'}${exponent}`;
}

/** `|value| * 10^places`, rounded half to even on the exact binary value. */
function roundScaled(value: number, places: number): bigint {
  const { mantissa, power } = binary(value);
  let numerator = mantissa;
  let denominator = 1n;
  if (power >= 0) numerator <<= BigInt(power);
  else denominator <<= BigInt(-power);
  if (places >= 0) numerator *= 10n ** BigInt(places);
  else denominator *= 10n ** BigInt(-places);
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && whole % 2n === 1n);
  return up ? whole + 1n : whole;
}

/** `|value|` as `mantissa * 2^power`. */
function binary(value: number): { mantissa: bigint; power: number } {
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const field = Number(raw >> 52n);
  const mantissa = field === 0 ? raw : (raw & ((1n << 52n) - 1n)) | (1n << 52n);
  return { mantissa, power: Math.max(field, 1) - 1075 };
}
