import { escapeName } from '../escape';
import { withResourceFields, type NodeOf } from '../schema-type';
import type { Child, Node } from '../../node';

/** Bytes of the largest request. */
export const REQUEST = 3 * 1024 * 1024;

/** Keywords that bound how much an object holds. */
export type Bound = 'maxItems' | 'maxLength' | 'maxProperties';

/** What a schema says of how large values are, as the API server reads it. */
export interface Sized {
  readonly node: Node;
  /** Items, entries or characters; 0 of what has none. */
  readonly most: number;
  /** Bytes of the smallest value, in JSON. */
  readonly least: number;
  /** What bounds it. */
  readonly keyword?: Bound;
  /** Whether that is not there, so that `most` is all that a request can hold. */
  readonly missing?: true;
  /** How much of `most` one of the keyword stands for; default 1. */
  readonly perUnit?: number;
  /** By the names that expressions have for them. */
  readonly fields?: ReadonlyMap<string, Field>;
  /** Of a list or a map, what it holds. */
  readonly items?: Sized;
  readonly isMap?: boolean;
}

/** A property, with the name that the schema has for it. */
export interface Field {
  readonly name: string;
  readonly sized: Sized;
}

const TEXT = 2;

/** Reads schemas, each node once. */
export class SizedSchema {
  readonly #known = new Map<Node, Sized | undefined>();
  readonly #resources = new Map<Node, Sized | undefined>();

  constructor(private readonly nodeOf: NodeOf) {}

  /**
   * @param isResource whether the node is a whole object.
   * @returns `undefined` for what expressions cannot see.
   * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/cel/common/schemas.go
   */
  read(node: Node, isResource: boolean): Sized | undefined {
    const known = isResource ? this.#resources : this.#known;
    if (!known.has(node)) known.set(node, this.#read(node, isResource));
    return known.get(node);
  }

  #below(child: Child): Sized | undefined {
    const node = this.nodeOf(child);
    return this.read(node, node['x-kubernetes-embedded-resource'] === true);
  }

  #read(given: Node, isResource: boolean): Sized | undefined {
    if (given['x-kubernetes-int-or-string']) return text(given, 1);
    const node = isResource ? withResourceFields(given, this.nodeOf) : given;
    switch (node.type) {
      case 'array': {
        const items = node.items === undefined ? undefined : this.#below(node.items);
        if (!items) return undefined;
        const room = Math.floor((REQUEST - 2) / (items.least + 1));
        return { ...bounded(node, 'maxItems', room), least: TEXT, items };
      }
      case 'object':
        return this.#object(node);
      case 'string':
        return string(node);
      case 'boolean':
        return { node, most: 0, least: 4 };
      case 'number':
      case 'integer':
        return { node, most: 0, least: 1 };
      default:
        return undefined;
    }
  }

  #object(node: Node): Sized | undefined {
    const { additionalProperties: rest, properties = {}, required = [] } = node;
    if (typeof rest === 'object' || typeof rest === 'number') {
      const items = this.#below(rest);
      if (!items) return undefined;
      const room = Math.floor((REQUEST - 2) / (items.least + 6));
      return { ...bounded(node, 'maxProperties', room), least: TEXT, items, isMap: true };
    }
    let least = 2;
    const needed = new Set(required);
    const fields = new Map<string, Field>();
    for (const [name, child] of Object.entries(properties)) {
      const sized = this.#below(child);
      if (!sized) continue;
      const escaped = escapeName(name);
      if (escaped !== undefined) fields.set(escaped, { name, sized });
      // A default is filled in by the API server, and costs the request nothing.
      const isGiven = needed.has(name) && (this.nodeOf(child).default ?? null) === null;
      if (isGiven) least += Buffer.byteLength(name) + sized.least + 4;
    }
    return { node, most: 0, least, fields };
  }
}

function bounded(node: Node, keyword: Bound, room: number): Omit<Sized, 'least'> {
  const given = limit(node[keyword]);
  if (given !== undefined) return { node, most: given, keyword };
  return { node, most: room, keyword, missing: true };
}

/** A limit as written, which may be no number that anybody can count to. */
function limit(given: number | undefined): number | undefined {
  return Number.isFinite(given) ? Math.max(0, Math.trunc(given ?? 0)) : undefined;
}

/** A character takes up to four bytes. */
function text(node: Node, least: number): Sized {
  const given = limit(node.maxLength);
  const found = { node, least, keyword: 'maxLength', perUnit: 4 } as const;
  if (given !== undefined) return { ...found, most: given * 4 };
  return { ...found, most: REQUEST - 2, missing: true };
}

function string(node: Node): Sized {
  switch (node.format) {
    case 'byte':
      return { ...bounded(node, 'maxLength', REQUEST - 2), least: TEXT };
    case 'duration':
      return { node, most: 32, least: 3 };
    case 'date':
      return { node, most: 12, least: 12 };
    case 'date-time':
      return { node, most: 32, least: 21 };
  }
  if (node.maxLength !== undefined || !node.enum?.length) return text(node, TEXT);
  const lengths = node.enum.map((one) => (typeof one === 'string' ? Buffer.byteLength(one) : 0));
  return { node, most: Math.max(...lengths), least: TEXT };
}
