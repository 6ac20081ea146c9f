/** A quantity as the API server writes it: `1000m` is `1`, `0.5` is `500m`; others stay. */
export function canonicalQuantity(text: string): string {
  const [, sign = '', whole = '', fraction = '', unit = ''] =
    /^([+-]?)(\d+)(?:\.(\d*))?(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/.exec(text) ?? [];
  if (whole === '' || sign === '+') return text;
  if (unit.endsWith('i')) return canonicalBinary(text, sign, whole, fraction, unit);
  const exponent = DECIMAL.indexOf(unit === '' ? '1' : unit) * 3 - 9;
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, '');
  if (/^0+$/.test(digits)) return '0';
  return withDecimalUnit(sign, digits, exponent - fraction.length) ?? text;
}

/** A duration as Go writes it: `8760h` is `8760h0m0s`, `90m` is `1h30m0s`; others stay. */
export function canonicalDuration(text: string): string {
  if (!/^(\d+(\.\d+)?(h|m|s))+$/.test(text)) return text;
  let seconds = 0;
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)) {
    seconds += Number(amount) * (UNIT_SECONDS[unit] ?? 0);
  }
  if (!Number.isInteger(seconds)) return text;
  const rest = `${seconds % 60}s`;
  if (seconds < 60) return rest;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${rest}`;
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${rest}`;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
const DECIMAL = ['n', 'u', 'm', '1', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** `digits` times ten to the `exponent`, with the largest unit that leaves it whole. */
function withDecimalUnit(sign: string, digits: string, exponent: number): string | undefined {
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  const unit = Math.min(Math.floor((exponent + zeros) / 3) * 3, 18);
  if (unit < -9) return undefined;
  const shift = exponent - unit;
  const amount = shift >= 0 ? digits + '0'.repeat(shift) : digits.slice(0, shift);
  const name = DECIMAL[unit / 3 + 3];
  return `${sign}${amount}${name === '1' ? '' : name}`;
}

function canonicalBinary(
  text: string,
  sign: string,
  whole: string,
  fraction: string,
  unit: string,
): string {
  let power = BINARY.indexOf(unit);
  if (/[1-9]/.test(fraction)) return text;
  let amount = BigInt(whole);
  if (amount === 0n) return '0';
  while (amount % 1024n === 0n && power < BINARY.length - 1) {
    amount /= 1024n;
    power += 1;
  }
  return `${sign}${amount}${BINARY[power]}`;
}
