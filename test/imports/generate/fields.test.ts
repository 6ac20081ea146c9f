import fc from 'fast-check';
import { factsOf, tableOf } from '../../../imports/generate/facts';
import { typescriptOf } from '../../../imports/generate/typescript';
import { differences } from '../support/differences';
import { object, root, text, widget } from '../support/definitions';
import { schemas } from '../support/schemas';

it('types every field of a schema, and nothing else', () => {
  fc.assert(
    fc.property(schemas, schemas, (spec, status) => {
      const versions = [
        { name: 'v1', served: true, storage: true, schema: root({ spec, status }) },
      ];
      const table = tableOf(factsOf([widget({}, { versions })]));
      expect(differences(typescriptOf(table), table)).toEqual([]);
    }),
  );
});

it('would see a field that is missing, too many, or of another type', () => {
  const typed = tableOf(factsOf([widget(object({ a: text, b: text }))]));
  const table = tableOf(factsOf([widget(object({ a: { type: 'integer' }, c: text }))]));
  expect(differences(typescriptOf(typed), table)).toEqual([
    'acme.io/v1/Widget/spec/a is string',
    'acme.io/v1/Widget/spec/c is missing',
    'acme.io/v1/Widget/spec/b is too many',
  ]);
});
