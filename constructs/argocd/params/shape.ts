import { ArgoCdError } from '../errors';

/** What is known at synth of the parameter sets that a generator gives. Plain data. */
export type Shape = Leaf | Group | Open;

export interface Leaf {
  readonly kind: 'leaf';
  /** Some sets lack it. */
  readonly maybe?: boolean;
  /** The one value it has in all sets. */
  readonly known?: string;
  /** It may be a number, which Argo CD would print as `1e+06`, and so is printed as JSON. */
  readonly number?: boolean;
}

/** Content that only types describe, such as a file's: text or an object, whatever is asked of it. */
export interface Open {
  readonly kind: 'open';
  readonly maybe?: boolean;
  /** Paths of numbers below the set, `account.id`; a step `*` is any key. */
  readonly numbers: readonly string[];
}

export interface Group {
  readonly kind: 'group';
  readonly fields: Readonly<Record<string, Shape>>;
  /** What any other key is; absent where there are no other keys. */
  readonly rest?: Shape;
  /** Some sets lack it, and so all that it holds. */
  readonly maybe?: boolean;
  /** It is a list: its fields are positions in it, and `items` what each is where that is an object. */
  readonly list?: { readonly items?: Group };
  /** Argo CD holds it as a map of texts alone, into which it can merge no other map. */
  readonly texts?: boolean;
}

export const always: Leaf = { kind: 'leaf' };
export const sometimes: Leaf = { kind: 'leaf', maybe: true };

export function group(fields: Readonly<Record<string, Shape>>, rest?: Shape): Group {
  return rest ? { kind: 'group', fields, rest } : { kind: 'group', fields };
}

/** The keys that both have, present only where they are present in both. */
export function commonOf(a: Group, b: Group): Group {
  return merge(a, b, (one, other) => one && other && join(one, other, commonOf));
}

/** All keys of either; those that one lacks are optional. */
export function eitherOf(a: Group, b: Group): Group {
  return merge(a, b, (one, other) => {
    if (one && other) return join(one, other, eitherOf);
    const shape = one ?? other;
    return shape && { ...shape, maybe: true };
  });
}

/** The keys of both; where both have one, it is the first one's. As a matrix combines its two. */
export function firstOf(a: Group, b: Group): Group {
  return merge(a, b, crossed);
}

function crossed(
  one: Shape | undefined,
  other: Shape | undefined,
  key?: string,
): Shape | undefined {
  if (!one || !other) return one ?? other;
  if (one.kind === 'open') return behind(one, other, key);
  if (one.kind === 'group' && other.kind === 'group' && !one.list && !other.list) {
    refusePanic(other, one, key);
    if (one.maybe && other.maybe) return firstOf(one, other);
    return firstOf(sunk(one), sunk(other));
  }
  if (one.kind !== 'leaf' || other.kind !== 'leaf' || !one.maybe) return one;
  return { ...one, maybe: other.maybe ?? false };
}

/** What stands under a key that content may have too: it would win, and only types know. */
function behind({ numbers }: Open, shape: Shape, key = '*'): Shape {
  if (shape.kind === 'group' && !Object.values(shape.fields).some(isList)) {
    return withMaybe({ kind: 'open', numbers }, shape.maybe);
  }
  return shape.kind === 'leaf' && numbers.includes(key) ? { ...shape, number: true } : shape;
}

function isList(shape: Shape): boolean {
  return shape.kind === 'group' && shape.list !== undefined;
}

/** The same, with what some sets lack said of each field instead of the whole. */
function sunk(whole: Group): Group {
  if (!whole.maybe) return whole;
  const { maybe, fields, rest, ...others } = whole;
  const down = (shape: Shape): Shape => ({ ...shape, maybe });
  const sunken = Object.entries(fields).map(([key, shape]) => [key, down(shape)]);
  return {
    ...others,
    fields: Object.fromEntries(sunken) as Group['fields'],
    ...(rest && { rest: down(rest) }),
  };
}

