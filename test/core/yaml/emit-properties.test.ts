import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { emitDocument, emitDocuments, parseDocuments } from '../../../lib/core';
import { manifestTree, safeText, text } from './arbitraries';

describe('the emitter', () => {
  test('writes the bytes of cdk8s for every tree of texts that cdk8s gets right', () => {
    fc.assert(
      fc.property(manifestTree(safeText), (tree) => {
        expect(emitDocument(tree)).toBe(Yaml.stringify(tree));
      }),
      { numRuns: 1_500 },
    );
  });

  test('writes text that the parser reads back, whatever the strings', () => {
    fc.assert(
      fc.property(manifestTree(text), (tree) => {
        const [document] = parseDocuments(emitDocument(tree));
        expect(document?.problem).toBeUndefined();
        expect(document?.value).toEqual(tree);
      }),
      { numRuns: 1_500 },
    );
  });

  test('writes streams that come apart again', () => {
    fc.assert(
      fc.property(fc.array(manifestTree(text), { maxLength: 4 }), (trees) => {
        const values = parseDocuments(emitDocuments(trees)).map(({ value }) => value);
        expect(values).toEqual(trees);
      }),
    );
  });
});
