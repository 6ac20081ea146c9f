import { BlockList, isIP } from 'node:net';
import { OciError } from '../errors';
import { isLoopback } from './endpoint';

/** Where requests go instead of their host. */
export interface Proxy {
  /** `http://proxy.acme.io:3128/`, without user and password. */
  readonly url: URL;
  /** `Proxy-Authorization`; `undefined` where the address has no user. */
  readonly authorization?: string;
  /** Name of the environment variable that asks for it. */
  readonly variable: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an address, by the variables that curl, git and Go's programs read: `HTTPS_PROXY`,
 * `HTTP_PROXY` and `NO_PROXY`, in capitals or not. This machine is always reached directly.
 *
 * `NO_PROXY` lists hosts, domains with all below them, with or without port, addresses and networks
 * (`10.0.0.0/8`); `*` is all.
 *
 * @throws {OciError} `OCI_OPTION_INVALID` for a proxy that is none.
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy
 */
export function proxyFor(to: URL, env: Env): Proxy | undefined {
  const name = to.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const variable = [name, name.toLowerCase()].find((one) => env[one]);
  const text = variable && env[variable]?.trim();
  if (!variable || !text || isLoopback(to.host)) return undefined;
  if (isExempt(to, env['NO_PROXY'] || env['no_proxy'] || '')) return undefined;
  return readProxy(text, variable);
}

function readProxy(text: string, variable: string): Proxy {
  const address = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new OciError(
      'OCI_OPTION_INVALID',
      `${variable} is no address of an HTTP proxy`,
      `set it to one such as http://proxy.acme.io:3128, or list the registry in NO_PROXY`,
    );
  }
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const authorization =
    login === ':' ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
  url.username = '';
  url.password = '';
  return { url, variable, ...(authorization !== undefined && { authorization }) };
}

function isExempt(to: URL, list: string): boolean {
  const host = to.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = to.port || (to.protocol === 'https:' ? '443' : '80');
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry.toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, network = '', bits = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (network !== '') return isWithin(host, network, Number(bits));
  const [, name = entry, only] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  if (only !== undefined && only !== port) return false;
  const bare = name.replace(/^\*?\.|^\[|\]$/g, '');
  return host === bare ? !/^\*?\./.test(name) || isIP(host) > 0 : host.endsWith(`.${bare}`);
}

function isWithin(host: string, network: string, bits: number): boolean {
  const version = isIP(network);
  if (version === 0 || isIP(host) !== version || bits > (version === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const family = version === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(network, bits, family);
  return list.check(host, family);
}
