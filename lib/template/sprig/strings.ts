import { byteLength, byteSlice, toBytes } from '../bytes';
import { fixed, variadic, type TemplateFunction } from '../functions';
import { textOf } from '../print';
import { quote } from '../quote';
import { kebabCase, pascalCase, snakeCase, swapCase, titleCase, uncapitalize } from './cases';
import { goSlice, repeat } from './panic';
import { isSpace, lower, trim, trimSpace, upper } from './runes';
import { wrapText } from './wrap';

const indent = (spaces: number, text: string): string => {
  const pad = repeat(' ', spaces);
  return pad + text.replaceAll('\n', `\n${pad}`);
};
const trimAll = fixed(['string', 'string'], (cutset, text) => {
  const drops = new Set(cutset);
  return trim(text, (rune) => drops.has(rune));
});

export const strings: Readonly<Record<string, TemplateFunction>> = {
  hello: fixed([], () => 'Hello!'),
  abbrev: fixed(['int', 'string'], (width, text) => abbreviate(text, 0, width)),
  abbrevboth: fixed(['int', 'int', 'string'], (left, right, text) =>
    right < 4 || (left > 0 && right < 7) ? text : abbreviate(text, left, right),
  ),
  trunc: fixed(['int', 'string'], truncate),
  trim: fixed(['string'], trimSpace),
  upper: fixed(['string'], upper),
  lower: fixed(['string'], lower),
  title: fixed(['string'], titleCase),
  untitle: fixed(['string'], uncapitalize),
  swapcase: fixed(['string'], swapCase),
  snakecase: fixed(['string'], snakeCase),
  kebabcase: fixed(['string'], kebabCase),
  camelcase: fixed(['string'], pascalCase),
  substr: fixed(['int', 'int', 'string'], (start, end, text) => {
    if (start < 0) return goSlice(text, 0, end);
    return end < 0 || end > byteLength(text) ? goSlice(text, start) : goSlice(text, start, end);
  }),
  repeat: fixed(['int', 'string'], (count, text) => repeat(text, count)),
  trimall: trimAll,
  trimAll,
  trimSuffix: fixed(['string', 'string'], (suffix, text) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  trimPrefix: fixed(['string', 'string'], (prefix, text) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  nospace: fixed(['string'], withoutSpace),
  initials: fixed(['string'], initials),
  wrap: fixed(['int', 'string'], (width, text) => wrapText(text, width, '\n', false)),
  wrapWith: fixed(['int', 'string', 'string'], (width, separator, text) =>
    wrapText(text, width, separator, true),
  ),
  contains: fixed(['string', 'string'], (part, text) => text.includes(part)),
  hasPrefix: fixed(['string', 'string'], (prefix, text) => text.startsWith(prefix)),
  hasSuffix: fixed(['string', 'string'], (suffix, text) => text.endsWith(suffix)),
  quote: variadic([], 'any', (...values) =>
    present(values)
      .map((value) => quote(textOf(value)))
      .join(' '),
  ),
  squote: variadic([], 'any', (...values) =>
    present(values)
      .map((value) => `'${textOf(value)}'`)
      .join(' '),
  ),
  cat: variadic([], 'any', (...values) => present(values).map(textOf).join(' ')),
  indent: fixed(['int', 'string'], indent),
  nindent: fixed(['int', 'string'], (spaces, text) => `\n${indent(spaces, text)}`),
  replace: fixed(['string', 'string', 'string'], (old, by, text) =>
    old === '' ? by + [...text].map((rune) => rune + by).join('') : text.split(old).join(by),
  ),
  plural: fixed(['string', 'string', 'int'], (one, many, count) => (count === 1 ? one : many)),
  toString: fixed(['any'], textOf),
};

function present(values: readonly unknown[]): unknown[] {
  return values.filter((value) => value !== null);
}

function truncate(count: number, text: string): string {
  const length = byteLength(text);
  if (count < 0 && length + count > 0) return byteSlice(text, length + count);
  return count >= 0 && length > count ? byteSlice(text, 0, count) : text;
}

/** To `width` bytes with an ellipsis at the end and, beyond `offset` 4, at the start. */
function abbreviate(text: string, offset: number, width: number): string {
  const length = byteLength(text);
  if (width < 4 || length <= width) return width < 4 && text !== '' && offset > 0 ? '' : text;
  let start = Math.min(offset, length);
  if (length - start < width - 3) start = length - (width - 3);
  if (start <= 4) return `${byteSlice(text, 0, width - 3)}...`;
  if (width < 7) return '';
  if (start + width - 3 < length) return `...${abbreviate(byteSlice(text, start), 0, width - 3)}`;
  return `...${byteSlice(text, length - (width - 3))}`;
}

/** Reads bytes as characters, as the library behind sprig does. */
function bytesAsRunes(text: string): string[] {
  return [...toBytes(text)].map((byte) => String.fromCharCode(byte));
}

function withoutSpace(text: string): string {
  const runes = bytesAsRunes(text);
  const kept = runes.filter((rune) => !isSpace(rune));
  return kept.length === runes.length ? text : kept.join('');
}

function initials(text: string): string {
  return bytesAsRunes(text)
    .filter((rune, i, runes) => !isSpace(rune) && (i === 0 || isSpace(runes[i - 1] as string)))
    .join('');
}
