import { byteLength, fromBytes, toBytes } from '../bytes';

/** Breaks lines after `width` bytes, at spaces where there are any. */
export function wrapText(
  text: string,
  width: number,
  separator: string,
  breakWords: boolean,
): string {
  if (text === '') return '';
  const bytes = toBytes(text);
  const most = Math.max(width, 1);
  const between = separator === '' ? '\n' : separator;
  const part = (start: number, end?: number) => fromBytes(bytes.subarray(start, end));
  let out = '';
  let at = 0;
  while (byteLength(text) - at > most) {
    if (bytes[at] === 0x20) {
      at++;
      continue;
    }
    const space = bytes.lastIndexOf(0x20, at + most);
    if (space >= at) {
      out += part(at, space) + between;
      at = space + 1;
    } else if (breakWords) {
      out += part(at, at + most) + between;
      at += most;
    } else {
      const next = bytes.indexOf(0x20, at + most);
      if (next < 0) return out + part(at);
      out += part(at, next) + between;
      at = next + 1;
    }
  }
  return out + part(at);
}
