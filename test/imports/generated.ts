import ts from 'typescript';
import type { Child, KindFacts, Node, SchemaTable } from '../../imports/generate/schema';

/** A generated file, as far as a comparison with its schemas needs it. */
interface Parsed {
  /** Interface to field to type. */
  readonly interfaces: ReadonlyMap<string, ReadonlyMap<string, ts.TypeNode>>;
  readonly aliases: ReadonlyMap<string, ts.TypeNode>;
  /** `<apiVersion>/<kind>` to class. */
  readonly classes: ReadonlyMap<string, { readonly name: string; readonly status?: ts.TypeNode }>;
}

/**
 * Places where a generated file does not say what its table says: a field that is missing or too
 * many, a type of the wrong form.
 */
export function differences(source: string, table: SchemaTable): string[] {
  const parsed = parse(source);
  const found: string[] = [];
  const seen = new Set<string>();

  const compareFields = (
    fields: ReadonlyMap<string, ts.TypeNode>,
    node: Node,
    path: string,
    except: readonly string[],
  ) => {
    const names = Object.keys(node.properties ?? {}).filter((name) => !except.includes(name));
    for (const name of names) {
      const type = fields.get(name);
      if (!type) found.push(`${path}/${name} is missing`);
      else compare(type, node.properties?.[name] ?? {}, `${path}/${name}`);
    }
    for (const name of fields.keys())
      if (!names.includes(name)) found.push(`${path}/${name} is too many`);
  };

  const compare = (typed: ts.TypeNode, child: Child, path: string): void => {
    const node = typeof child === 'number' ? (table.shapes[child] ?? {}) : child;
    const type = plain(typed);
    const want = formOf(node);
    if (want === 'fields') {
      const name = type.getText();
      const key = `${name} ${JSON.stringify(child)}`;
      if (seen.has(key)) return;
      seen.add(key);
      const fields = fieldsOf(name, parsed);
      if (fields) compareFields(fields, node, path, []);
      else found.push(`${path} is ${name}`);
    } else if (want === 'list') {
      if (ts.isTypeOperatorNode(type) && ts.isArrayTypeNode(type.type))
        compare(type.type.elementType, node.items ?? {}, `${path}[]`);
      else found.push(`${path} is ${type.getText()}`);
    } else if (want === 'map') {
      const member = ts.isTypeLiteralNode(type) ? type.members[0] : undefined;
      if (
        member &&
        ts.isIndexSignatureDeclaration(member) &&
        typeof node.additionalProperties !== 'boolean'
      )
        compare(member.type, node.additionalProperties ?? {}, `${path}{}`);
      else found.push(`${path} is ${type.getText()}`);
    } else if (type.getText().replace(/ \| Object\['\w+'\]$/, '') !== want)
      found.push(`${path} is ${type.getText()}`);
  };

  for (const [id, facts] of Object.entries(table.kinds).filter(([, { served }]) => served))
    compareKind(id, facts);
  return found;

  function compareKind(id: string, facts: KindFacts): void {
    const known = parsed.classes.get(id);
    const node = typeof facts.root === 'number' ? (table.shapes[facts.root] ?? {}) : facts.root;
    const props = known && parsed.interfaces.get(`${known.name}Props`);
    if (!known || !props) return void found.push(`${id} is missing`);
    const own = new Map([...props].filter(([name]) => name !== 'metadata'));
    compareFields(own, node, id, ['apiVersion', 'kind', 'metadata', 'status']);
    const status = node.properties?.status;
    if (status === undefined) return;
    if (known.status) compare(known.status, status, `${id}/status`);
    else found.push(`${id}/status is missing`);
  }
}

/** What the type of a schema looks like, or the type itself. */
function formOf(node: Node): string {
  if (node['x-kubernetes-int-or-string']) return 'number | string';
  if (node.enum)
    return node.enum
      .map((v) => (typeof v === 'string' ? `'${v.replace(/'/g, "\\'")}'` : String(v)))
      .join(' | ');
  if (node.properties && Object.keys(node.properties).length > 0) return 'fields';
  if (node.type === 'array') return 'list';
  if (node.type === 'integer') return 'number';
  if (node.type !== 'object') return node.type ?? 'unknown';
  if (node['x-kubernetes-preserve-unknown-fields'] || node.additionalProperties === true)
    return 'JsonObject';
  return node.additionalProperties === undefined ? '{ readonly [key: string]: never }' : 'map';
}

/** Without parentheses, and without the null of a nullable. */
function plain(type: ts.TypeNode): ts.TypeNode {
  if (ts.isParenthesizedTypeNode(type)) return plain(type.type);
  if (!ts.isUnionTypeNode(type)) return type;
  const parts = type.types.filter(
    (part) => part.getText() !== 'null' && !part.getText().startsWith('Object['),
  );
  return parts.length === 1 && parts[0] ? plain(parts[0]) : type;
}

function fieldsOf(
  name: string,
  { interfaces, aliases }: Parsed,
): ReadonlyMap<string, ts.TypeNode> | undefined {
  return interfaces.get(name) ?? interfaces.get(aliases.get(name)?.getText() ?? '');
}

function parse(source: string): Parsed {
  const file = ts.createSourceFile('generated.ts', source, ts.ScriptTarget.ES2022, true);
  const interfaces = new Map<string, Map<string, ts.TypeNode>>();
  const aliases = new Map<string, ts.TypeNode>();
  const classes = new Map<string, { name: string; status?: ts.TypeNode }>();
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement))
      interfaces.set(statement.name.text, membersOf(statement.members));
    if (ts.isTypeAliasDeclaration(statement)) aliases.set(statement.name.text, statement.type);
    if (ts.isClassDeclaration(statement)) {
      const [gvk] = statement.members;
      const type = gvk && ts.isPropertyDeclaration(gvk) ? gvk.type : undefined;
      if (!type || !ts.isTypeLiteralNode(type)) continue;
      const fields = membersOf(type.members);
      const word = (name: string) => fields.get(name)?.getText().slice(1, -1) ?? '';
      const status = fields.get('status');
      classes.set(`${word('apiVersion')}/${word('kind')}`, {
        name: statement.name?.text ?? '',
        ...(status && { status }),
      });
    }
  }
  return { interfaces, aliases, classes };
}

function membersOf(members: Iterable<ts.TypeElement>): Map<string, ts.TypeNode> {
  const fields = new Map<string, ts.TypeNode>();
  for (const member of members)
    if (ts.isPropertySignature(member) && member.type)
      fields.set(
        ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(),
        member.type,
      );
  return fields;
}
