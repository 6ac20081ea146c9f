import { toBytes } from '../bytes';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function encodeBase32(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 5) {
    const group = bytes.subarray(i, i + 5);
    let bits = 0n;
    for (let k = 0; k < 5; k++) bits = (bits << 8n) | BigInt(group[k] ?? 0);
    const digits = Math.ceil((group.length * 8) / 5);
    for (let k = 0; k < 8; k++) {
      out += k < digits ? BASE32[Number((bits >> BigInt(35 - 5 * k)) & 31n)] : '=';
    }
  }
  return out;
}

/** The bytes, or as a number the place of the first fault as Go names it. Line ends do not count. */
export function decodeBase64(text: string): Buffer | number {
  return decode(text, BASE64, 4, [2, 3]);
}

/** As {@link decodeBase64}. */
export function decodeBase32(text: string): Buffer | number {
  return decode(text, BASE32, 8, [2, 4, 5, 7]);
}

/**
 * @param size digits of a full group.
 * @param partial how many digits a last group may have before its padding.
 */
function decode(
  text: string,
  alphabet: string,
  size: number,
  partial: readonly number[],
): Buffer | number {
  const input = [...toBytes(text)]
    .map((byte, index) => ({ c: String.fromCharCode(byte), index }))
    .filter(({ c }) => c !== '\r' && c !== '\n');
  const end = toBytes(text).length;
  const bits = Math.log2(alphabet.length);
  const out: number[] = [];
  for (let i = 0; i < input.length; i += size) {
    const group = input.slice(i, i + size);
    const digits: number[] = [];
    for (const { c, index } of group) {
      const digit = alphabet.indexOf(c);
      if (digit >= 0 && c !== '') digits.push(digit);
      else if (c !== '=') return index;
      else break;
    }
    if (digits.length < size) {
      const padding = group.slice(digits.length);
      if (padding.length === 0) return end - digits.length;
      const [first] = padding;
      if (!partial.includes(digits.length)) return first?.index ?? end;
      const wrong = padding.find(({ c }) => c !== '=');
      if (wrong) return wrong.index - 1;
      if (group.length < size) return end;
      const next = input[i + size];
      if (next) return next.index;
    }
    let value = digits.reduce((sum, digit) => (sum << BigInt(bits)) | BigInt(digit), 0n);
    value <<= BigInt(bits * (size - digits.length));
    const bytes = Math.floor((digits.length * bits) / 8);
    for (let k = 0; k < bytes; k++) {
      out.push(Number((value >> BigInt(bits * size - 8 * (k + 1))) & 255n));
    }
  }
  return Buffer.from(out);
}
