import { fromBytes, toBytes } from '../bytes';
import { quote } from '../quote';

/** Parts of a URL: each lets other characters stand as they are. */
export type Part = 'path' | 'host' | 'zone' | 'user' | 'fragment';

const HOST = '!$&\'()*+,;=:[]<>"';
const PLAIN: Readonly<Record<Part, string>> = {
  path: '$&+,/:;=@',
  host: HOST,
  zone: HOST,
  user: '$&+,;=',
  fragment: '$&+,/:;=?@!()*',
};

/** A text that is no part of a URL; the message is Go's. */
export class UrlProblem extends Error {}

export function needsEscape(byte: number, part: Part): boolean {
  const c = String.fromCharCode(byte);
  return byte >= 0x80 || !(/[A-Za-z0-9_.~-]/.test(c) || PLAIN[part].includes(c));
}

export function escapePart(text: string, part: Part): string {
  let out = '';
  for (const byte of toBytes(text)) {
    out += needsEscape(byte, part)
      ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte);
  }
  return out;
}

/** @throws {UrlProblem} for a `%` without two digits, and what a host may not have. */
export function unescapePart(text: string, part: Part): string {
  const bytes = toBytes(text);
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte !== 0x25) {
      if ((part === 'host' || part === 'zone') && byte < 0x80 && needsEscape(byte, part)) {
        const c = String.fromCharCode(byte);
        throw new UrlProblem(`invalid character ${quote(c)} in host name`);
      }
      out.push(byte);
      continue;
    }
    const escape = fromBytes(bytes.subarray(i, i + 3));
    const value = /^%[0-9a-fA-F]{2}$/.test(escape) ? parseInt(escape.slice(1), 16) : undefined;
    if (value === undefined || !allowed(escape, value, part)) {
      throw new UrlProblem(`invalid URL escape ${quote(escape)}`);
    }
    out.push(value);
    i += 2;
  }
  return fromBytes(Buffer.from(out));
}

function allowed(escape: string, value: number, part: Part): boolean {
  if (escape === '%25') return true;
  if (part === 'host') return value >= 0x80;
  return part !== 'zone' || value === 0x20 || !needsEscape(value, 'host');
}
