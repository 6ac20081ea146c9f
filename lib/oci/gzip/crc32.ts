import * as zlib from 'node:zlib';

/**
 * CRC-32 as gzip needs it. Node's own where there is one (20.15, 22.2), else by a table.
 *
 * @param before the sum of the data that comes before; default none.
 */
export function crc32(data: Uint8Array, before = 0): number {
  const native = (zlib as { crc32?: typeof crc32 }).crc32;
  return native ? native(data, before) : crc32ByTable(data, before);
}

/** The same number, slowly. */
export function crc32ByTable(data: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let i = 0; i < data.length; i++) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (data[i] as number)) & 0xff] as number);
  }
  return ~crc >>> 0;
}

const TABLE = Int32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
