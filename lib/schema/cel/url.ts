/** A URL as Go's net/url has it. */
export interface Url {
  readonly scheme: string;
  /** With its port. */
  readonly host: string;
  readonly escapedPath: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
}

const PATH_KEPT = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]/]|%[0-9a-fA-F]{2})*$/;
const HOST = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]|[^\x00-\x7f]|%25|%[89a-fA-F][0-9a-fA-F])*$/;
const USER = /^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9a-fA-F]{2})*$/;

/** Whether a text is a URI of a request: absolute, or a path from the root. */
export function isUrl(text: string): boolean {
  return text !== '' && parse(text, true) !== undefined;
}

/** The same with a fragment, which is left out. */
export function readUrl(text: string): Url | undefined {
  return parse(text.replace(/#.*$/s, ''), false);
}

function parse(text: string, viaRequest: boolean): Url | undefined {
  if (/[\x00-\x1f\x7f]/.test(text)) return undefined;
  if (text === '*') return { scheme: '', host: '', escapedPath: '*', query: new Map() };
  if (text.startsWith(':')) return undefined;
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const [rest = '', ...more] = text.slice(scheme === '' ? 0 : scheme.length + 1).split('?');
  const found = { scheme: scheme.toLowerCase(), query: queryOf(more.join('?')) };
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...found, host: '', escapedPath: '' };
    if (viaRequest || /^[^/]*:/.test(rest)) return undefined;
  }
  const hasHost =
    rest.startsWith('//') && (scheme !== '' || (!viaRequest && !rest.startsWith('///')));
  const end = hasHost ? rest.indexOf('/', 2) : 0;
  const authority = hasHost ? rest.slice(2, end < 0 ? undefined : end) : '';
  const path = hasHost ? (end < 0 ? '' : rest.slice(end)) : rest;
  const host = hostOf(authority);
  if (host === undefined || unescaped(path) === undefined) return undefined;
  return { ...found, host, escapedPath: escapedPath(path) };
}

function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  if (at >= 0 && !USER.test(authority.slice(0, at))) return undefined;
  if (!HOST.test(host)) return undefined;
  if (host.startsWith('[')) {
    const close = host.lastIndexOf(']');
    return close >= 0 && /^(:\d*)?$/.test(host.slice(close + 1)) ? host : undefined;
  }
  const colon = host.lastIndexOf(':');
  return colon < 0 || /^:\d*$/.test(host.slice(colon)) ? (unescaped(host) ?? host) : undefined;
}

function escapedPath(path: string): string {
  if (PATH_KEPT.test(path)) return path;
  return encode(unescaped(path) ?? '');
}

function encode(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9\-_.~$&+,/:;=@]/.test(letter)
        ? letter
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

/** `undefined` where a percent sign starts no escape. */
function unescaped(text: string): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const bytes = text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
    Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8'),
  );
  return bytes;
}

function queryOf(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const part of text.split('&')) {
    if (part === '' || part.includes(';')) continue;
    const [name = '', ...rest] = part.split('=');
    const key = unescaped(name.replace(/\+/g, ' '));
    const value = unescaped(rest.join('=').replace(/\+/g, ' '));
    if (key === undefined || value === undefined) continue;
    const known = found.get(key);
    if (known) known.push(value);
    else found.set(key, [value]);
  }
  return found;
}
