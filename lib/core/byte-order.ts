/**
 * Items in the order of the UTF-8 bytes of a text of theirs: the same on every machine and locale.
 * What strings compare, UTF-16 units, differs from it only beyond the basic plane.
 */
export function inByteOrder<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  const keyed = items.map((item) => ({ item, text: textOf(item) }));
  if (keyed.some(({ text }) => SURROGATE.test(text))) {
    const bytes = keyed.map(({ item, text }) => ({ item, key: Buffer.from(text) }));
    return bytes.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ item }) => item);
  }
  keyed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return keyed.map(({ item }) => item);
}

const SURROGATE = /[\ud800-\udfff]/;
