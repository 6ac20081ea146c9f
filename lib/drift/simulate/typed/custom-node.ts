import {
  isUnpublished,
  schemaNode,
  valuesOf,
  type KindSchema,
  type SchemaChild,
  type SchemaNode,
} from '../../structural';
import type { Json } from '../value';
import { OPEN, type Node } from './node';

/**
 * Who reads a schema: the API server as it stands, Argo CD as it is published in version 2 of
 * OpenAPI, which leaves out what is below nullable values and below values that keep unknown fields.
 */
export type Reader = 'server' | 'argocd';

const META: Node = { atomic: false, type: 'ObjectMeta', isSet: false };
const SCALAR: Node = { atomic: false, isSet: false, shape: 'scalar' };

/**
 * A custom resource as server-side apply merges it.
 *
 * @see https://github.com/kubernetes/kube-openapi/tree/master/pkg/schemaconv
 */
export function customRoot(schema: KindSchema, reader: Reader): Node {
  const cache = reader === 'server' ? server : argocd;
  let root = cache.get(schema.facts);
  if (!root) cache.set(schema.facts, (root = new Schema(schema, reader).root()));
  return root;
}

const server = new WeakMap<object, Node>();
const argocd = new WeakMap<object, Node>();

class Schema {
  /** By shape, and by whether unknown fields are kept there. */
  readonly #known = [new Map<SchemaNode, Node>(), new Map<SchemaNode, Node>()] as const;

  constructor(
    private readonly schema: KindSchema,
    private readonly reader: Reader,
  ) {}

  root(): Node {
    const node = schemaNode(this.schema.facts.root, this.schema);
    const keeps = keepsUnknown(node);
    if (this.reader === 'argocd' && keeps) return OPEN;
    return this.#map({ ...node, 'x-kubernetes-embedded-resource': true }, keeps);
  }

  #of(child: SchemaChild, keepsAbove: boolean): Node {
    const node = schemaNode(child, this.schema);
    const keeps = keepsAbove || keepsUnknown(node);
    const known = this.#known[keeps ? 1 : 0];
    let made = known.get(node);
    if (!made) known.set(node, (made = this.#make(node, keeps)));
    return made;
  }

  #make(node: SchemaNode, keeps: boolean): Node {
    if (this.reader === 'argocd' && isUnpublished(node)) return OPEN;
    if (node.type === 'array') return this.#list(node, keeps);
    if (node.type === 'object' || node.properties) return this.#map(node, keeps);
    const given = node.default === undefined ? {} : { default: node.default as Json };
    return node.type === undefined ? { ...OPEN, ...given } : { ...SCALAR, ...given };
  }

  #list(node: SchemaNode, keeps: boolean): Node {
    const type = node['x-kubernetes-list-type'];
    const keys = type === 'map' ? (node['x-kubernetes-list-map-keys'] ?? []) : undefined;
    const own = { atomic: type !== 'set' && type !== 'map', isSet: type === 'set', keys };
    return new Parent('list', own, this.#below(node.items, keeps));
  }

  #map(node: SchemaNode, keeps: boolean): Node {
    const { properties = {} } = node;
    const fields = new Map(
      Object.entries(properties).map(([key, child]) => [key, () => this.#of(child, keeps)]),
    );
    if (node['x-kubernetes-embedded-resource']) {
      for (const key of ['apiVersion', 'kind']) fields.set(key, () => SCALAR);
      fields.set('metadata', () => META);
    }
    const values = valuesOf(node);
    const isOpen = keeps || fields.size === 0 || node.additionalProperties === true;
    const below = values !== undefined || isOpen ? this.#below(values, keeps) : undefined;
    const atomic = node['x-kubernetes-map-type'] === 'atomic';
    return new Parent('map', { atomic, isSet: false, fields }, below);
  }

  #below(child: SchemaChild | undefined, keeps: boolean): () => Node {
    return () => (child === undefined ? OPEN : this.#of(child, keeps));
  }
}

/** A list or a map, whose schema may refer to itself. */
class Parent implements Node {
  readonly atomic: boolean;
  readonly isSet: boolean;
  readonly keys?: readonly string[];
  readonly fields?: ReadonlyMap<string, () => Node>;

  constructor(
    readonly shape: 'list' | 'map',
    { atomic, isSet, keys, fields }: Pick<Node, 'atomic' | 'isSet' | 'fields' | 'keys'>,
    private readonly below: (() => Node) | undefined,
  ) {
    this.atomic = atomic;
    this.isSet = isSet;
    if (keys) this.keys = keys;
    if (fields) this.fields = fields;
  }

  get items(): Node | undefined {
    return this.below?.();
  }
}

function keepsUnknown(node: SchemaNode): boolean {
  return node['x-kubernetes-preserve-unknown-fields'] === true;
}
