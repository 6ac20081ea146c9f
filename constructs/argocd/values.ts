import { always, group, Param, type Group, type Leaf, type Text, type TextMap } from './params';

/** More parameters for each set of a generator, under `values`. */
export type Values = Readonly<Record<string, Text>>;

/** No values. */
export type NoValues = Readonly<Record<never, Text>>;

/** What a text may be once Argo CD has filled it in. */
export type ValueOf<T> =
  T extends Param<infer V>
    ? V
    : T extends `${string}{{${string}`
      ? string
      : T extends string
        ? T
        : string;

/** The parameters that values are. */
export type ValueParams<V extends Values> = {
  readonly [K in keyof V]: Param<ValueOf<V[K]>>;
} & ([keyof V] extends [never] ? unknown : TextMap);

export function valuesGroup(values: Values): Group {
  return {
    ...group(Object.fromEntries(Object.keys(values).map((key) => [key, always]))),
    texts: true,
  };
}

/** What is known of a text that Argo CD fills in. */
export function leafOf(value: Text | undefined): Leaf {
  const known = value instanceof Param ? value.known : value;
  return known === undefined || known.includes('{{') ? always : { kind: 'leaf', known };
}

/** `{ key: value }`, and nothing for an empty object, for spreading into a generator. */
export function given<T extends object>(fields: T): Partial<T> {
  const present = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(isPlain(value) && Object.keys(value).length === 0),
  );
  return Object.fromEntries(present) as Partial<T>;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Param);
}
