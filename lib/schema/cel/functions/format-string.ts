import { compareText } from '../compare';
import { charge, chargeText } from '../cost';
import { showDuration, showTimestamp } from '../dates';
import { fixed, showDouble } from '../doubles';
import { typeName } from '../runtime-type';
import {
  CelError,
  Duration,
  List,
  Mapping,
  Timestamp,
  TypeValue,
  Uint,
  type Value,
} from '../values';

/**
 * How many arguments a text of `format` takes.
 *
 * @throws {CelError} for a clause that is none.
 */
export function clausesIn(text: string): number {
  let count = 0;
  for (const [whole, , verb = ''] of text.matchAll(CLAUSE)) {
    if (whole === '%%') continue;
    if (!/^[sdfebxXo]$/.test(verb)) {
      throw new CelError(
        verb === '' ? 'unexpected end of string' : `unrecognized formatting clause "${verb}"`,
      );
    }
    count += 1;
  }
  return count;
}

const CLAUSE = /%(?:%|(?:\.(\d+))?([^]?))/gu;
/** As many as Go's fmt prints. */
const MOST_DIGITS = 1_000_000;

/** `'%s has %d'.format([…])`: `%s %d %f %e %b %x %X %o %%`, with a precision for `%f` and `%e`. */
export function format(text: string, args: readonly Value[]): string {
  let next = 0;
  const made = text.replace(CLAUSE, (clause, precision?: string, verb = '') => {
    if (clause === '%%') return '%';
    if (verb === '') throw new CelError('unexpected end of string');
    if (next >= args.length) throw new CelError(`index ${next} out of range`);
    const arg = args[next++] as Value;
    const digits = precision === undefined ? 6 : Number(precision);
    if (digits > MOST_DIGITS) throw new CelError(`precision is too large: ${digits}`);
    const part = written(verb as string, arg, digits);
    chargeText(part.length);
    return part;
  });
  if (next < args.length) {
    throw new CelError(
      `too many arguments supplied to string.format (expected ${next}, got ${args.length})`,
    );
  }
  return made;
}

function written(verb: string, arg: Value, digits: number): string {
  switch (verb) {
    case 's':
      return shown(arg);
    case 'd':
      return String(integer(arg) ?? wrong('decimal clause can only be used on integers', arg));
    case 'f':
      return decimal(double(arg, 'fixed-point'), digits);
    case 'e':
      return scientific(double(arg, 'scientific'), digits);
    case 'b':
      if (typeof arg === 'boolean') return arg ? '1' : '0';
      return radix(arg, 2, 'only integers and bools can be formatted as binary');
    case 'o':
      return radix(arg, 8, 'octal clause can only be used on integers');
    case 'x':
    case 'X': {
      const made = hexadecimal(arg);
      return verb === 'X' ? made.toUpperCase() : made;
    }
    default:
      throw new CelError(
        `could not parse formatting clause: unrecognized formatting clause "${verb}"`,
      );
  }
}

function shown(arg: Value): string {
  if (typeof arg === 'string') return arg;
  if (typeof arg === 'number') return showDouble(arg);
  if (arg instanceof Timestamp) return showTimestamp(arg);
  if (arg instanceof Duration) return showDuration(arg);
  return literal(arg, false);
}

/** A value as a literal of CEL, which is how items of lists and maps are shown. */
function literal(arg: Value, inList = true): string {
  if (arg === null) return 'null';
  if (arg instanceof List)
    return `[${arg
      .items()
      .map((one) => literal(one))
      .join(', ')}]`;
  if (arg instanceof Mapping) {
    const entries = arg
      .keys()
      .map((key) => [literal(key), literal(arg.find(key) ?? null)] as const);
    entries.sort(([a], [b]) => compareText(a, b));
    return `{${entries.map(([key, value]) => `${key}:${value}`).join(', ')}}`;
  }
  if (typeof arg === 'string') return inList ? quoted(arg) : arg;
  if (typeof arg === 'number') {
    return Number.isFinite(arg) ? fixed(arg, 6) : `"${showDouble(arg)}"`;
  }
  if (arg instanceof Timestamp) return `timestamp("${showTimestamp(arg)}")`;
  if (arg instanceof Duration) return `duration("${showDuration(arg)}")`;
  if (arg instanceof TypeValue) return arg.name;
  if (arg instanceof Uint8Array) {
    const text = Buffer.from(arg).toString('utf8');
    return inList ? `b${quoted(text)}` : text;
  }
  if (typeof arg === 'boolean') return String(arg);
  const number = integer(arg);
  if (number !== undefined) return String(number);
  throw new CelError(`no formatting function for ${typeName(arg)}`);
}

function integer(arg: Value): bigint | undefined {
  if (typeof arg === 'bigint') return arg;
  return arg instanceof Uint ? arg.value : undefined;
}

function double(arg: Value, what: string): number {
  if (typeof arg === 'number') return arg;
  if (arg === 'NaN') return NaN;
  if (arg === 'Infinity' || arg === '-Infinity') return arg === 'Infinity' ? Infinity : -Infinity;
  return wrong(`${what} clause can only be used on doubles`, arg);
}

/** As English has it: `1,234.50`. */
function decimal(value: number, digits: number): string {
  if (!Number.isFinite(value)) return infinite(value);
  charge(digits);
  const [whole = '', ...fraction] = fixed(value, digits).split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

/** `1.234500×10⁰³`. Six digits whatever is asked for, which is taken for a width. */
function scientific(value: number, width: number): string {
  if (!Number.isFinite(value)) return infinite(value);
  const [mantissa = '', power = '0'] = value.toExponential(6).split('e');
  const exponent = String(Math.abs(Number(power))).padStart(2, '0');
  const raised = [...exponent].map((digit) => RAISED[Number(digit)]).join('');
  return `${mantissa}×10${power.startsWith('-') ? '⁻' : ''}${raised}`.padStart(width);
}

const RAISED = [...'⁰¹²³⁴⁵⁶⁷⁸⁹'];

function infinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '∞' : '-∞';
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/\\u00([01][0-9a-f])|\x7f/g, (_, code?: string) =>
    code === undefined ? '\\x7f' : (SHORT[code] ?? `\\x${code}`),
  );
}

const SHORT: Readonly<Record<string, string>> = { '07': '\\a', '0b': '\\v' };

function radix(arg: Value, base: number, complaint: string): string {
  return (integer(arg) ?? wrong(complaint, arg)).toString(base);
}

function hexadecimal(arg: Value): string {
  if (typeof arg === 'string') return Buffer.from(arg, 'utf8').toString('hex');
  if (arg instanceof Uint8Array) return Buffer.from(arg).toString('hex');
  const complaint = 'only integers, byte buffers, and strings can be formatted as hex';
  return (integer(arg) ?? wrong(complaint, arg)).toString(16);
}

function wrong(complaint: string, arg: Value): never {
  throw new CelError(`error during formatting: ${complaint}, was given ${typeName(arg)}`);
}
