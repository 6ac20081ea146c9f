import { join } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { docComment, docOf, wordsOf } from '../../../imports/generate/docs';
import {
  definitionsIn,
  importedFiles,
  type Crd,
  type SchemaTable,
} from '../../../imports/generate';
import { parseDocuments } from '../../../lib/core';
import { expectGolden } from '../../support/golden';

const xrd = () => `
apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata: { name: xdatabases.acme.io }
spec:
  group: acme.io
  names: { kind: XDatabase, plural: xdatabases }
  claimNames: { kind: Database, plural: databases }
  versions:
  - name: v1
    served: true
    referenceable: true
    schema:
      openAPIV3Schema:
        type: object
        description: A PostgreSQL database, with backups.
        properties:
          spec:
            type: object
            description: What the team asks for.
            required: [region]
            properties:
              region: { type: string, description: "Region of AWS; */ does not end a comment" }
              size:
                type: string
                enum: [small, large]
                default: small
                description: |
                  How much of it there is:

                  - small is for tests
                  - large is for all else

                  @see the price list, which is a page of the handbook that this line has to be wrapped for
              storageGB: { type: integer, minimum: 20, maximum: 100, default: 50, description: Size in GB }
              plain: { type: string, maxLength: 5 }
              backup:
                type: object
                description: Backups.
                properties:
                  days: { type: integer, description: How long they are kept., minimum: 1 }
          status:
            type: object
            properties:
              host: { type: string, description: Where it is. }
`;

const crdsOf = (text: string): Crd[] =>
  parseDocuments(text).flatMap(({ value }) =>
    [...definitionsIn(value)].flatMap((found) => ('crds' in found ? [...found.crds] : [])),
  );
const imported = (crds: readonly Crd[], table?: SchemaTable) =>
  importedFiles(crds, () => table).files;

it('stand above the fields, classes and claims that they describe', () => {
  const text = imported(crdsOf(xrd())).get('acme.io.ts') ?? '';
  expectGolden(join(__dirname, '../golden/database.ts.golden'), text);
});

it('stay with the kinds of an earlier import', () => {
  const first = imported(crdsOf(xrd()));
  const table = JSON.parse(first.get('schemas/acme.io.json') ?? '') as SchemaTable;
  const widget = crdsOf(`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.acme.io }
spec: { group: acme.io, names: { kind: Widget, plural: widgets }, scope: Namespaced, versions: [{ name: v1, served: true, storage: true,
  schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { a: { type: string, description: "An a." } } } } } } }] }`);
  const both = imported(widget, table).get('acme.io.ts');
  expect(both).toBe(imported([...crdsOf(xrd()), ...widget]).get('acme.io.ts'));
  expect(both).toContain('/** An a. */');
});

it.each([
  ['a word', 'a word'],
  [' a\t b ', ' a  b'],
  ['ends */ here', 'ends *\\/ here'],
  ['@internal', '\\@internal'],
  ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
  ['\n\na\n\n\n\nb\n', 'a\n\nb'],
  ['   ', ''],
  [`${'long '.repeat(30)}@end`, `${'long '.repeat(18)}long\n${'long '.repeat(11).trim()} @end`],
  ['x'.repeat(200), 'x'.repeat(200)],
])('%j reads %j', (description, expected) => {
  expect(wordsOf({ description })).toBe(expected);
});

it.each([
  [{ description: 'Size', default: 3 }, 'Size. Default 3.'],
  [{ description: 'Size:', minimum: 1 }, 'Size: At least 1.'],
  [{ description: 'a\nb', default: 3 }, 'a\nb\n\nDefault 3.'],
  [{ description: 'w '.repeat(45).trim(), default: 3 }, `${'w '.repeat(45).trim()}\n\nDefault 3.`],
  [{ default: 3 }, 'Default 3.'],
  [{ description: 3, default: 3 }, 'Default 3.'],
])('%j is told as %j', (node, expected) => {
  expect(docOf(node as never)).toBe(expected);
});

it('never ends its comment, nor begins a tag, whatever it says', () => {
  const parts = fc.constantFrom(
    '*/',
    '/*',
    '*',
    '/',
    '@',
    '\\',
    '\n',
    '\r\n',
    '\u2028',
    ' ',
    'a',
    '@deprecated',
    '`',
    '${',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (words) => {
      const comment = docComment(docOf({ description: words.join('') }), '  ');
      const source = ts.createSourceFile(
        'a.ts',
        `interface A {\n${comment}  readonly b: 1;\n}\n`,
        9,
      );
      const [only, ...others] = source.statements;
      expect(others).toEqual([]);
      const members = (only as ts.InterfaceDeclaration).members;
      expect(members).toHaveLength(1);
      expect((source as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
      expect(members[0] && ts.getJSDocTags(members[0])).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
