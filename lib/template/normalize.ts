import { byteSlice } from './bytes';
import { lower } from './sprig/runes';

/**
 * A name as `nameNormalized` and `normalize` give it: lower case, anything but letters, digits, `-`
 * and `.` a `-`, at most 253 bytes, no `-` or `.` at either end.
 */
export function normalizeName(name: string): string {
  const plain = lower(name).replace(/[^-a-z0-9.]/gu, '-');
  return byteSlice(plain, 0, 253).replace(/^[-.]+|[-.]+$/g, '');
}
