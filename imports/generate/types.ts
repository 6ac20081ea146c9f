import { docComment, docOf } from './docs';
import { propertyName, quote } from './names';
import { nodeOf, type Child, type Node } from './schema';

/** A property of an interface; in `type`, a shape is the place-holder that {@link hole} gives it. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** Lines of its doc comment; `''` for none. */
  readonly doc: string;
}

/** An interface without its name. Equal text is one interface. */
export interface Body {
  readonly fields: readonly Field[];
  readonly text: string;
}

const HOLE = /\u0001(\d+)\u0002/g;
const hole = (place: number): string => `\u0001${place}\u0002`;

/** `text` with each place-holder replaced by the name of its shape. */
export function fill(text: string, nameOf: (place: number) => string): string {
  return text.replace(HOLE, (_, place: string) => nameOf(Number(place)));
}

/** The shapes that `text` mentions, in order. */
export function holesIn(text: string): number[] {
  return [...text.matchAll(HOLE)].map(([, place]) => Number(place));
}

/** Schemas as TypeScript types; every distinct object becomes one {@link Body}. */
export class Types {
  readonly bodies: Body[] = [];
  readonly #places = new Map<string, number>();
  readonly #known = new Map<number, string>();

  constructor(readonly shapes: readonly Node[]) {}

  /** The type of a schema, with place-holders for the shapes in it. */
  of(child: Child): string {
    if (typeof child !== 'number') return this.#of(child);
    const known = this.#known.get(child);
    if (known !== undefined) return known;
    const type = this.#of(nodeOf(child, this.shapes));
    this.#known.set(child, type);
    return type;
  }

  /** The properties of an object, except those named; no index signature. */
  fields(node: Node, except: ReadonlySet<string> = new Set()): Field[] {
    const required = new Set(node.required);
    return Object.entries(node.properties ?? {})
      .filter(([name]) => !except.has(name))
      .map(([name, child]) => {
        const property = nodeOf(child, this.shapes);
        const optional = !required.has(name) || property.default !== undefined;
        const type =
          this.of(child) + (optional && IN_EVERY_OBJECT.has(name) ? inherited(name) : '');
        return { name, type, optional, doc: docOf(property) };
      });
  }

  #of(node: Node): string {
    const type = this.#notNull(node);
    return node.nullable === true && type !== 'unknown' ? `${type} | null` : type;
  }

  #notNull(node: Node): string {
    if (node['x-kubernetes-int-or-string'] === true) return 'number | string';
    if (Array.isArray(node.enum) && node.enum.length > 0) return union(node.enum);
    switch (node.type) {
      case 'string':
      case 'boolean':
        return node.type;
      case 'integer':
      case 'number':
        return 'number';
      case 'array':
        return `readonly ${parenthesised(this.of(node.items ?? {}))}[]`;
      case 'object':
        return this.#object(node);
      default:
        return node.properties ? this.#object(node) : 'unknown';
    }
  }

  #object(node: Node): string {
    const { properties = {}, additionalProperties } = node;
    const open = node['x-kubernetes-preserve-unknown-fields'] === true;
    if (Object.keys(properties).length > 0) {
      const fields = this.fields(node);
      return hole(this.#place(fields, open || isOpen(additionalProperties)));
    }
    if (open) return 'JsonObject';
    if (additionalProperties === true) return 'JsonObject';
    const values =
      typeof additionalProperties === 'object' || typeof additionalProperties === 'number';
    return `{ readonly [key: string]: ${values ? this.of(additionalProperties) : 'never'} }`;
  }

  #place(fields: readonly Field[], open: boolean): number {
    const text = fields.map(fieldText).join('') + (open ? OPEN_FIELD : '');
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.bodies.length);
    return this.bodies.push({ fields, text }) - 1;
  }
}

/** The line of an interface that lets any other field through. */
export const OPEN_FIELD = '  readonly [field: string]: unknown;\n';

/** A field as an interface has it, its doc comment above. */
export function fieldText({ name, type, optional, doc }: Field): string {
  return `${docComment(doc, '  ')}  readonly ${propertyName(name)}${optional ? '?' : ''}: ${type};\n`;
}

function isOpen(additionalProperties: Node['additionalProperties']): boolean {
  return additionalProperties !== undefined && additionalProperties !== false;
}

function union(values: readonly unknown[]): string {
  const types = values.map((value) => (typeof value === 'string' ? quote(value) : String(value)));
  return [...new Set(types)].join(' | ');
}

function parenthesised(type: string): string {
  const outside = type.replace(/'(?:[^'\\]|\\.)*'|\{.*\}/g, '');
  return outside.startsWith('readonly ') || outside.includes(' | ') ? `(${type})` : type;
}

/** Names that `{}` has too: without its type beside theirs, `{}` would lack an optional one. */
const IN_EVERY_OBJECT = new Set([
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);

function inherited(name: string): string {
  return ` | Object['${name}']`;
}
