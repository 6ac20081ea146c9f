const PATTERN = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Everything is counted in billionths, the smallest part that the API server keeps. */
const UNIT = 1_000_000_000n;

/**
 * A quantity as the API server writes it: `1000m` is `1`, `0.5` is `500m`, `1024Mi` is `1Gi`.
 *
 * @returns `undefined` for what is no quantity.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.1/pkg/api/resource/quantity.go
 */
export function canonicalQuantity(text: string): string | undefined {
  const found = read(text);
  if (!found) return undefined;
  const { scaled, suffix, exponent, negative } = found;
  const written = BINARY.includes(suffix) && suffix !== '' ? binary(scaled) : undefined;
  const positive = written ?? decimal(scaled, exponent === undefined ? DECIMAL : undefined);
  return negative ? `-${positive}` : positive;
}

/** The amount of a quantity in billionths; `undefined` for what is none. */
export function billionthsOf(text: string): bigint | undefined {
  const found = read(text);
  return found && (found.negative ? -found.scaled : found.scaled);
}

function read(text: string) {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, sign = '', digits = '0', suffix = ''] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const exponent = /^[eE][+-]?\d/.test(suffix) ? Number(suffix.slice(1)) : undefined;
  if (exponent !== undefined && Math.abs(exponent) > 40) return undefined;
  const scaled = scale(BigInt(whole + fraction), fraction.length, suffix, exponent);
  return { scaled, suffix, exponent, negative: sign === '-' && scaled !== 0n };
}

/** In billionths, rounded up. */
function scale(value: bigint, decimals: number, suffix: string, exponent?: number): bigint {
  let [numerator, divisor] = [value * UNIT, 10n ** BigInt(decimals)];
  const thousands = DECIMAL.indexOf(suffix) - 3;
  if (exponent !== undefined) {
    if (exponent < 0) divisor *= 10n ** BigInt(-exponent);
    else numerator *= 10n ** BigInt(exponent);
  } else if (thousands < -3) numerator *= 1024n ** BigInt(BINARY.indexOf(suffix));
  else if (thousands < 0) divisor *= 1000n ** BigInt(-thousands);
  else numerator *= 1000n ** BigInt(thousands);
  return (numerator + divisor - 1n) / divisor;
}

/** `undefined` where a decimal is written instead: small or broken numbers. */
function binary(billionths: bigint): string | undefined {
  if (billionths < 1024n * UNIT || billionths % UNIT !== 0n) return undefined;
  let [value, power] = [billionths / UNIT, 0];
  while (value % 1024n === 0n && power < BINARY.length - 1)
    [value, power] = [value / 1024n, power + 1];
  return `${value}${BINARY[power] ?? ''}`;
}

function decimal(billionths: bigint, suffixes?: readonly string[]): string {
  if (billionths === 0n) return '0';
  let [value, power] = [billionths, 0];
  while (value % 1000n === 0n && power < 9) [value, power] = [value / 1000n, power + 1];
  if (suffixes) return `${value}${suffixes[power] ?? ''}`;
  return power === 3 ? `${value}` : `${value}e${(power - 3) * 3}`;
}
