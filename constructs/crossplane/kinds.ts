import { healthOf as knownHealth, isNeverReady } from '../../lib/crossplane/health';
import { findKind, type Child, type Node } from '../../imports/schemas';
import { childNode, type StructuralSchema } from './structural';

/** What is known of a kind that a composition composes; all of it absent for a kind nobody told us of. */
export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope?: 'Namespaced' | 'Cluster';
  readonly plural?: string;
  readonly schema?: StructuralSchema;
  /** Whether a composite resource, which Crossplane may touch. */
  readonly isComposite?: boolean;
}

/** The kinds that a composition composes, and those that its functions only ask for. */
export interface TouchedKinds {
  readonly composed: readonly KnownKind[];
  readonly read: readonly Pick<KnownKind, 'apiVersion' | 'kind'>[];
}

export function knownKind(apiVersion: string, kind: string): KnownKind {
  const found = findKind(apiVersion, kind);
  if (!found) return { apiVersion, kind };
  const { scope, plural, root } = found.facts;
  return { apiVersion, kind, scope, plural, schema: structural(found.table.shapes, root) };
}

/**
 * Whether the kind requires the field at `path` of an object, also by a CEL rule of the provider,
 * which does not hold for what is only observed.
 */
export function isRequired(
  { schema }: KnownKind,
  path: readonly (string | number)[],
  isObserved = false,
): boolean {
  let node = schema;
  for (const [i, key] of path.entries()) {
    const rules = (node?.['x-kubernetes-validations'] ?? []) as readonly { message?: string }[];
    const rest = path.slice(i);
    if (!isObserved && rules.some(({ message }) => requires(message, rest))) return true;
    if (i === path.length - 1) return node?.required?.includes(String(key)) ?? false;
    node = childNode(node, key);
  }
  return false;
}

/** Kinds that function-auto-ready never finds ready, because nobody writes a condition to them. */
export function lacksConditions(known: KnownKind): boolean {
  const { kind, schema } = known;
  if (isNeverReady(kind)) return true;
  return schema !== undefined && !healthOf(known) && !hasConditions(schema);
}

/** How function-auto-ready tells that an object of the kind is ready, where not by `Ready`. */
export function healthOf({ apiVersion, kind }: KnownKind): 'exists' | 'judged' | undefined {
  return knownHealth(apiVersion, kind);
}

function hasConditions(schema: StructuralSchema): boolean {
  return childNode(childNode(schema, 'status'), 'conditions') !== undefined;
}

/** The AWS provider states its requirements as rules on `spec` whose message names the field. */
function requires(message: string | undefined, rest: readonly (string | number)[]): boolean {
  const [, field] = /^spec\.forProvider\.(\S+) is a required parameter$/.exec(message ?? '') ?? [];
  const [where, name] = rest;
  return (
    rest.length === 2 && name === field && (where === 'forProvider' || where === 'initProvider')
  );
}

/** Nodes made so far, by the shapes that they come from. */
const made = new WeakMap<readonly Node[], Map<Child, StructuralSchema>>();

/** A node with its children looked up when asked for: the tables refer to shared shapes by index. */
function structural(shapes: readonly Node[], child: Child): StructuralSchema {
  const known = made.get(shapes) ?? new Map<Child, StructuralSchema>();
  made.set(shapes, known);
  let node = known.get(child);
  if (!node) known.set(child, (node = lazily(shapes, child)));
  return node;
}

function lazily(shapes: readonly Node[], child: Child): StructuralSchema {
  const node: Node = (typeof child === 'number' ? shapes[child] : child) ?? {};
  const { properties, items, additionalProperties, ...rest } = node as LooseNode;
  return {
    ...rest,
    ...(properties && { properties: new Proxy(properties, children(shapes)) as never }),
    get items() {
      return items === undefined ? undefined : structural(shapes, items);
    },
    get additionalProperties() {
      const anything =
        additionalProperties === undefined || typeof additionalProperties === 'boolean';
      return anything ? undefined : structural(shapes, additionalProperties);
    },
  };
}

/** Looks a field up as a node, and only that one: kinds have hundreds. */
function children(shapes: readonly Node[]): ProxyHandler<Readonly<Record<string, Child>>> {
  return {
    get(fields, name) {
      if (typeof name !== 'string' || !Object.hasOwn(fields, name)) return undefined;
      const child = fields[name];
      return child === undefined ? undefined : structural(shapes, child);
    },
  };
}

interface LooseNode {
  readonly properties?: Readonly<Record<string, Child>>;
  readonly items?: Child;
  readonly additionalProperties?: Child | boolean;
  readonly [keyword: string]: unknown;
}
