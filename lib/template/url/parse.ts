import { isIPv6 } from 'node:net';
import { quote } from '../quote';
import { escapePart, unescapePart, UrlProblem } from './escape';

/** A URL in Go's parts; texts that are not there are empty. */
export interface Url {
  readonly scheme: string;
  /** What follows the scheme of a URL like `mailto:a@b`. */
  readonly opaque: string;
  /** As it is written in a URL: `user:password`. */
  readonly user?: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

const EMPTY: Url = { scheme: '', opaque: '', host: '', path: '', query: '', fragment: '' };

/**
 * Parses a URL as Go's net/url does.
 *
 * @returns Go's message for a text that is none.
 */
export function parseUrl(text: string): Url | string {
  const hash = text.indexOf('#');
  const before = hash < 0 ? text : text.slice(0, hash);
  let reading = before;
  try {
    const url = parse(before);
    reading = text;
    return hash < 0 ? url : { ...url, fragment: unescapePart(text.slice(hash + 1), 'fragment') };
  } catch (error) {
    if (error instanceof UrlProblem) return `parse ${quote(reading)}: ${error.message}`;
    throw error;
  }
}

function parse(text: string): Url {
  if (/[\x00-\x1f\x7f]/.test(text)) {
    throw new UrlProblem('net/url: invalid control character in URL');
  }
  if (text === '*') return { ...EMPTY, path: '*' };
  const { scheme, rest: afterScheme } = schemeOf(text);
  const mark = afterScheme.indexOf('?');
  const query = mark < 0 ? '' : afterScheme.slice(mark + 1);
  const rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...EMPTY, scheme, opaque: rest, query };
    if (/^[^/]*:/.test(rest)) {
      throw new UrlProblem('first path segment in URL cannot contain colon');
    }
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) {
    return { ...EMPTY, scheme, path: unescapePart(rest, 'path'), query };
  }
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const place = authorityOf(scheme, authority);
  const path = slash < 0 ? '' : unescapePart(rest.slice(slash), 'path');
  return { ...EMPTY, scheme, ...place, path, query };
}

function schemeOf(text: string): { scheme: string; rest: string } {
  if (text.startsWith(':')) throw new UrlProblem('missing protocol scheme');
  const [whole, scheme = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text) ?? [];
  return {
    scheme: scheme.toLowerCase(),
    rest: whole === undefined ? text : text.slice(whole.length),
  };
}

function authorityOf(scheme: string, authority: string): Pick<Url, 'host' | 'user'> {
  const at = authority.lastIndexOf('@');
  const host = hostOf(scheme, authority.slice(at + 1));
  if (at < 0) return { host };
  const user = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) {
    throw new UrlProblem('net/url: invalid userinfo');
  }
  const colon = user.indexOf(':');
  const parts = colon < 0 ? [user] : [user.slice(0, colon), user.slice(colon + 1)];
  const plain = parts.map((part) => unescapePart(part, 'user'));
  return { host, user: plain.map((part) => escapePart(part, 'user')).join(':') };
}

function hostOf(scheme: string, host: string): string {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) throw new UrlProblem('invalid IP-literal');
  if (bracket === 0) return literalOf(host);
  const first = host.indexOf(':');
  const strict = scheme === 'http' || scheme === 'https';
  const colon = strict ? first : host.lastIndexOf(':');
  if (colon >= 0) checkPort(host.slice(colon));
  return unescapePart(host, 'host');
}

/** `[fe80::1%25en0]:80`. */
function literalOf(host: string): string {
  const close = host.lastIndexOf(']');
  if (close < 0) throw new UrlProblem("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const name = host.slice(1, close);
  const zone = name.indexOf('%25');
  const plain =
    zone < 0
      ? unescapePart(name, 'host')
      : unescapePart(name.slice(0, zone), 'host') + unescapePart(name.slice(zone), 'zone');
  if (/^[0-9.]+$/.test(plain) && plain.split('.').length === 4) {
    throw new UrlProblem('invalid IP-literal');
  }
  const [address = '', named] = plain.split(/%(.*)/s);
  if (!isIPv6(address) || named === '') {
    throw new UrlProblem(`invalid host: ParseAddr(${quote(plain)}): unable to parse IP`);
  }
  return `[${plain}]${port}`;
}

function checkPort(port: string): void {
  if (/^(?::[0-9]*)?$/.test(port)) return;
  throw new UrlProblem(`invalid port ${quote(port)} after host`);
}

/** The host without its port and brackets. */
export function hostnameOf(host: string): string {
  return host.replace(/:[0-9]*$/, '').replace(/^\[(.*)\]$/s, '$1');
}

/** The URL as text; `path` and `fragment` are escaped, the query stays as it is. */
export function formatUrl({ scheme, opaque, user, host, path, query, fragment }: Url): string {
  let out = scheme === '' ? '' : `${scheme}:`;
  if (opaque !== '') out += opaque;
  else {
    if (host !== '' || user !== undefined || (scheme !== '' && path !== '')) out += '//';
    if (user !== undefined) out += `${user}@`;
    out += escapePart(host, 'host');
    const escaped = path === '*' ? '*' : escapePart(path, 'path');
    if (escaped !== '' && !escaped.startsWith('/') && host !== '') out += '/';
    if (out === '' && /^[^/]*:/.test(escaped)) out = './';
    out += escaped;
  }
  if (query !== '') out += `?${query}`;
  return fragment === '' ? out : `${out}#${escapePart(fragment, 'fragment')}`;
}
