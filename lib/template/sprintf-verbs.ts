import { fromBytes, toBytes, toValidText } from './bytes';
import { TemplateError } from './errors';
import {
  formatBinary,
  formatExponent,
  formatFixed,
  formatGeneral,
  formatHexadecimal,
} from './float';
import { goSyntax } from './go-syntax';
import { Bytes, NamedInt, Struct } from './boxed';
import { isPrintable, quote } from './quote';
import { Boxed, Int, isMap, isSlice, sortedKeys, typeName } from './values';

/** What stands between the percent sign and the verb. */
export interface Flags {
  sharp?: boolean;
  zero?: boolean;
  plus?: boolean;
  minus?: boolean;
  space?: boolean;
  width?: number;
  precision?: number;
}

/** One argument by one verb; containers pass the verb on to their elements. */
export function formatArgument(value: unknown, verb: string, flags: Flags): string {
  if (verb === 'T') return formatString(typeName(value), 's', flags) as string;
  if (verb === 'p') return unsupported(verb);
  if (verb === 'w' && value !== null) return badVerb(value, verb, flags);
  if (verb === 'v') {
    if (flags.sharp)
      return value instanceof Boxed && !isPlainInt(value) ? unsupported('#v') : goSyntax(value);
    const named = value instanceof Struct && flags.plus;
    return formatValue(value, 'v', { ...flags, plus: named }, true);
  }
  return formatValue(value, verb, flags, true);
}

function formatValue(value: unknown, verb: string, flags: Flags, top = false): string {
  if (value === null || value === undefined) return formatNil(verb, flags, top);
  if (isSlice(value)) return `[${value.map((item) => formatValue(item, verb, flags)).join(' ')}]`;
  if (isMap(value)) {
    const entry = (key: string) =>
      `${formatValue(key, verb, flags)}:${formatValue(value[key], verb, flags)}`;
    return `map[${sortedKeys(value).map(entry).join(' ')}]`;
  }
  return formatScalar(value, verb, flags) ?? badVerb(value, verb, flags);
}

/** A nil argument is padded and refused by verbs; a nil inside a container is neither. */
function formatNil(verb: string, flags: Flags, top: boolean): string {
  if (!top) return '<nil>';
  return verb === 'v' ? pad('<nil>', flags) : `%!${verb}(<nil>)`;
}

function badVerb(value: unknown, verb: string, flags: Flags): string {
  return `%!${verb}(${typeName(value)}=${formatValue(value, 'v', flags)})`;
}

function formatScalar(value: unknown, verb: string, flags: Flags): string | undefined {
  if (typeof value === 'string') return formatString(value, verb, flags);
  if (typeof value === 'number') return formatFloat(value, verb, flags);
  if (value instanceof Boxed) return formatBoxed(value, verb, flags);
  return verb === 't' || verb === 'v' ? pad(String(value), flags) : undefined;
}

function isPlainInt(value: Boxed): boolean {
  return value instanceof Int && !(value instanceof NamedInt);
}

/** Go's `String` methods serve the verbs of texts; the others see the value itself. */
function formatBoxed(value: Boxed, verb: string, flags: Flags): string | undefined {
  if (value instanceof Struct) {
    const fields = Object.entries(value.fields).map(([name, field]) => {
      const text = formatValue(field, verb, { ...flags, plus: flags.plus && verb !== 'v' });
      return flags.plus && verb === 'v' ? `${name}:${text}` : text;
    });
    return `{${fields.join(' ')}}`;
  }
  if (value instanceof Bytes && /^[sxXq]$/.test(verb)) {
    return formatString(fromBytes(value.bytes), verb, flags);
  }
  if (!isPlainInt(value) && /^[vsxXq]$/.test(verb)) {
    return formatString(value.text(), verb, flags);
  }
  return value instanceof Int ? formatInt(value.value, verb, flags) : unsupported(verb);
}

function formatString(text: string, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
    case 's':
      return pad(truncate(text, flags), flags);
    case 'q': {
      const kept = truncate(text, flags);
      if (flags.sharp && canBackquote(kept)) return pad(`\`${kept}\``, flags);
      return pad(quote(kept, { ascii: flags.plus }), flags);
    }
    case 'x':
    case 'X':
      return formatHex(text, verb, flags);
    default:
      return undefined;
  }
}

function truncate(text: string, { precision }: Flags): string {
  return precision === undefined ? text : [...text].slice(0, precision).join('');
}

