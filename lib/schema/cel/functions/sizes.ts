import type { Library } from '../signature';
import type { List, Mapping } from '../values';

const ofText = (text: string) => BigInt(characters(text));
const ofBytes = (bytes: Uint8Array) => BigInt(bytes.length);
const ofSize = ({ size }: List | Mapping) => BigInt(size);

export const sizes: Library = {
  'size(string): int': ofText,
  'size(bytes): int': ofBytes,
  'size(list(A)): int': ofSize,
  'size(map(A, B)): int': ofSize,
  'string.size(): int': ofText,
  'bytes.size(): int': ofBytes,
  'list(A).size(): int': ofSize,
  'map(A, B).size(): int': ofSize,
};

/** Unicode characters, as Go counts them. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
