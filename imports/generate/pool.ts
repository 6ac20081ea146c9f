import { byText, isRecord, type Child, type Node } from './schema';

/** Words about a schema, not rules of it. */
const PROSE = new Set(['description', 'title', 'example', 'externalDocs', '$schema', 'id']);

/** A scalar this short costs less in place than a reference to it is worth. */
const INLINE_LENGTH = 48;

/** Collects schemas so that equal subtrees are one shape. Prose is left out, or all but descriptions. */
export class ShapePool {
  readonly #prose: ReadonlySet<string>;
  readonly #shapes: Node[] = [];
  readonly #places = new Map<string, number>();

  constructor({ descriptions = false }: { readonly descriptions?: boolean } = {}) {
    this.#prose = descriptions
      ? new Set([...PROSE].filter((word) => word !== 'description'))
      : PROSE;
  }

  /** The shapes so far; children come before their parents. */
  get shapes(): readonly Node[] {
    return this.#shapes;
  }

  /**
   * Adds a schema with all below it.
   *
   * @param schema a structural schema; children that are numbers are places in this pool already
   */
  add(schema: Child): Child {
    if (typeof schema === 'number') return schema;
    const node = this.#compact(schema);
    const text = JSON.stringify(node);
    if (!node.properties && text.length <= INLINE_LENGTH) return node;
    return this.#place(text, node);
  }

  /**
   * Adds a schema that contains itself.
   *
   * @param key equal for schemas that are equal, in place of the text that has no end
   * @param make the schema, given its own place
   */
  addRecursive(key: string, make: (self: number) => Node): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const self = this.#shapes.push({}) - 1;
    this.#places.set(key, self);
    this.#shapes[self] = this.#compact(make(self));
    return self;
  }

  #place(text: string, node: Node): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#shapes.length);
    return this.#shapes.push(node) - 1;
  }

  #compact(schema: Node): Node {
    const entries = Object.entries(schema)
      .filter(([keyword]) => !this.#prose.has(keyword))
      .sort(([a], [b]) => byText(a, b));
    return Object.fromEntries(
      entries.map(([keyword, value]) => [keyword, this.#keyword(keyword, value)]),
    );
  }

  #keyword(keyword: string, value: unknown): unknown {
    if (keyword === 'properties' && isRecord(value)) {
      const entries = Object.entries(value).sort(([a], [b]) => byText(a, b));
      return Object.fromEntries(entries.map(([name, child]) => [name, this.add(child as Child)]));
    }
    if (keyword === 'required' && Array.isArray(value)) return [...value].sort();
    if (keyword === 'items' || keyword === 'additionalProperties')
      return isRecord(value) || typeof value === 'number' ? this.add(value as Child) : value;
    return CONJUNCTIONS.has(keyword) ? withoutProse(value) : value;
  }
}

const CONJUNCTIONS = new Set(['oneOf', 'anyOf', 'allOf', 'not']);

/** A plain sub-schema in canonical order, without its words. */
function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value)
    .filter(([keyword, words]) => !(PROSE.has(keyword) && typeof words === 'string'))
    .sort(([a], [b]) => byText(a, b));
  return Object.fromEntries(entries.map(([keyword, child]) => [keyword, withoutProse(child)]));
}
