import { Paths, type FieldPath } from './places';
import { wholeDefault } from './simulate/custom-stored';
import {
  isUnpublished,
  schemaNode,
  valuesOf,
  type KindSchema,
  type SchemaChild,
  type SchemaNode,
} from './structural';

/** Defaults of a kind that are a difference for ever under structured merge, by their place. */
export type SchemaDefaults = Paths<SchemaDefault>;

export interface SchemaDefault {
  readonly path: FieldPath;
  readonly value: unknown;
}

/**
 * The defaults that a schema has below what Argo CD compares as a whole: lists without keys, atomic
 * maps, and every list below a value of which it knows no schema. Elsewhere live fields stay.
 *
 * @returns `undefined` where there is none. Computed once for a schema.
 */
export function defaultsIn(schema: KindSchema): SchemaDefaults | undefined {
  let found = known.get(schema.facts);
  if (!found) {
    const all = [
      ...below(schema.facts.root, { schema, path: '', isWhole: false, isOpen: false }, []),
    ];
    found = { paths: all.length === 0 ? undefined : new Paths(all.map((one) => [one.path, one])) };
    known.set(schema.facts, found);
  }
  return found.paths;
}

const known = new WeakMap<object, { readonly paths: SchemaDefaults | undefined }>();

interface At {
  readonly schema: KindSchema;
  readonly path: FieldPath | '';
  /** Below what is compared as a whole. */
  readonly isWhole: boolean;
  /** Below what Argo CD has no schema of. */
  readonly isOpen: boolean;
}

function* below(
  child: SchemaChild,
  at: At,
  above: readonly SchemaNode[],
): Generator<SchemaDefault> {
  const node = schemaNode(child, at.schema);
  // A shape within itself: its defaults are rare, and its paths without end.
  if (above.includes(node)) return;
  const inside = [...above, node];
  const isOpen = at.isOpen || isUnpublished(node);
  const isAtomic = !isOpen && node['x-kubernetes-map-type'] === 'atomic';
  const isWhole = at.isWhole || isAtomic;
  for (const [name, field] of Object.entries(node.properties ?? {})) {
    if (at.path === '' && !isOwn(name)) continue;
    const path = `${at.path}${stepOf(name)}` as FieldPath;
    const own = schemaNode(field, at.schema);
    if (isWhole && own.default !== undefined && own.default !== null) {
      yield { path, value: wholeDefault(own, at.schema) };
    }
    yield* below(field, { ...at, path, isWhole, isOpen }, inside);
  }
  const values = valuesOf(node);
  if (values !== undefined) {
    yield* below(values, { ...at, path: `${at.path}[*]` as FieldPath, isWhole, isOpen }, inside);
  }
  if (node.items === undefined) return;
  const isKeyed = !isOpen && node['x-kubernetes-list-type'] === 'map';
  const path = `${at.path}[]` as FieldPath;
  yield* below(node.items, { ...at, path, isWhole: isWhole || !isKeyed, isOpen }, inside);
}

/** Metadata is the same for all, and the status is ignored. */
function isOwn(name: string): boolean {
  return !['apiVersion', 'kind', 'metadata', 'status'].includes(name);
}

function stepOf(name: string): string {
  return /^[\w$-]+$/.test(name) ? `.${name}` : `["${name}"]`;
}
