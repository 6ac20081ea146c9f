import { DAYS, MONTHS } from './civil';
import type { Field } from './layout';
import { UTC, type Zone } from './zone';

/** What was read so far of a time. */
export interface Reading {
  year: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour: number;
  minute: number;
  second: number;
  nanos: number;
  noon?: 'am' | 'pm';
  /** `Z` or `UTC`. */
  zone?: Zone;
  offset?: number;
  abbreviation?: string;
}

/** The text after the field; absent: it is not there. `range`: what is out of its range. */
interface Result {
  readonly rest?: string;
  readonly range?: string;
}

/** A text that is not of the layout; the message is Go's. */
export class Mismatch extends Error {}

const NONE: Result = {};

/** @param fractionNext whether the layout goes on with a fraction of the second. */
export function readField(
  into: Reading,
  field: Field,
  text: string,
  fractionNext: boolean,
): Result {
  switch (field.kind) {
    case 'year':
      return take(text, /^[0-9]{4}/, (year) => void (into.year = Number(year)));
    case 'year2':
      return take(text, /^(?:[0-9]{2}|[+-][0-9])/, (digits) => {
        const year = Number(digits);
        into.year = year + (year >= 69 ? 1900 : 2000);
      });
    case 'month':
      return lookUp(text, MONTHS, (i) => (into.month = i + 1));
    case 'month-short':
      return lookUp(text, shorten(MONTHS), (i) => (into.month = i + 1));
    case 'weekday':
      return lookUp(text, DAYS, () => undefined);
    case 'weekday-short':
      return lookUp(text, shorten(DAYS), () => undefined);
    case 'month-number':
      return number(field, text, 'month', 1, 12, (value) => (into.month = value));
    case 'day': {
      const digits = field.text === '_2' && text.startsWith(' ') ? text.slice(1) : text;
      return number(field, digits, 'day', 0, 99, (value) => (into.day = value));
    }
    case 'day-of-year': {
      const digits = field.text === '__2' ? text.replace(/^ {1,2}/, '') : text;
      const pattern = field.text === '002' ? /^[0-9]{3}/ : /^[0-9]{1,3}/;
      return take(digits, pattern, (value) => void (into.dayOfYear = Number(value)));
    }
    case 'hour':
      return number(field, text, 'hour', 0, 23, (value) => (into.hour = value), false);
    case 'hour12':
      return number(field, text, 'hour', 0, 12, (value) => (into.hour = value));
    case 'minute':
      return number(field, text, 'minute', 0, 59, (value) => (into.minute = value));
    case 'second': {
      const result = number(field, text, 'second', 0, 59, (value) => (into.second = value));
      const fraction = /^[.,][0-9]+/.exec(result.rest ?? '')?.[0];
      return fractionNext || fraction === undefined || result.range !== undefined
        ? result
        : nanoseconds(into, result.rest as string, fraction);
    }
    case 'noon':
      return take(text, field.text === 'PM' ? /^[AP]M/ : /^[ap]m/, (half) => {
        into.noon = half.toLowerCase() === 'pm' ? 'pm' : 'am';
      });
    case 'offset':
      return offset(into, field, text);
    case 'zone-name':
      return zoneName(into, text);
    case 'fraction': {
      const exact = field.text[1] === '0';
      const fraction = exact
        ? text.slice(0, field.text.length)
        : (/^[.,][0-9]+/.exec(text)?.[0] ?? '');
      if (!exact && fraction === '') return { rest: text };
      const valid = fraction.length === field.text.length && /^[.,][0-9]+$/.test(fraction);
      return exact && !valid ? NONE : nanoseconds(into, text, fraction);
    }
  }
}

function take(text: string, pattern: RegExp, use: (found: string) => void): Result {
  const found = pattern.exec(text)?.[0];
  if (found === undefined) return NONE;
  use(found);
  return { rest: text.slice(found.length) };
}

/** One or two digits; two where the layout writes two, unless told otherwise. */
function number(
  { text: layout }: Field,
  text: string,
  name: string,
  least: number,
  most: number,
  use: (value: number) => void,
  exact = /^0/.test(layout),
): Result {
  const digits = (exact ? /^[0-9]{2}/ : /^[0-9]{1,2}/).exec(text)?.[0];
  if (digits === undefined) return NONE;
  const value = Number(digits);
  use(value);
  const rest = text.slice(digits.length);
  return value < least || value > most ? { rest, range: name } : { rest };
}

function lookUp(text: string, names: readonly string[], use: (index: number) => unknown): Result {
  const i = names.findIndex(
    (name) => text.slice(0, name.length).toLowerCase() === name.toLowerCase(),
  );
  if (i < 0) return NONE;
  use(i);
  return { rest: text.slice((names[i] as string).length) };
}

function shorten(names: readonly string[]): string[] {
  return names.map((name) => name.slice(0, 3));
}

function nanoseconds(into: Reading, text: string, fraction: string): Result {
  into.nanos = Number(fraction.slice(1, 10).padEnd(9, '0'));
  return { rest: text.slice(fraction.length) };
}

function offset(into: Reading, { text: layout }: Field, text: string): Result {
  if (layout.startsWith('Z') && text.startsWith('Z')) {
    into.zone = UTC;
    return { rest: text.slice(1) };
  }
  const given = text.slice(0, layout.length);
  if (given.length < layout.length) return NONE;
  const colons = [...layout].flatMap((c, i) => (c === ':' ? [i] : []));
  if (colons.some((i) => given[i] !== ':')) return NONE;
  const gap = colons.length > 0 ? 3 : 2;
  const values: number[] = [];
  for (let at = 1; at < layout.length && /^[0-9]{2}/.test(given.slice(at)); at += gap) {
    values.push(Number(given.slice(at, at + 2)));
  }
  const [hour = 0, minute = 0, second = 0] = values;
  const range = second > 60 ? 'second' : minute > 60 ? 'minute' : hour > 24 ? 'hour' : undefined;
  if (range !== undefined) return { range: `time zone offset ${range}` };
  const complete = 1 + values.length * gap >= layout.length;
  if (!complete || !/^[+-]/.test(given)) return NONE;
  into.offset = (given.startsWith('-') ? -1 : 1) * ((hour * 60 + minute) * 60 + second);
  return { rest: text.slice(layout.length) };
}

function zoneName(into: Reading, text: string): Result {
  if (text.startsWith('UTC')) {
    into.zone = UTC;
    return { rest: text.slice(3) };
  }
  const name =
    /^(?:ChST|MeST)/.exec(text)?.[0] ??
    /^GMT(?:[+-](?:0*(?:1?[0-9]|2[0-3]))(?![0-9]))?/.exec(text)?.[0] ??
    (text.length >= 3 ? /^[+-]0*(?:1?[0-9]|2[0-3])(?![0-9])/.exec(text)?.[0] : undefined) ??
    /^(?:[A-Z]{4}T|WITA|[A-Z]{3}T|[A-Z]{3})(?![A-Z])/.exec(text)?.[0];
  if (name === undefined) return NONE;
  into.abbreviation = name;
  return { rest: text.slice(name.length) };
}
