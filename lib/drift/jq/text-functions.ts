import type * as re2js from 're2js';
import { splitText } from './arithmetic';
import { JqRuntimeError, shown } from './failures';
import type { Native } from './native';
import type { Json } from './syntax';
import { typeOf } from './values';

/** Functions of text, by `name/arity`. */
export const textFunctions: readonly (readonly [string, Native])[] = [
  ['utf8bytelength/0', (value) => new TextEncoder().encode(text(value)).length],
  ['startswith/1', (value, [start = null]) => text(value).startsWith(text(start))],
  ['endswith/1', (value, [end = null]) => text(value).endsWith(text(end))],
  ['ltrimstr/1', (value, [start = null]) => withoutStart(text(value), text(start))],
  ['rtrimstr/1', (value, [end = null]) => withoutEnd(text(value), text(end))],
  [
    'trimstr/1',
    (value, [part = null]) => {
      return withoutEnd(withoutStart(text(value), text(part)), text(part));
    },
  ],
  ['split/1', (value, [separator = null]) => splitText(text(value), text(separator))],
  ['ascii_downcase/0', (value) => text(value).replace(/[A-Z]/g, (letter) => letter.toLowerCase())],
  ['ascii_upcase/0', (value) => text(value).replace(/[a-z]/g, (letter) => letter.toUpperCase())],
  ['_test/2', (value, [pattern = null, flags = null]) => matches(value, pattern, flags)],
];

function text(value: Json): string {
  if (typeof value === 'string') return value;
  throw new JqRuntimeError(`expected a string, got ${typeOf(value)} ${shown(value)}`);
}

function withoutStart(value: string, start: string): string {
  return value.startsWith(start) ? value.slice(start.length) : value;
}

function withoutEnd(value: string, end: string): string {
  return value.endsWith(end) ? value.slice(0, value.length - end.length) : value;
}

/** By RE2, as Go does. Of gojq's flags, `g` means nothing here, `m` lets `.` match a line break. */
function matches(value: Json, pattern: Json, flags: Json): boolean {
  const wanted = flags === null ? '' : text(flags);
  const subject = text(value);
  let source = text(pattern);
  if (/[^gim]/.test(wanted)) throw new JqRuntimeError(`unknown flags ${shown(wanted)}`);
  if (wanted.includes('i')) source = `(?i)${source}`;
  if (wanted.includes('m')) source = `(?s)${source}`;
  return compiled(source).matcher(subject).find();
}

function compiled(source: string): re2js.RE2JS {
  try {
    return engine().RE2JS.compile(source);
  } catch {
    throw new JqRuntimeError(`${shown(source)} is no regular expression`);
  }
}

/** Loaded with the first pattern: most rules have none. */
function engine(): typeof re2js {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('re2js') as typeof re2js;
}