function canBackquote(text: string): boolean {
  return !/[\x00-\x08\x0a-\x1f\x7f`\ufeff]|[\ud800-\udfff](?![\udc00-\udfff])/.test(text);
}

function formatHex(text: string, verb: 'x' | 'X', flags: Flags): string {
  const bytes = [...toBytes(text)].slice(0, flags.precision);
  const prefix = flags.sharp ? `0${verb}` : '';
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  const upper = verb === 'X' ? digits.map((pair) => pair.toUpperCase()) : digits;
  if (upper.length === 0) return pad('', flags);
  return pad(flags.space ? upper.map((d) => prefix + d).join(' ') : prefix + upper.join(''), flags);
}

function formatInt(value: bigint, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
    case 'd':
      return integer(value, 10, '', flags);
    case 'b':
      return integer(value, 2, flags.sharp ? '0b' : '', flags);
    case 'o':
      return integer(value, 8, flags.sharp ? '0' : '', flags);
    case 'O':
      return integer(value, 8, flags.sharp ? '0o0' : '0o', flags);
    case 'x':
      return integer(value, 16, flags.sharp ? '0x' : '', flags);
    case 'X':
      return integer(value, 16, flags.sharp ? '0X' : '', flags, true);
    case 'c':
      return pad(character(value), flags);
    case 'q':
      return pad(quote(character(value), { quote: "'", ascii: flags.plus }), flags);
    case 'U':
      return unicode(value, flags);
    default:
      return undefined;
  }
}

function integer(value: bigint, base: number, prefix: string, flags: Flags, upper = false): string {
  const { precision, zero, minus, width, plus, space } = flags;
  if (precision === 0 && value === 0n) return pad('', { ...flags, zero: false });
  const negative = value < 0n;
  const sign = negative ? '-' : plus ? '+' : space ? ' ' : '';
  const filled = zero && !minus && precision === undefined ? (width ?? 0) - sign.length : 0;
  const plain = (negative ? -value : value).toString(base);
  let digits = (upper ? plain.toUpperCase() : plain).padStart(precision ?? filled, '0');
  if (base === 8 && prefix.endsWith('0') && digits.startsWith('0')) digits = digits.slice(1);
  return pad(sign + prefix + digits, { ...flags, zero: false });
}

function character(value: bigint): string {
  const valid = value >= 0n && value <= 0x10ffffn && !(value >= 0xd800n && value < 0xe000n);
  return valid ? String.fromCodePoint(Number(value)) : '\ufffd';
}

function unicode(value: bigint, flags: Flags): string {
  const unsigned = BigInt.asUintN(64, value);
  const digits = unsigned
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, flags.precision ?? 4), '0');
  const rune = character(unsigned);
  const shown = flags.sharp && unsigned <= 0x10ffffn && isPrintable(rune) ? ` '${rune}'` : '';
  return pad(`U+${digits}${shown}`, { ...flags, zero: false });
}

function formatFloat(value: number, verb: string, flags: Flags): string | undefined {
  if (!/^[vgGeEfFbxX]$/.test(verb)) return undefined;
  if (flags.sharp && /[xX]/.test(verb)) return unsupported(`#${verb}`);
  const sign = value < 0 || Object.is(value, -0) ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  if (!Number.isFinite(value)) {
    const text = Number.isNaN(value) ? 'NaN' : 'Inf';
    const shown = text === 'Inf' && sign === '' ? '+' : sign;
    return pad(shown + text, { ...flags, zero: false });
  }
  const shown = magnitude(Math.abs(value), verb, flags.precision);
  const digits = flags.sharp && verb !== 'b' ? keepZeros(shown, verb, flags.precision) : shown;
  if (flags.zero && !flags.minus)
    return sign + digits.padStart((flags.width ?? 0) - sign.length, '0');
  return pad(sign + digits, flags);
}

function magnitude(value: number, verb: string, precision: number | undefined): string {
  if (verb === 'b') return formatBinary(value);
  if (verb === 'x') return formatHexadecimal(value, precision);
  if (verb === 'X') return formatHexadecimal(value, precision).toUpperCase();
  if (/[eE]/.test(verb)) return matchCase(formatExponent(value, precision ?? 6), verb);
  if (/[fF]/.test(verb)) return formatFixed(value, precision ?? 6);
  return matchCase(formatGeneral(value, precision), verb);
}

/** What `#` does to a float: a decimal point always, and for `%g` the zeros up to the precision. */
function keepZeros(text: string, verb: string, precision = 6): string {
  const [mantissa = '', exponent] = text.split(/(?=[eE])/);
  const wanted = /[vgG]/.test(verb) ? precision : 0;
  const significant = mantissa.replace('.', '').replace(/^0+(?=.)/, '').length;
  const zeros = '0'.repeat(Math.max(wanted - significant, 0));
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.`}${zeros}${exponent ?? ''}`;
}

function matchCase(text: string, verb: string): string {
  return verb === 'E' || verb === 'G' ? text.toUpperCase() : text;
}

/** To the width in characters; zeros only go to the left. */
function pad(text: string, { width = 0, minus, zero }: Flags): string {
  const missing = width - [...toValidText(text)].length;
  if (missing <= 0) return text;
  return minus ? text + ' '.repeat(missing) : (zero ? '0' : ' ').repeat(missing) + text;
}

function unsupported(verb: string): never {
  throw new TemplateError(
    'TEMPLATE_FUNCTION_UNSUPPORTED',
    `printf '%${verb}' of this value is not offered here`,
    'use another verb: %v, %s, %q, %d, %f, %e, %g, %t',
  );
}
