import { findKind, type Child, type Node } from '../../imports/schemas';
import type { CompositeScope } from './composite-types';
import { childNode, type StructuralSchema } from './structural';

/** What is known of a kind that a composition composes; all of it absent for a kind nobody told us of. */
export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope?: CompositeScope;
  readonly plural?: string;
  readonly schema?: StructuralSchema;
  /** Whether a composite resource, which Crossplane may touch. */
  readonly isComposite?: boolean;
}

export function knownKind(apiVersion: string, kind: string): KnownKind {
  const found = findKind(apiVersion, kind);
  if (!found) return { apiVersion, kind };
  const { scope, plural, root } = found.facts;
  return { apiVersion, kind, scope, plural, schema: structural(found.table.shapes, root) };
}

/** Whether the kind requires the field at `path` of an object, also by a CEL rule of the provider. */
export function isRequired({ schema }: KnownKind, path: readonly (string | number)[]): boolean {
  let node = schema;
  for (const [i, key] of path.entries()) {
    const rules = (node?.['x-kubernetes-validations'] ?? []) as readonly { message?: string }[];
    const rest = path.slice(i);
    if (rules.some(({ message }) => requires(message, rest))) return true;
    if (i === path.length - 1) return node?.required?.includes(String(key)) ?? false;
    node = childNode(node, key);
  }
  return false;
}

/** Kinds that function-auto-ready never finds ready, because nobody writes a condition to them. */
export function lacksConditions({ kind, schema }: KnownKind): boolean {
  if (/^(?:Cluster)?ProviderConfig$/.test(kind)) return true;
  return schema !== undefined && !HEALTH_KNOWN.includes(kind) && !hasConditions(schema);
}

function hasConditions(schema: StructuralSchema): boolean {
  return childNode(childNode(schema, 'status'), 'conditions') !== undefined;
}

/**
 * Kinds whose readiness function-auto-ready tells without a `Ready` condition.
 *
 * @see https://github.com/crossplane-contrib/function-auto-ready/tree/main/healthchecks
 */
const HEALTH_KNOWN = [
  'ConfigMap',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Job',
  'Namespace',
  'PersistentVolumeClaim',
  'Pod',
  'ReplicaSet',
  'Secret',
  'Service',
  'ServiceAccount',
  'StatefulSet',
];

/** The AWS provider states its requirements as rules on `spec` whose message names the field. */
function requires(message: string | undefined, rest: readonly (string | number)[]): boolean {
  const [, field] = /^spec\.forProvider\.(\S+) is a required parameter$/.exec(message ?? '') ?? [];
  const [where, name] = rest;
  return (
    rest.length === 2 && name === field && (where === 'forProvider' || where === 'initProvider')
  );
}

/** A node with its children looked up when asked for: the tables refer to shared shapes by index. */
function structural(shapes: readonly Node[], child: Child): StructuralSchema {
  const node = (typeof child === 'number' ? shapes[child] : child) ?? {};
  const { properties, items, additionalProperties, ...rest } = node as Record<string, unknown>;
  const at = (next: unknown) => structural(shapes, next as Child);
  return {
    ...rest,
    get properties() {
      if (properties === undefined) return undefined;
      const entries = Object.entries(properties as object);
      return Object.fromEntries(entries.map(([name, next]) => [name, at(next)]));
    },
    get items() {
      return items === undefined ? undefined : at(items);
    },
    get additionalProperties() {
      return typeof additionalProperties === 'object' || typeof additionalProperties === 'number'
        ? at(additionalProperties)
        : undefined;
    },
  };
}
