import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import type { Flow } from './flow';
import { fieldsOf, patch, type Patch } from './patches';
import { isReference, READS, type Origin, type Reading, type Reference } from './reference';
import { childNode, type StructuralSchema } from './structural';
import { repairFor } from './references';

/**
 * What `compose` may return as status: fields of the schema, each read from one composed resource, or
 * from the composite and the environment.
 */
export type ComposedStatus<T> = { readonly [K in keyof T]?: StatusValue<NonNullable<T[K]>> };

type StatusValue<V> =
  | Reference<V, Origin>
  | (V extends readonly unknown[] ? never : V extends object ? ComposedStatus<V> : never);

/** A type that no value has, for a compiler message: not a literal, which would swallow its neighbours. */
export interface Refused<Why extends string> {
  readonly refused: Why;
}

/** Makes a field that the status schema does not have an error, at any depth. */
export type ExactStatus<T, R> = {
  readonly [K in keyof R]: K extends keyof T
    ? R[K] extends Reference<unknown, Origin>
      ? unknown
      : ExactStatus<NonNullable<T[K]>, R[K]>
    : Refused<'the status schema of the composite resource has no such field'>;
};

/** The patches that copy observed fields to the composite's status, by composed resource. */
export function statusPatches(
  status: unknown,
  schema: StructuralSchema | undefined,
  flow: Flow,
): ReadonlyMap<string, readonly Patch[]> {
  const patches = new Map<string, Patch[]>();
  const visit = (value: unknown, path: readonly string[], node: StructuralSchema | undefined) => {
    if (isReference(value)) {
      const reading = value[READS];
      const resource = sourceOf(reading, path);
      if (resource === undefined) return flow.intoStatus(reading, path);
      const list = patches.get(resource) ?? [];
      patches.set(resource, list);
      list.push(patch('ToComposite', reading, path, false));
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (item !== undefined) visit(item, [...path, key], known(node, key, path));
      }
    } else throw notObserved(path, `is ${JSON.stringify(value)}`);
  };
  if (status !== undefined) visit(status, ['status'], schema);
  return patches;
}

/** The one resource that is read, or none. */
function sourceOf(reading: Reading, path: readonly string[]): string | undefined {
  const fields = fieldsOf(reading);
  if (fields.length === 0) throw notObserved(path, 'is constant text');
  const [first, ...others] = new Set(fields.map(({ resource }) => resource));
  if (others.length > 0) throw notObserved(path, 'reads a composed resource and something else');
  return first;
}

function known(
  node: StructuralSchema | undefined,
  key: string,
  path: readonly string[],
): StructuralSchema | undefined {
  const child = childNode(node, key);
  if (child !== undefined || node?.['x-kubernetes-preserve-unknown-fields']) return child;
  throw new CompositionError(
    'COMPOSITION_FIELD_UNKNOWN',
    `${formatFieldPath(path)} has no field '${key}': Crossplane would drop it`,
    repairFor(key, node ?? {}, 'add it to the status schema'),
  );
}

function notObserved(path: readonly string[], what: string): CompositionError {
  return new CompositionError(
    'COMPOSITION_REFERENCE_MISUSED',
    `${formatFieldPath(path)} ${what}; a field of the status copies what one composed resource reports`,
    'return a field of one handle, e.g. { endpoint: instance.status.atProvider.endpoint }',
  );
}