/** The sets of `base`, some of them overlaid with one of `other`: what only `other` has is optional. */
export function overlaidBy(base: Group, other: Group): Group {
  return merge(base, other, (one, over, key) => {
    if (one?.kind === 'group' && over?.kind === 'group') refusePanic(one, over, key);
    if (one && over) return joinOverlaid(one, over);
    return one ?? (over && { ...over, maybe: true });
  });
}

/**
 * Labels and annotations of clusters, and `values`, are maps of texts in Argo CD, which panics when it
 * merges an object of a list into one of them. The other way round is fine.
 */
function refusePanic(into: Group, from: Group, key = ''): void {
  const [some] = Object.keys(into.fields);
  if (!into.texts || from.texts || (some === undefined && !into.rest)) return;
  throw new ArgoCdError(
    'ARGOCD_GENERATOR_INVALID',
    `two generators both give ${key}, and Argo CD panics when it merges an object of one into the map of texts of the other`,
    `give one of them another name than ${key}: a key at the top of each element`,
  );
}

/** Every set has what the base has, however the other lacks it. */
function joinOverlaid(one: Shape, over: Shape): Shape | undefined {
  const joined = join(one, { ...over, maybe: false }, overlaidBy);
  return joined && withMaybe({ ...joined, maybe: false }, one.maybe);
}

/** Names of texts that both give, unless it is one and the same text: `values.size`. */
export function sharedTexts(a: Group, b: Group): string[] {
  return Object.entries(a.fields).flatMap(([key, one]): string[] => {
    const other = Object.hasOwn(b.fields, key) ? b.fields[key] : undefined;
    if (one.kind === 'group' && other?.kind === 'group') {
      return sharedTexts(one, other).map((name) => `${key}.${name}`);
    }
    if (one.kind !== 'leaf' || other?.kind !== 'leaf') return [];
    return one.known !== undefined && one.known === other.known ? [] : [key];
  });
}

type Pick = (one: Shape | undefined, other: Shape | undefined, key?: string) => Shape | undefined;

function merge(a: Group, b: Group, pick: Pick): Group {
  const keys = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  const fields = [...keys].flatMap((key): [string, Shape][] => {
    const shape = pick(fieldOf(a, key), fieldOf(b, key), key);
    return shape ? [[key, shape]] : [];
  });
  const rest = pick(a.rest, b.rest);
  const texts = a.texts && b.texts && { texts: true };
  return withMaybe({ ...group(Object.fromEntries(fields), rest), ...texts }, a.maybe ?? b.maybe);
}

function fieldOf({ fields, rest }: Group, key: string): Shape | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : rest;
}

/** Text in one and an object in the other have nothing in common, nor have a list and an object. */
function join(a: Shape, b: Shape, groups: (a: Group, b: Group) => Group): Shape | undefined {
  const maybe = a.maybe ?? b.maybe;
  if (a.kind === 'open' || b.kind === 'open') return joinOpen(a, b, maybe);
  if (a.kind === 'group' && b.kind === 'group') {
    if (!a.list && !b.list) return groups(a, b);
    return a.list && b.list ? { ...groups(a, b), list: {} } : undefined;
  }
  if (a.kind === 'group' || b.kind === 'group') return undefined;
  const known = a.known !== undefined && a.known === b.known ? { known: a.known } : {};
  const number = (a.number ?? b.number) ? { number: true } : {};
  return withMaybe({ kind: 'leaf', ...known, ...number }, maybe);
}

/** What one leaves open is what types say of both. */
function joinOpen(a: Shape, b: Shape, maybe: boolean | undefined): Shape {
  const numbers = [a, b].flatMap((shape) => (shape.kind === 'open' ? shape.numbers : []));
  return withMaybe({ kind: 'open', numbers: [...new Set(numbers)] }, maybe);
}

function withMaybe<S extends Shape>(shape: S, maybe: boolean | undefined): S {
  return maybe ? { ...shape, maybe } : shape;
}
