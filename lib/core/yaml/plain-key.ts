import { integer, plainValue } from './plain-value';

const LARGEST_KEY = 2n ** 63n - 1n;

/**
 * The key that a plain scalar becomes in JSON, as sigs.k8s.io/yaml writes it: `y` is `true`, `0x1F`
 * is `31`, `1e6` is `1e+06`. `undefined` for null and integers beyond int64, which it refuses.
 */
export function plainKey(text: string): string | undefined {
  const value = plainValue(text);
  if (typeof value === 'string') return value;
  if (value === null) return undefined;
  if (typeof value === 'boolean') return String(value);
  const whole = integer(text);
  if (whole === undefined) return float32Text(value);
  return whole > LARGEST_KEY ? undefined : String(whole);
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`: the fewest digits that keep the 32-bit float. */
function float32Text(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single < 0 ? '-.inf' : '.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let digits = 1;
  while (Math.fround(Number(single.toPrecision(digits))) !== single) digits += 1;
  const [mantissa = '', exponent = ''] = single.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(`${mantissa}e${power}`));
  const sign = power < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}
