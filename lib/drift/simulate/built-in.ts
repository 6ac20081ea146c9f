import { KINDS, TYPES } from './built-in-types';

export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'quantity'
  | 'time'
  | 'int-or-string'
  | 'bytes'
  | 'any'
  | 'map'
  | 'list'
  | 'struct';

/** A field of a type of the Kubernetes API, as its Go struct and its OpenAPI schema have it. */
export interface Field {
  readonly shape: Shape;
  /** Go leaves it out of the JSON when it is zero. */
  readonly omitEmpty: boolean;
  readonly pointer: boolean;
  /** The struct of the field, or of its items or values. */
  readonly type?: string;
  /** The shape of items and values that are no structs. */
  readonly items?: Shape;
  /** What a strategic merge patch does with it. */
  readonly strategies: readonly string[];
  /** The field of its items that a strategic merge patch tells them apart by. */
  readonly mergeKey?: string;
  /** The same for server-side apply: the keys of a list, `set`, or `atomic`. */
  readonly listKeys?: readonly string[];
  readonly isSet: boolean;
  readonly isAtomic: boolean;
}

export type TypeFacts = ReadonlyMap<string, Field>;

const SHAPES: Readonly<Record<string, Shape>> = {
  s: 'string',
  n: 'number',
  b: 'boolean',
  q: 'quantity',
  t: 'time',
  i: 'int-or-string',
  y: 'bytes',
  a: 'any',
  m: 'map',
  l: 'list',
  o: 'struct',
};

const cache = new Map<string, TypeFacts>();
let kinds: ReadonlyMap<string, string> | undefined;
let types: ReadonlyMap<string, string> | undefined;

/** The fields of a struct. */
export function typeFacts(name: string): TypeFacts {
  const known = cache.get(name);
  if (known) return known;
  types ??= table(TYPES, ': ');
  const fields = (types.get(name) ?? '').split('; ').filter((field) => field !== '');
  const made = new Map(
    fields.map((field): [string, Field] => {
      const space = field.indexOf(' ');
      return [field.slice(0, space), readField(field.slice(space + 1))];
    }),
  );
  cache.set(name, made);
  return made;
}

/** The struct behind `apps/v1` and `Deployment`; `undefined` for custom resources. */
export function builtInType(apiVersion: string, kind: string): string | undefined {
  kinds ??= table(KINDS, ' ');
  return kinds.get(`${apiVersion}/${kind}`);
}

function table(text: string, separator: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line): [string, string] => {
      const end = line.indexOf(separator);
      return [line.slice(0, end), line.slice(end + separator.length)];
    }),
  );
}

/**
 * `?*l Container @merge=name %name`: may be left out, a pointer, a list of Containers, merged by name
 * in a strategic merge patch and in server-side apply.
 */
function readField(text: string): Field {
  const [head = '', ...rest] = text.split(' ');
  const of = rest.find((part) => /^\w/.test(part));
  const merge = rest.find((part) => part.startsWith('@'))?.slice(1);
  const apply = rest.find((part) => part.startsWith('%'))?.slice(1);
  const [strategies = '', mergeKey] = merge?.split('=') ?? [];
  const isNamed = apply !== undefined && apply !== 'set' && apply !== 'atomic';
  return {
    shape: SHAPES[head.at(-1) ?? ''] ?? 'any',
    omitEmpty: head.includes('?'),
    pointer: head.includes('*'),
    ...(of === undefined ? {} : /^[A-Z]/.test(of) ? { type: of } : { items: SHAPES[of] ?? 'any' }),
    strategies: strategies === '' ? [] : strategies.split(','),
    ...(mergeKey === undefined ? {} : { mergeKey }),
    ...(isNamed ? { listKeys: apply.split('+') } : {}),
    isSet: apply === 'set',
    isAtomic: apply === 'atomic',
  };
}
