import fc from 'fast-check';
import { parseDocuments, type YamlEdit } from '../../../../lib/core';
import { editYaml } from '../../../../lib/core/yaml/edit';
import { layouts, placesIn } from './layouts';

const values = fc.constantFrom<unknown>(7, 'web', false, [], {}, ['x'], { a: { b: [1] } });

it('writes layouts that read as their value', () => {
  fc.assert(
    fc.property(layouts, ({ value, text }) => {
      expect(parseDocuments(text)[0]?.value).toEqual(value);
    }),
  );
});

it('removes any field or item, and no comment on a line of its own outside of it', () => {
  fc.assert(
    fc.property(layouts, fc.nat(), ({ value, text }, at) => {
      const places = placesIn(value);
      const { pointer, value: gone } = places[at % places.length] as (typeof places)[number];
      const edited = edit(text, { do: 'remove', pointer });
      expect(placesIn(parseDocuments(edited)[0]?.value)).toHaveLength(
        places.length - 1 - placesIn(gone).length,
      );
      if (placesIn(gone).length === 0) expect(commentsIn(edited)).toEqual(commentsIn(text));
      expect(edited.includes('\r\n')).toBe(text.includes('\r\n') && edited.includes('\n'));
    }),
    { numRuns: 400 },
  );
});

it('sets any field or item, in place and with every comment, and sets it back', () => {
  fc.assert(
    fc.property(layouts, fc.nat(), values, ({ value, text }, at, next) => {
      const places = placesIn(value);
      const { pointer, value: old } = places[at % places.length] as (typeof places)[number];
      const edited = edit(text, { do: 'set', pointer, value: next });
      if (placesIn(old).length === 0) expect(commentsIn(edited)).toEqual(commentsIn(text));
      const back = edit(edited, { do: 'set', pointer, value: old });
      expect(parseDocuments(back)[0]?.value).toEqual(value);
    }),
    { numRuns: 400 },
  );
});

it('adds a new field to any map, and an item to any list, with every comment', () => {
  fc.assert(
    fc.property(layouts, fc.nat(), values, ({ value, text }, at, next) => {
      const open = [{ pointer: '', value: value as unknown }, ...placesIn(value)].filter(
        ({ value: child }) => typeof child === 'object' && child !== null,
      );
      const { pointer, value: target } = open[at % open.length] as (typeof open)[number];
      const edited = Array.isArray(target)
        ? edit(text, { do: 'add', pointer, value: next })
        : edit(text, { do: 'set', pointer: `${pointer}/new`, value: next });
      expect(commentsIn(edited)).toEqual(commentsIn(text));
    }),
    { numRuns: 400 },
  );
});

/** The text after one edit, which must not be refused. */
function edit(text: string, change: YamlEdit): string {
  const { text: edited, refused } = editYaml(text, new Map([[0, [change]]]));
  expect([...refused.values()].map(({ message }) => message)).toEqual([]);
  return edited;
}

function commentsIn(text: string): string[] {
  return text.match(/# c\d+\./g) ?? [];
}
