/** Bytes of a tar block; headers are one, contents are padded to whole ones. */
export const BLOCK = 512;

/**
 * Writes one ustar header at `offset`: mode 0644, owner 0, no names, time 0, so that nothing of the
 * machine that packs is in it.
 *
 * @param target memory of at least one block there; its content does not matter.
 * @param name at most 100 bytes; `prefix`, with a slash between them, at most 155.
 * @param type `0` a file, `x` extended fields of the next entry.
 */
export function writeHeader(
  target: Buffer,
  offset: number,
  name: string,
  prefix: string,
  sizeBytes: number,
  type: '0' | 'x' = '0',
): void {
  target.set(TEMPLATE, offset);
  let sum = TEMPLATE_SUM + type.charCodeAt(0);
  sum += put(target, offset, name);
  sum += put(target, offset + 345, prefix);
  sum += putOctal(target, offset + 124, sizeBytes, 11);
  target[offset + 156] = type.charCodeAt(0);
  putOctal(target, offset + 148, sum, 6);
  target[offset + 154] = 0;
}

const TEMPLATE = Buffer.alloc(BLOCK);
TEMPLATE.write('0000644\0' + '0000000\0' + '0000000\0', 100, 'latin1');
TEMPLATE.write('00000000000\0', 136, 'latin1');
TEMPLATE.write('        ', 148, 'latin1');
TEMPLATE.write('ustar\0' + '00', 257, 'latin1');
const TEMPLATE_SUM = TEMPLATE.reduce((sum, byte) => sum + byte, 0);

function put(target: Buffer, offset: number, text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    target[offset + i] = byte;
    sum += byte;
  }
  return sum;
}

function putOctal(target: Buffer, offset: number, value: number, digits: number): number {
  let sum = 0;
  for (let i = digits - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 8)) {
    const byte = 48 + (rest % 8);
    target[offset + i] = byte;
    sum += byte;
  }
  return sum;
}
