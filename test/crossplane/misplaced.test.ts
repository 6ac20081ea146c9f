import { expectFindings, findingsIn } from './support';

const xrd = (fields: string) => `
apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata: { name: databases.acme.io }
spec:
  group: acme.io
  names: { kind: Database, plural: databases }
  scope: Namespaced
  versions:
  - name: v1
    served: true
    referenceable: true
    schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { ${fields} } } } } }`;

const AT = '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties';

describe('a keyword that says nothing of its type', () => {
  it.each([
    [
      'is told of a list whose elements were meant, which the API server takes',
      'a: { type: array, required: [b], items: { type: object, properties: { b: { type: string } } } }',
      'a/required says nothing of an array (move it below items, if it is meant for each element)',
    ],
    [
      'is told of fields of a string',
      'a: { type: string, properties: { b: { type: string } } }',
      'a/properties says nothing of a string (remove it, or write type: object)',
    ],
    [
      'is told of a length of a number',
      'a: { type: integer, maxLength: 3, maximum: 3 }',
      'a/maxLength says nothing of an integer (remove it, or write type: string)',
    ],
    [
      'is told of bounds of a string',
      'a: { type: string, minimum: 1, minLength: 1 }',
      'a/minimum says nothing of a string (remove it, or write type: number)',
    ],
    [
      'is told of a boolean',
      'a: { type: boolean, pattern: x }',
      'a/pattern says nothing of a boolean (remove it, or write type: string)',
    ],
  ])('%s', (_, fields, finding) => {
    expectFindings(
      findingsIn(xrd(fields)).map((text) => text.replace(`${AT}/`, '')),
      [`(warning) xrd-schema-invalid ${finding}`],
    );
  });

  it.each([
    ['int-or-string', 'a: { x-kubernetes-int-or-string: true, maxLength: 3, maximum: 3 }'],
    [
      'a field that is preserved',
      'b: { x-kubernetes-preserve-unknown-fields: true, required: [c] }',
    ],
  ])('may be any of %s', (_, fields) => expect(findingsIn(xrd(fields))).toEqual([]));
});
