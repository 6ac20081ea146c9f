import type { Node } from '../node';
import { equals } from './compare';
import { chargeItems } from './cost';
import { escapeName } from './escape';
import { ObjectValue } from './object-value';
import type { SchemaReader } from './settled';
import { keyOf, List, type Value } from './values';

/**
 * A list of a manifest. One that is a set, or a map by keys, is equal to another in any order, and
 * `a + b` adds what `a` has not, or puts items of `b` in the place of those of the same key.
 */
export class SchemaList extends List {
  #items: readonly Value[] | undefined;
  readonly #item: Node;
  readonly #keys: readonly string[] | undefined;
  readonly #isSet: boolean;

  constructor(
    private readonly raw: readonly unknown[],
    private readonly node: Node,
    private readonly schemas: SchemaReader,
    items?: readonly Value[],
  ) {
    super();
    this.#items = items;
    this.#item = node.items === undefined ? {} : schemas.nodeOf(node.items);
    const type = node['x-kubernetes-list-type'];
    this.#isSet = type === 'set';
    if (type === 'map') this.#keys = node['x-kubernetes-list-map-keys'] ?? [];
  }

  get size(): number {
    return this.#items?.length ?? this.raw.length;
  }

  at(index: number): Value {
    const items = this.#items;
    return items ? (items[index] as Value) : this.schemas.toValue(this.raw[index], this.#item);
  }

  items(): readonly Value[] {
    return (this.#items ??= this.raw.map((item) => this.schemas.toValue(item, this.#item)));
  }

  plus(other: List): List {
    chargeItems(this.size + other.size);
    const made = [...this.items()];
    const places = this.#isSet || this.#keys ? this.#places(made) : undefined;
    for (const item of other.items()) {
      const key = places && this.#keyOf(item);
      const place = places?.get(key);
      if (place === undefined) {
        if (this.#isSet) places?.set(key, made.length);
        made.push(item);
      } else if (this.#keys) made[place] = item;
    }
    return new SchemaList([], this.node, this.schemas, made);
  }

  override equals(other: List): boolean | undefined {
    if (!this.#isSet && !this.#keys) return undefined;
    if (this.size !== other.size) return false;
    chargeItems(this.size);
    const places = this.#places(this.items());
    return other.items().every((item) => {
      const place = places.get(this.#keyOf(item));
      return place !== undefined && (this.#isSet || equals(this.at(place), item));
    });
  }

  #places(items: readonly Value[]): Map<unknown, number> {
    return new Map(items.map((item, i) => [this.#keyOf(item), i]));
  }

  #keyOf(item: Value): unknown {
    if (this.#isSet) return keyOf(item);
    const keys = (this.#keys ?? []).map((key) => {
      const name = escapeName(key) ?? key;
      const value = item instanceof ObjectValue ? item.find(name) : undefined;
      return value === undefined ? null : keyOf(value);
    });
    return keys.length === 1
      ? keys[0]
      : keys.map((key) => `${typeof key} ${String(key)}`).join('\0');
  }
}
