import ts from 'typescript';
import type { Child, KindFacts, Node, SchemaTable } from '../../../imports/generate/schema';
import { parse, type Fields, type Parsed } from './parse';

/**
 * Places where a generated file does not say what its table says: a field that is missing or too
 * many, required though it is not or the other way round, a type of the wrong form.
 */
export function differences(source: string, table: SchemaTable): string[] {
  const comparison = new Comparison(parse(source), table.shapes);
  for (const [id, facts] of Object.entries(table.kinds))
    if (facts.served) comparison.kind(id, facts);
  return comparison.found;
}

const OWN = new Set(['apiVersion', 'kind', 'metadata', 'status']);

class Comparison {
  readonly found: string[] = [];
  readonly #seen = new Set<string>();
  /** Fields of forProvider that the rules of the kind require. */
  #byRule: readonly string[] = [];

  constructor(
    readonly parsed: Parsed,
    readonly shapes: readonly Node[],
  ) {}

  kind(id: string, facts: KindFacts): void {
    const known = this.parsed.classes.get(id);
    const props = known && this.parsed.interfaces.get(`${known.name}Props`);
    if (!known || !props) return this.#report(id, 'is missing');
    const root = this.#node(facts.root);
    this.#byRule = requiredByRules(this.#node(root.properties?.spec ?? {}));
    const own = new Map([...props].filter(([name]) => name !== 'metadata'));
    this.#fields(own, root, id, OWN);
    const status = root.properties?.status;
    if (status === undefined) return;
    if (known.status) this.#compare(known.status, status, `${id}/status`);
    else this.#report(`${id}/status`, 'is missing');
  }

  #fields(fields: Fields, node: Node, path: string, except = new Set<string>()): void {
    const names = Object.keys(node.properties ?? {}).filter((name) => !except.has(name));
    for (const name of names) {
      const field = fields.get(name);
      const child = node.properties?.[name] ?? {};
      if (!field) {
        this.#report(`${path}/${name}`, 'is missing');
        continue;
      }
      if (field.optional === this.#isRequired(node, name, path))
        this.#report(`${path}/${name}`, field.optional ? 'is optional' : 'is required');
      this.#compare(field.type, child, `${path}/${name}`);
    }
    for (const name of fields.keys())
      if (!names.includes(name)) this.#report(`${path}/${name}`, 'is too many');
  }

  #isRequired(node: Node, name: string, path: string): boolean {
    if (path.endsWith('/spec/forProvider') && this.#byRule.includes(name)) return true;
    const { default: byDefault } = this.#node(node.properties?.[name] ?? {});
    return (node.required ?? []).includes(name) && byDefault === undefined;
  }

  #compare(typed: ts.TypeNode, child: Child, path: string): void {
    const node = this.#node(child);
    const type = plain(typed);
    const wanted = formOf(node);
    if (wanted === 'fields') this.#object(type.getText(), child, path);
    else if (wanted === 'list' && ts.isTypeOperatorNode(type) && ts.isArrayTypeNode(type.type))
      this.#compare(type.type.elementType, node.items ?? {}, `${path}[]`);
    else if (wanted === 'map' && ts.isTypeLiteralNode(type))
      this.#values(type, node.additionalProperties as Child, path);
    else if (type.getText() !== wanted) this.#report(path, `is ${type.getText()}`);
  }

  #object(name: string, child: Child, path: string): void {
    const key = `${name} ${JSON.stringify(child)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const target = this.parsed.aliases.get(name)?.getText() ?? name;
    const fields = this.parsed.interfaces.get(target);
    if (fields) this.#fields(fields, this.#node(child), path);
    else this.#report(path, `is ${name}`);
  }

  #values({ members: [member] }: ts.TypeLiteralNode, child: Child, path: string): void {
    if (member && ts.isIndexSignatureDeclaration(member))
      this.#compare(member.type, child, `${path}{}`);
    else this.#report(path, 'is no map');
  }

  #node(child: Child): Node {
    return typeof child === 'number' ? (this.shapes[child] ?? {}) : child;
  }

  #report(path: string, what: string): void {
    this.found.push(`${path} ${what}`);
  }
}

function requiredByRules(spec: Node): string[] {
  const rules = (spec['x-kubernetes-validations'] ?? []) as readonly {
    readonly message?: string;
  }[];
  return rules.flatMap(({ message = '' }) => {
    const [, name] = /^spec\.forProvider\.(\S+) is a required parameter$/.exec(message) ?? [];
    return name ? [name] : [];
  });
}

/** What the type of a schema looks like, or the type itself. */
function formOf(node: Node): string {
  const open = node['x-kubernetes-preserve-unknown-fields'] || node.additionalProperties === true;
  if (node['x-kubernetes-int-or-string']) return 'number | string';
  if (node.enum) return node.enum.map(literal).join(' | ');
  if (Object.keys(node.properties ?? {}).length > 0) return 'fields';
  if (node.type === 'array') return 'list';
  if (node.type === 'integer') return 'number';
  if (node.type !== 'object') return node.type ?? 'unknown';
  if (open) return 'JsonObject';
  return node.additionalProperties === undefined ? '{ readonly [key: string]: never }' : 'map';
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replace(/'/g, "\\'")}'` : String(value);
}

/** Without parentheses, the null of a nullable, and what every object has of that name. */
function plain(type: ts.TypeNode): ts.TypeNode {
  if (ts.isParenthesizedTypeNode(type)) return plain(type.type);
  if (!ts.isUnionTypeNode(type)) return type;
  const parts = type.types.filter((part) => !/^(?:null$|Object\[)/.test(part.getText()));
  if (parts.length === 1 && parts[0]) return plain(parts[0]);
  if (parts.length === type.types.length) return type;
  const text = parts.map((part) => part.getText()).join(' | ');
  return Object.assign(Object.create(type) as ts.TypeNode, { getText: () => text });
}
