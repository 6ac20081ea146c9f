import { byteLength, byteSlice } from '../bytes';
import { FunctionFailure, nilDereference } from '../errors';

export { nilDereference };

/** Ends a function with the message of Go's error or panic. */
export function fail(message: string): never {
  throw new FunctionFailure(message);
}

/** `text[start:end]` in bytes, with Go's panics. */
export function goSlice(text: string, start: number, end?: number): string {
  const length = byteLength(text);
  const bounds = 'runtime error: slice bounds out of range';
  if (end !== undefined && end > length) fail(`${bounds} [:${end}] with length ${length}`);
  if (end !== undefined && end < 0) fail(`${bounds} [:${end}]`);
  const last = end ?? length;
  if (start > last) fail(`${bounds} [${start}:${end === undefined ? length : end}]`);
  if (start < 0) fail(`${bounds} [${start}:]`);
  return byteSlice(text, start, last);
}

/** `strings.Repeat`. */
export function repeat(text: string, count: number): string {
  if (count < 0) fail('strings: negative Repeat count');
  if (text.length * count > 100_000_000) fail('strings: Repeat output length overflow');
  return text.repeat(count);
}
