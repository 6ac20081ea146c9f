/** ASN.1 in DER, as much as certificates need. */
export const der = {
  sequence: (...parts: readonly Buffer[]) => tagged(0x30, ...parts),
  set: (...parts: readonly Buffer[]) => tagged(0x31, ...parts),
  octets: (content: Buffer) => tagged(0x04, content),
  bits: (content: Buffer, unused = 0) => tagged(0x03, Buffer.from([unused]), content),
  text: (content: string) => tagged(0x0c, Buffer.from(content)),
  boolean: (value: boolean) => tagged(0x01, Buffer.from([value ? 0xff : 0])),
  integer: (value: number) => tagged(0x02, Buffer.from([value])),
  extension: (oid: string, content: Buffer, critical = false) =>
    der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octets(content)),
  /** Four digits for a year, whatever it is. */
  generalizedTime: (ms: number) => tagged(0x18, Buffer.from(digitsOf(ms))),
  oid: (name: string) => tagged(0x06, Buffer.from(oidBytes(name))),
  /** `[n]`, around other values or instead of their tag. */
  context: (n: number, content: Buffer, constructed = true) =>
    tagged((constructed ? 0xa0 : 0x80) + n, content),
  /** Two digits for a year until 2049: readers that write it again to check it write that. */
  time(ms: number) {
    const text = digitsOf(ms);
    const isShort = new Date(ms).getUTCFullYear() < 2050;
    return isShort ? tagged(0x17, Buffer.from(text.slice(2))) : tagged(0x18, Buffer.from(text));
  },
};

function digitsOf(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function oidBytes(name: string): number[] {
  const [first = 0, second = 0, ...rest] = name.split('.').map(Number);
  return [first * 40 + second, ...rest.flatMap(base128)];
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(128 + (rest % 128));
  }
  return bytes;
}
