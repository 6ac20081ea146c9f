import { findKind, type Child, type Node } from '../../../imports/schemas';

/** A schema with its children written out. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Patch {
  readonly type: string;
  readonly fromFieldPath?: string;
  readonly toFieldPath: string;
  readonly combine?: unknown;
  readonly transforms?: readonly Readonly<Record<string, unknown>>[];
}

interface Match {
  readonly patterns: readonly { readonly result: unknown }[];
  readonly fallbackValue: unknown;
}

function isObject(convert: unknown): boolean {
  return (convert as { readonly toType?: string }).toType === 'object';
}

/** The values that a patch can give: one of the right type, or each case of a map or match. */
export function evaluate(patch: Patch, xr: Schema): readonly unknown[] {
  const transforms = patch.transforms ?? [];
  const map = transforms.find(({ type }) => type === 'map')?.['map'];
  if (map) return Object.values(map);
  const match = transforms.find(({ type }) => type === 'match')?.['match'] as Match | undefined;
  if (match) return [...match.patterns.map(({ result }) => result), match.fallbackValue];
  // Objects made of text are seen whole where stages are rendered.
  if (transforms.some(({ type, convert }) => type === 'convert' && isObject(convert))) return [{}];
  if (patch.combine || transforms.length > 0) return ['text'];
  const node = nodeAt(xr, patch.fromFieldPath ?? '');
  switch (node?.['type']) {
    case 'string':
      return ['text'];
    case 'boolean':
      return [true];
    case 'integer':
      return [1];
    default:
      if (patch.fromFieldPath?.startsWith('metadata.')) return ['text'];
      throw new Error(`no schema at ${String(patch.fromFieldPath)}`);
  }
}

/** Segments of a field path: `a.b[0].c`, `a[b.c/d]`. */
export function segments(path: string): (string | number)[] {
  const found = path.match(/[^.[\]]+|\[[^\]]+\]/g) ?? [];
  return found.map((part) => {
    if (!part.startsWith('[')) return part;
    const inside = part.slice(1, -1);
    return /^\d+$/.test(inside) ? Number(inside) : inside;
  });
}

export function setAt(object: unknown, path: string, value: unknown): void {
  const keys = segments(path);
  let node = object as Record<string | number, unknown>;
  for (const [i, key] of keys.entries()) {
    if (i === keys.length - 1) node[key] = value;
    else {
      node[key] ??= typeof keys[i + 1] === 'number' ? [] : {};
      node = node[key] as Record<string | number, unknown>;
    }
  }
}

export function nodeAt(schema: Schema | undefined, path: string): Schema | undefined {
  return segments(path).reduce<Schema | undefined>((node, key) => {
    if (typeof key === 'number') return node?.['items'] as Schema | undefined;
    const properties = node?.['properties'] as Readonly<Record<string, Schema>> | undefined;
    return properties?.[key] ?? (node?.['additionalProperties'] as Schema | undefined);
  }, schema);
}

/** The shipped schema of a kind, written out; for kinds that are not recursive. */
export function schemaOf(apiVersion: string, kind: string): Schema | undefined {
  const found = findKind(apiVersion, kind);
  return found && expand(found.table.shapes, found.facts.root);
}

function expand(shapes: readonly Node[], child: Child): Schema {
  const node = (typeof child === 'number' ? shapes[child] : child) as Schema;
  const inner = (key: string) => {
    const next = node[key] as Child | undefined;
    return next === undefined || typeof next === 'boolean' ? {} : { [key]: expand(shapes, next) };
  };
  const properties = Object.entries((node['properties'] ?? {}) as Record<string, Child>);
  return {
    ...node,
    properties: Object.fromEntries(properties.map(([name, next]) => [name, expand(shapes, next)])),
    ...inner('items'),
    ...inner('additionalProperties'),
  };
}
