/** Nano units per suffix of a decimal quantity, the largest first. */
const DECIMAL: readonly (readonly [suffix: string, exponent: number])[] = [
  ['E', 18],
  ['P', 15],
  ['T', 12],
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['', 0],
  ['m', -3],
  ['u', -6],
  ['n', -9],
];
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?)$/;
const NANO = 10n ** 9n;

/**
 * A quantity as Kubernetes writes it: the largest suffix that leaves no fraction. `1000m` is `1`,
 * `0.5` is `500m`, `1024Mi` is `1Gi`. `undefined` for what is none, or is finer than nano; exponents
 * stay as they are.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.34.0/pkg/api/resource/quantity.go
 */
export function canonicalQuantity(given: string | number): string | undefined {
  const [match, sign = '', whole = '', fraction = '', suffix = ''] =
    QUANTITY.exec(String(given)) ?? [];
  if (match === undefined || whole + fraction === '' || fraction.length > 9) return undefined;
  const digits = BigInt(whole + fraction.padEnd(9, '0'));
  const nano = sign === '-' ? -digits : digits;
  const power = BINARY.indexOf(suffix) + 1;
  if (power > 0) return binary(nano * 1024n ** BigInt(power));
  const [, exponent = 0] = DECIMAL.find(([name]) => name === suffix) ?? [];
  if (exponent >= 0) return decimal(nano * 10n ** BigInt(exponent));
  const small = 10n ** BigInt(-exponent);
  return nano % small === 0n ? decimal(nano / small) : undefined;
}

function decimal(nano: bigint): string {
  if (nano === 0n) return '0';
  for (const [suffix, exponent] of DECIMAL) {
    const unit = 10n ** BigInt(exponent + 9);
    if (nano % unit === 0n) return `${nano / unit}${suffix}`;
  }
  return `${nano}n`;
}

/** Small numbers, and fractions, have no binary form. */
function binary(nano: bigint): string {
  if (nano % NANO !== 0n || (nano > -1024n * NANO && nano < 1024n * NANO)) return decimal(nano);
  let value = nano / NANO;
  let power = 0;
  while (power < BINARY.length && value % 1024n === 0n) {
    value /= 1024n;
    power += 1;
  }
  return `${value}${BINARY[power - 1] ?? ''}`;
}
