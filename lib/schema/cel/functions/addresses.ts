import { isIPv4, isIPv6 } from 'node:net';
import type { Library } from '../signature';
import { CelError, Opaque } from '../values';

class Address extends Opaque {
  readonly type = 'net.IP';

  /** @param bits 32 or 128 */
  constructor(
    readonly value: bigint,
    readonly bits: number,
  ) {
    super();
  }

  equals(other: Opaque): boolean {
    return other instanceof Address && other.value === this.value && other.bits === this.bits;
  }

  /** The byte at a place from the left. */
  byte(at: number): number {
    return Number((this.value >> BigInt(this.bits - 8 * (at + 1))) & 255n);
  }
}

class Prefix extends Opaque {
  readonly type = 'net.CIDR';

  constructor(
    readonly address: Address,
    readonly length: number,
  ) {
    super();
  }

  equals(other: Opaque): boolean {
    return (
      other instanceof Prefix && other.length === this.length && this.address.equals(other.address)
    );
  }

  contains({ value, bits }: Address): boolean {
    const rest = BigInt(bits - this.length);
    return bits === this.address.bits && value >> rest === this.address.value >> rest;
  }
}

/** Addresses and networks. */
export const addresses: Library = {
  'ip(string): IP': addressOf,
  'isIP(string): bool': (text: string) => readAddress(text) !== undefined,
  'ip.isCanonical(string): bool': (text: string) => showAddress(addressOf(text)) === text,
  'string(IP): string': showAddress,
  'IP.family(): int': ({ bits }: Address) => (bits === 32 ? 4n : 6n),
  'IP.isUnspecified(): bool': ({ value }: Address) => value === 0n,
  'IP.isLoopback(): bool': isLoopback,
  'IP.isLinkLocalMulticast(): bool': (ip: Address) =>
    ip.bits === 32
      ? ip.value >> 8n === 0xe00000n
      : ip.byte(0) === 0xff && (ip.byte(1) & 0x0f) === 2,
  'IP.isLinkLocalUnicast(): bool': isLinkLocal,
  'IP.isGlobalUnicast(): bool': (ip: Address) =>
    ip.value !== 0n &&
    !(ip.bits === 32 && ip.value === 0xffffffffn) &&
    !isLoopback(ip) &&
    !(ip.bits === 32 ? ip.byte(0) >> 4 === 0xe : ip.byte(0) === 0xff) &&
    !isLinkLocal(ip),

  'cidr(string): CIDR': prefixOf,
  'isCIDR(string): bool': (text: string) => readPrefix(text) !== undefined,
  'string(CIDR): string': ({ address, length }: Prefix) => `${showAddress(address)}/${length}`,
  'CIDR.containsIP(string): bool': (net: Prefix, text: string) => net.contains(addressOf(text)),
  'CIDR.containsIP(IP): bool': (net: Prefix, ip: Address) => net.contains(ip),
  'CIDR.containsCIDR(string): bool': (net: Prefix, text: string) => includes(net, prefixOf(text)),
  'CIDR.containsCIDR(CIDR): bool': includes,
  'CIDR.ip(): IP': ({ address }: Prefix) => address,
  'CIDR.prefixLength(): int': ({ length }: Prefix) => BigInt(length),
  'CIDR.masked(): CIDR': ({ address, length }: Prefix) => {
    const rest = BigInt(address.bits - length);
    return new Prefix(new Address((address.value >> rest) << rest, address.bits), length);
  },
};

function includes(net: Prefix, part: Prefix): boolean {
  return net.length <= part.length && net.contains(part.address);
}

function isLoopback(ip: Address): boolean {
  return ip.bits === 32 ? ip.byte(0) === 127 : ip.value === 1n;
}

function isLinkLocal(ip: Address): boolean {
  if (ip.bits === 32) return ip.value >> 16n === 0xa9fen;
  return ip.value >> 118n === 0x3fan;
}

function addressOf(text: string): Address {
  const found = readAddress(text);
  if (!found) {
    throw new CelError(
      `IP Address ${JSON.stringify(text)} parse error during conversion from string`,
    );
  }
  return found;
}

function prefixOf(text: string): Prefix {
  const found = readPrefix(text);
  if (!found) {
    const what = 'network address parse error during conversion from string';
    throw new CelError(`${what}: ${JSON.stringify(text)}`);
  }
  return found;
}

/** Without a zone, and no IPv4 in the clothes of IPv6. */
function readAddress(text: string): Address | undefined {
  if (isIPv4(text)) return new Address(joined(text.split('.').map(Number), 8n), 32);
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const [head = '', tail] = text.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  const middle = new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0);
  const value = joined([...before, ...(tail === undefined ? [] : middle), ...after], 16n);
  return value >> 32n === 0xffffn ? undefined : new Address(value, 128);
}

function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function joined(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) | BigInt(part), 0n);
}

function readPrefix(text: string): Prefix | undefined {
  const [, host = '', bits = ''] = /^(.*)\/(0|[1-9]\d{0,2})$/s.exec(text) ?? [];
  const address = bits === '' ? undefined : readAddress(host);
  return address && Number(bits) <= address.bits ? new Prefix(address, Number(bits)) : undefined;
}

function showAddress(ip: Address): string {
  if (ip.bits === 32) return [0, 1, 2, 3].map((at) => ip.byte(at)).join('.');
  const groups = [...new Array<undefined>(8).keys()].map(
    (i) => ip.byte(2 * i) * 256 + ip.byte(2 * i + 1),
  );
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = [...`:${text}:`.matchAll(/(?<=:)(?:0:){2,}/g)];
  const [start] = runs;
  if (!start) return text;
  const longest = runs.reduce((a, b) => (b[0].length > a[0].length ? b : a), start);
  const { index } = longest;
  const head = text.slice(0, Math.max(0, index - 2));
  const tail = text.slice(index - 1 + longest[0].length);
  return `${head}::${tail}`;
}
