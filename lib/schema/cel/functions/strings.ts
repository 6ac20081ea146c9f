import { chargeText } from '../cost';
import type { Library } from '../signature';
import { CelError, Items, type List } from '../values';
import { format } from './format-string';

/** What CEL itself can ask of a text. */
export const textTests: Library = {
  'string.contains(string): bool': (text: string, part: string) => text.includes(part),
  'string.startsWith(string): bool': (text: string, part: string) => text.startsWith(part),
  'string.endsWith(string): bool': (text: string, part: string) => text.endsWith(part),
};

/** Texts of its extension, which counts Unicode characters. */
export const strings: Library = {
  'string.charAt(int): string': (text: string, at: bigint) => {
    const letters = [...text];
    return letters[within(at, letters.length)] ?? '';
  },
  'string.indexOf(string): int': (text: string, part: string) => indexOf(text, part, 0n),
  'string.indexOf(string, int): int': indexOf,
  'string.lastIndexOf(string): int': (text: string, part: string) => {
    const { length } = [...text];
    if (part === '') return BigInt(length);
    return length === 0 ? -1n : lastIndexOf(text, part, BigInt(length - 1));
  },
  'string.lastIndexOf(string, int): int': lastIndexOf,
  'string.lowerAscii(): string': (text: string) =>
    text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  'string.upperAscii(): string': (text: string) =>
    text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  'string.replace(string, string): string': (text: string, old: string, by: string) =>
    replace(text, old, by, -1n),
  'string.replace(string, string, int): string': replace,
  'string.split(string): list(string)': (text: string, by: string) =>
    new Items(split(text, by, -1n)),
  'string.split(string, int): list(string)': (text: string, by: string, most: bigint) =>
    new Items(split(text, by, most)),
  'string.substring(int): string': (text: string, from: bigint) => {
    const letters = [...text];
    return letters.slice(within(from, letters.length)).join('');
  },
  'string.substring(int, int): string': (text: string, from: bigint, to: bigint) => {
    if (from > to) {
      throw new CelError(`invalid substring range. start: ${from}, end: ${to}`);
    }
    const letters = [...text];
    const { length } = letters;
    return letters.slice(within(from, length), within(to, length)).join('');
  },
  'string.trim(): string': trim,
  'list(string).join(): string': (list: List) => join(list),
  'list(string).join(string): string': join,
};

/** What a later version of it has. */
export const formats: Library = {
  'string.format(list(dyn)): string': (text: string, args: List) => format(text, args.items()),
  'strings.quote(string): string': (text: string) =>
    `"${text.replace(/[\x07\b\f\n\r\t\v\\"]/g, (letter) => QUOTED[letter] ?? letter)}"`,
};

const QUOTED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

function within(index: bigint, length: number): number {
  if (index < 0n || index > BigInt(length)) {
    throw new CelError(`index out of range: ${index}`);
  }
  return Number(index);
}

function indexOf(text: string, part: string, from: bigint): bigint {
  if (part === '') return from;
  if (from < 0n) throw new CelError(`index out of range: ${from}`);
  const letters = [...text].slice(Number(from));
  const at = letters.join('').indexOf(part);
  return at < 0 ? -1n : from + before(letters, at);
}

function lastIndexOf(text: string, part: string, from: bigint): bigint {
  if (part === '') return from;
  if (from < 0n) throw new CelError(`index out of range: ${from}`);
  const letters = [...text];
  if (from >= BigInt(letters.length)) return -1n;
  const start = letters.slice(0, Number(from)).join('').length;
  const at = text.lastIndexOf(part, start);
  return at < 0 ? -1n : before(letters, at);
}

/** How many letters stand before a place that is counted in UTF-16 units. */
function before(letters: readonly string[], units: number): bigint {
  let count = 0;
  for (let rest = units; rest > 0; count++) rest -= letters[count]?.length ?? rest;
  return BigInt(count);
}

/** Spaces as Go has them, which counts no byte order mark among them. */
const SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACE.test(text.charAt(start))) start += 1;
  while (end > start && SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function join(list: List, by = ''): string {
  const items = list.items() as readonly string[];
  chargeText(items.reduce((sum, one) => sum + one.length + by.length, 0));
  return items.join(by);
}

/** @param most how many; below zero for all. */
function replace(text: string, old: string, by: string, most: bigint): string {
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  if (old === '') parts.splice(parts.length - 1, 1, '');
  const limit = Math.min(parts.length, most < 0n ? Infinity : Number(most));
  chargeText(limit * by.length);
  if (limit === parts.length) return parts.join(by);
  let made = parts[0] ?? '';
  for (let i = 1; i < parts.length; i++) made += (i <= limit ? by : old) + (parts[i] ?? '');
  return made;
}

function split(text: string, by: string, most: bigint): string[] {
  if (most === 0n) return [];
  const parts = by === '' ? [...text] : text.split(by);
  const limit = most < 0n ? parts.length : Number(most);
  if (parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(by)];
}
