import { quote, unquoteRune } from './quote';
import type { NumberNode } from './nodes';
import type { TokenType } from './tokens';

type Constant = Omit<NumberNode, 'type' | 'index'>;

const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;
const INTEGER =
  /^([+-]?)(?:(0[xX](?:_?[0-9a-fA-F])+)|(0[bB](?:_?[01])+)|0[oO]?((?:_?[0-7])+)|(0|[1-9](?:_?[0-9])*))$/;
const DIGITS = '[0-9](?:_?[0-9])*';
const DECIMAL = new RegExp(
  `^[+-]?(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?$`,
);
const HEX_FLOAT =
  /^([+-]?)0[xX]((?:_?[0-9a-fA-F])*)(?:\.((?:[0-9a-fA-F](?:_?[0-9a-fA-F])*)?))?[pP]([+-]?[0-9]+)$/;

/**
 * Reads a numeric literal under every type that can hold its value, as Go's untyped constants.
 *
 * @returns the constant, or Go's message where the text is none.
 */
export function readNumber(text: string, type: TokenType): Constant | string {
  if (type === 'character-constant') return readCharacter(text);
  if (type === 'complex') return { text, complex: true };
  if (text.endsWith('i')) {
    const imaginary = readFloat(text.slice(0, -1));
    if (imaginary === 0) return { text, complex: true, int: 0n, uint: 0n, float: 0 };
    if (imaginary !== undefined) return { text, complex: true };
  }
  const integer = readInteger(text);
  if (integer !== undefined) {
    const int = integer >= -MAX_INT64 - 1n && integer <= MAX_INT64 ? integer : undefined;
    // Go's unsigned reader takes no sign at all.
    const signed = /^[+-]/.test(text) && integer !== 0n;
    const uint = !signed && integer <= MAX_UINT64 ? integer : undefined;
    if (int !== undefined || uint !== undefined) {
      return { text, int, uint, float: Number(int ?? uint) };
    }
  }
  const float = readFloat(text);
  if (float === undefined) return `illegal number syntax: ${quote(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quote(text)}`;
  if (!Number.isInteger(float)) return { text, float };
  const whole = BigInt(float);
  return {
    text,
    float,
    int: whole >= -MAX_INT64 - 1n && whole <= MAX_INT64 ? whole : undefined,
    uint: whole >= 0n && whole <= MAX_UINT64 ? whole : undefined,
  };
}

function readCharacter(text: string): Constant | string {
  const rune = unquoteRune(text.slice(1), "'");
  if (!rune) return 'invalid syntax';
  if (rune.rest !== "'") return `malformed character constant: ${text}`;
  return { text, int: BigInt(rune.code), uint: BigInt(rune.code), float: rune.code };
}

/** As strconv.ParseInt with base 0, without bounds. */
export function readInteger(text: string): bigint | undefined {
  const [, sign, hex, binary, octal, decimal] = INTEGER.exec(text) ?? [];
  const digits = hex ?? binary ?? (octal === undefined ? decimal : `0o${octal}`);
  if (digits === undefined) return undefined;
  const value = BigInt(digits.replaceAll('_', ''));
  return sign === '-' ? -value : value;
}

/** As strconv.ParseFloat, for literals (no infinities or NaN); out of range is undefined. */
export function readFloat(text: string): number | undefined {
  if (DECIMAL.test(text)) {
    const value = Number(text.replaceAll('_', ''));
    return Number.isFinite(value) ? value : undefined;
  }
  const [matched, sign, whole = '', fraction = '', exponent] = HEX_FLOAT.exec(text) ?? [];
  const digits = (whole + fraction).replaceAll('_', '');
  if (matched === undefined || digits === '') return undefined;
  const scale = Number(exponent) - 4 * fraction.replaceAll('_', '').length;
  const value = Number(BigInt(`0x${digits}`)) * 2 ** scale;
  if (!Number.isFinite(value)) return undefined;
  return sign === '-' ? -value : value;
}
