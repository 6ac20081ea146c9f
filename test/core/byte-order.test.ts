import * as fc from 'fast-check';
import { inByteOrder } from '../../lib/core';

describe('the order of bytes', () => {
  test('is not that of UTF-16 beyond the basic plane', () => {
    const texts = ['\uff5e', '\u{1f600}', 'b', 'ä', 'B', 'ba', 'b', ''];
    const sorted = ['', 'B', 'b', 'b', 'ba', 'ä', '\uff5e', '\u{1f600}'];
    expect(inByteOrder(texts, (text) => text)).toEqual(sorted);
    expect(inByteOrder(texts.slice(2), (text) => text)).toEqual(sorted.slice(0, -2));
  });

  test('is what Buffer.compare says, and keeps the order of equals', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const items = texts.map((one, at) => ({ one, at }));
        const expected = [...items].sort((a, b) =>
          Buffer.compare(Buffer.from(a.one), Buffer.from(b.one)),
        );
        expect(inByteOrder(items, ({ one }) => one)).toEqual(expected);
      }),
    );
  });
});
