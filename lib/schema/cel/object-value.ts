import type { Child, Node } from '../node';
import { equals } from './compare';
import { chargeItems } from './cost';
import { escapedKeyword } from './escape';
import { settled, type SchemaReader } from './settled';
import { Mapping, type Value } from './values';

type Raw = Readonly<Record<string, unknown>>;

/** An object of a manifest, with fields or with keys of any name. */
export class ObjectValue extends Mapping {
  readonly #rest: Child | undefined;

  constructor(
    readonly raw: Raw,
    private readonly node: Node,
    private readonly schemas: SchemaReader,
  ) {
    super();
    const { additionalProperties: rest, properties } = node;
    const open = typeof rest === 'object' || typeof rest === 'number';
    this.#rest = open && properties === undefined ? rest : undefined;
  }

  get size(): number {
    return this.keys().length;
  }

  find(key: Value): Value | undefined {
    if (typeof key !== 'string') return undefined;
    if (this.#rest !== undefined) {
      const node = this.schemas.nodeOf(this.#rest);
      const raw = settled(Object.hasOwn(this.raw, key) ? this.raw[key] : undefined, {
        nullable: node.nullable,
      });
      return raw === undefined ? undefined : this.schemas.toValue(raw, node);
    }
    const fields = this.schemas.fieldsOf(this.node);
    const field = fields.get(key) ?? fields.get(escapedKeyword(key) ?? key);
    if (!field) return undefined;
    const [name, child] = field;
    const node = this.schemas.nodeOf(child);
    const raw = settled(Object.hasOwn(this.raw, name) ? this.raw[name] : undefined, node);
    // A null of an object's field is as good as none.
    return raw === undefined || raw === null ? undefined : this.schemas.toValue(raw, node);
  }

  /** With the fields that no expression sees, where they are kept. */
  #count(): number {
    const { properties = {} } = this.node;
    if (!this.node['x-kubernetes-preserve-unknown-fields']) return this.size;
    const names = Object.keys(this.raw).filter((name) => !Object.hasOwn(properties, name));
    return this.size + names.length;
  }

  keys(): readonly string[] {
    if (this.#rest !== undefined) {
      const { nullable } = this.schemas.nodeOf(this.#rest);
      return Object.keys(this.raw).filter(
        (key) => settled(this.raw[key], { nullable }) !== undefined,
      );
    }
    return [...this.schemas.fieldsOf(this.node)]
      .filter(([, [name, child]]) => {
        const raw = Object.hasOwn(this.raw, name) ? this.raw[name] : undefined;
        return settled(raw, this.schemas.nodeOf(child)) !== undefined;
      })
      .map(([key]) => key);
  }

  /** Fields that no expression reads count too, as they stand in the manifests. */
  override equals(other: Mapping): boolean | undefined {
    if (!(other instanceof ObjectValue) || this.#rest !== undefined) return undefined;
    if (this.#count() !== other.#count()) return false;
    // Defaults too, which stand in neither of the two.
    const names = new Set([...Object.keys(this.raw), ...Object.keys(this.node.properties ?? {})]);
    chargeItems(names.size);
    return [...names].every((name) => {
      const field = this.node.properties?.[name];
      if (field === undefined) return same(this.raw[name], other.raw[name]);
      const node = this.schemas.nodeOf(field);
      const [a, b] = [settled(this.raw[name], node), settled(other.raw[name], node)];
      if (a === undefined || b === undefined || a === null || b === null) return a === b;
      if (!hasType(node)) return same(a, b);
      return equals(this.schemas.toValue(a, node), this.schemas.toValue(b, node));
    });
  }
}

function hasType(node: Node): boolean {
  return node.type !== undefined || node['x-kubernetes-int-or-string'] === true;
}

/** Whether two values of JSON are the same; a field that is missing says nothing. */
function same(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [a as Raw, b as Raw];
  const keys = Object.keys(x);
  chargeItems(keys.length);
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => Object.hasOwn(y, key) && same(x[key], y[key]))
  );
}
