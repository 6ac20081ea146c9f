/** Go's character classes and simple case mappings: one character never becomes two. */

const TITLE: Readonly<Record<string, string>> = {
  Ǆ: 'ǅ',
  ǆ: 'ǅ',
  Ǉ: 'ǈ',
  ǉ: 'ǈ',
  Ǌ: 'ǋ',
  ǌ: 'ǋ',
  Ǳ: 'ǲ',
  ǳ: 'ǲ',
};
const SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

export function isSpace(rune: string): boolean {
  return SPACE.test(rune);
}

export function isUpper(rune: string): boolean {
  return /^\p{Lu}$/u.test(rune);
}

export function isLower(rune: string): boolean {
  return /^\p{Ll}$/u.test(rune);
}

export function isTitle(rune: string): boolean {
  return /^\p{Lt}$/u.test(rune);
}

export function upperRune(rune: string): string {
  return simple(rune, rune.toUpperCase());
}

export function lowerRune(rune: string): string {
  return rune === 'İ' ? 'i' : simple(rune, rune.toLowerCase());
}

export function titleRune(rune: string): string {
  return TITLE[rune] ?? upperRune(rune);
}

export function upper(text: string): string {
  return [...text].map(upperRune).join('');
}

export function lower(text: string): string {
  return [...text].map(lowerRune).join('');
}

/** Without white space at its ends, as strings.TrimSpace sees it. */
export function trimSpace(text: string): string {
  return trim(text, isSpace);
}

export function trim(text: string, drops: (rune: string) => boolean): string {
  const runes = [...text];
  let start = 0;
  let end = runes.length;
  while (start < end && drops(runes[start] as string)) start++;
  while (end > start && drops(runes[end - 1] as string)) end--;
  return runes.slice(start, end).join('');
}

function simple(rune: string, mapped: string): string {
  return [...mapped].length === 1 ? mapped : rune;
}
