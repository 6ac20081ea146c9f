/** What is known at synth of the parameter sets that a generator gives. Plain data. */
export type Shape = Leaf | Group;

export interface Leaf {
  readonly kind: 'leaf';
  /** Some sets lack it. */
  readonly maybe?: boolean;
  /** The one value it has in all sets. */
  readonly known?: string;
}

export interface Group {
  readonly kind: 'group';
  readonly fields: Readonly<Record<string, Shape>>;
  /** What any other key is; absent where there are no other keys. */
  readonly rest?: Shape;
  /** Some sets lack it, and so all that it holds. */
  readonly maybe?: boolean;
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
  return { ...a, fields: { ...b.fields, ...a.fields } };
}

type Pick = (one: Shape | undefined, other: Shape | undefined) => Shape | undefined;

function merge(a: Group, b: Group, pick: Pick): Group {
  const keys = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  const fields = [...keys].flatMap((key): [string, Shape][] => {
    const shape = pick(fieldOf(a, key), fieldOf(b, key));
    return shape ? [[key, shape]] : [];
  });
  const rest = pick(a.rest, b.rest);
  return withMaybe(group(Object.fromEntries(fields), rest), a.maybe ?? b.maybe);
}

function fieldOf({ fields, rest }: Group, key: string): Shape | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : rest;
}

/** A text in one and an object in the other have nothing in common. */
function join(a: Shape, b: Shape, groups: (a: Group, b: Group) => Group): Shape | undefined {
  if (a.kind === 'group' && b.kind === 'group') return groups(a, b);
  if (a.kind === 'group' || b.kind === 'group') return undefined;
  const known = a.known !== undefined && a.known === b.known ? { known: a.known } : {};
  return withMaybe({ kind: 'leaf', ...known }, a.maybe ?? b.maybe);
}

function withMaybe<S extends Shape>(shape: S, maybe: boolean | undefined): S {
  return maybe ? { ...shape, maybe } : shape;
}
