import { toBytes } from './bytes';
import { isPrintable } from './quote';

const HTML: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};
const JS: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};

/** Go's `html`. */
export function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (c) => HTML[c] as string);
}

/** Go's `js`: fit for a quoted JavaScript string. */
export function escapeJs(text: string): string {
  return text.replace(/[\\'"<>&=\x00-\x1f\u0080-\u{10ffff}]/gu, (rune) => {
    const code = rune.codePointAt(0) as number;
    if (code >= 0x80 && isPrintable(rune)) return rune;
    return JS[rune] ?? `\\u${hex(code, 4)}`;
  });
}

/** Go's `urlquery`: everything but unreserved characters as `%XX`, a space as `+`. */
export function escapeQuery(text: string): string {
  let out = '';
  for (const byte of toBytes(text)) {
    const c = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(c)) out += c;
    else out += c === ' ' ? '+' : `%${hex(byte, 2)}`;
  }
  return out;
}

function hex(code: number, width: number): string {
  return code.toString(16).toUpperCase().padStart(width, '0');
}
