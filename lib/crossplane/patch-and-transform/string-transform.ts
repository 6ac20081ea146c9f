import { createHash } from 'node:crypto';
import { adler32 } from '../../template/adler32';
import { byteSlice, byteLength, fromBytes, toBytes } from '../../template/bytes';
import { TemplateError } from '../../template/errors';
import { toJson } from '../../template/json';
import { printValue } from '../../template/print';
import { quote } from '../../template/quote';
import { decodeBase64 } from '../../template/sprig/base';
import { lower, upper } from '../../template/sprig/runes';
import { sprintf } from '../../template/sprintf';
import { Failure, within } from '../failure';
import { compileRegexp } from '../regexp';
import type { StringTransform } from './input';

/** @throws {Failure} as upstream, and for verbs of `fmt` that are not offered here. */
export function resolveString(transform: StringTransform, input: unknown): string {
  const { type = '', fmt, convert, trim, regexp, join, replace } = transform;
  const config = <T>(name: string, value: T | undefined): T => {
    if (value !== undefined) return value;
    throw new Failure(`string transform of type ${type} ${name} is not set`);
  };
  switch (type) {
    case 'Format':
      return format(config('fmt', fmt), [input]);
    case 'Convert':
      return convertString(config('convert', convert), input);
    case 'TrimPrefix': {
      const [prefix, text] = [config('trim', trim), printValue(input)];
      return text.startsWith(prefix) ? text.slice(prefix.length) : text;
    }
    case 'TrimSuffix': {
      const [suffix, text] = [config('trim', trim), printValue(input)];
      return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
    }
    case 'Regexp':
      return matchRegexp(config('regexp', regexp), input);
    case 'Join':
      return joinList(config('join', join).separator ?? '', input);
    case 'Replace': {
      const { search = '', replace: by = '' } = config('replace', replace);
      const text = printValue(input);
      if (search !== '') return text.split(search).join(by);
      return by + [...text].map((rune) => rune + by).join('');
    }
    default:
      throw new Failure(`type ${type} is not supported for string transform type`);
  }
}

/** `fmt.Sprintf`. */
export function format(text: string, values: readonly unknown[]): string {
  try {
    return sprintf(text, values);
  } catch (error) {
    throw error instanceof TemplateError ? new Failure(error.message) : error;
  }
}

function convertString(kind: string, input: unknown): string {
  switch (kind) {
    case 'ToUpper':
      return upper(printValue(input));
    case 'ToLower':
      return lower(printValue(input));
    case 'ToJson':
      return json(input);
    case 'ToBase64':
      return toBytes(printValue(input)).toString('base64');
    case 'FromBase64': {
      const decoded = decodeBase64(printValue(input));
      if (typeof decoded !== 'number') return fromBytes(decoded);
      const fault = `illegal base64 data at input byte ${decoded}`;
      throw new Failure(`string is not valid base64: ${fault}`);
    }
    case 'ToSha1':
    case 'ToSha256':
    case 'ToSha512':
      return createHash(kind.slice(2).toLowerCase()).update(hashed(input)).digest('hex');
    case 'ToAdler32':
      return String(adler32(within('unable to generate Adler checksum', () => bytesOf(input))));
    default:
      throw new Failure(`type ${kind} is not supported for string convert`);
  }
}

function hashed(input: unknown): Buffer {
  return within('cannot generate hash', () => bytesOf(input));
}

/** A text as it is, anything else as JSON. */
function bytesOf(input: unknown): Buffer {
  return typeof input === 'string' ? toBytes(input) : Buffer.from(json(input));
}

function json(input: unknown): string {
  const text = toJson(input);
  if (text !== undefined) return text;
  throw new Failure(`cannot marshal to JSON: json: unsupported value: ${printValue(input)}`);
}

function matchRegexp(
  { match = '', group = 0 }: { readonly match?: string; readonly group?: number },
  input: unknown,
): string {
  const compiled = within('could not compile regexp', () => compileRegexp(match));
  if (group < 0) throw new Failure(`regexp group ${group} is negative`);
  const matcher = compiled.matcher(printValue(input));
  if (matcher.find() && group <= matcher.groupCount()) return matcher.group(group) ?? '';
  throw new Failure(`regexp ${quote(match)} had no matches for group ${group}`);
}

/** Upstream cuts one byte at the end, however long the separator is. */
function joinList(separator: string, input: unknown): string {
  if (!Array.isArray(input)) throw new Failure('could not parse input array');
  const joined = input.map((item) => printValue(item) + separator).join('');
  if (input.length === 0 || separator === '') return joined;
  return byteSlice(joined, 0, byteLength(joined) - 1);
}
