import ts from 'typescript';

/** Field to type, and whether it may be left out. */
export type Fields = ReadonlyMap<
  string,
  { readonly type: ts.TypeNode; readonly optional: boolean }
>;

/** A generated file, as far as a comparison with its schemas needs it. */
export interface Parsed {
  readonly interfaces: ReadonlyMap<string, Fields>;
  readonly aliases: ReadonlyMap<string, ts.TypeNode>;
  /** `<apiVersion>/<kind>` to class. */
  readonly classes: ReadonlyMap<string, { readonly name: string; readonly status?: ts.TypeNode }>;
}

export function parse(source: string): Parsed {
  const file = ts.createSourceFile('generated.ts', source, ts.ScriptTarget.ES2022, true);
  const interfaces = new Map<string, Fields>();
  const aliases = new Map<string, ts.TypeNode>();
  const classes = new Map<string, { name: string; status?: ts.TypeNode }>();
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement))
      interfaces.set(statement.name.text, fieldsOf(statement.members));
    if (ts.isTypeAliasDeclaration(statement)) aliases.set(statement.name.text, statement.type);
    const gvk = ts.isClassDeclaration(statement) ? gvkOf(statement) : undefined;
    if (gvk) classes.set(gvk.id, gvk);
  }
  return { interfaces, aliases, classes };
}

function gvkOf({ members: [gvk], name }: ts.ClassDeclaration) {
  const type = gvk && ts.isPropertyDeclaration(gvk) ? gvk.type : undefined;
  if (!type || !ts.isTypeLiteralNode(type)) return undefined;
  const fields = fieldsOf(type.members);
  const word = (field: string) => fields.get(field)?.type.getText().slice(1, -1) ?? '';
  const status = fields.get('status')?.type;
  const id = `${word('apiVersion')}/${word('kind')}`;
  return { id, name: name?.text ?? '', ...(status && { status }) };
}

function fieldsOf(members: Iterable<ts.TypeElement>): Fields {
  const fields = new Map<string, { type: ts.TypeNode; optional: boolean }>();
  for (const member of members)
    if (ts.isPropertySignature(member) && member.type) {
      const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
      fields.set(name, { type: member.type, optional: member.questionToken !== undefined });
    }
  return fields;
}
