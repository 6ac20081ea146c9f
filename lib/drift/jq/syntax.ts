/** What JSON holds. Objects are plain, with own properties only. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A key that is known before the program runs: a name, an index, or both ends of a slice. */
export type ConstantKey =
  | string
  | number
  | { readonly start: string | number | null; readonly end: string | number | null };

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What a value is taken apart into: `$x`, `[$a, $b]`, `{name: $n}`. */
export type Pattern =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'items'; readonly items: readonly Pattern[] }
  | { readonly kind: 'fields'; readonly fields: readonly FieldPattern[] };

export interface FieldPattern {
  readonly key: string;
  /** `{$name}` binds the variable too. */
  readonly variable?: string;
  readonly value?: Pattern;
}

export interface Definition {
  readonly name: string;
  /** `f` for a filter, `$f` for a value. */
  readonly params: readonly string[];
  readonly body: Node;
}

interface Shapes {
  identity: object;
  literal: { readonly value: Json };
  field: { readonly of: Node; readonly key: ConstantKey };
  index: { readonly of: Node; readonly key: Node };
  slice: { readonly of: Node; readonly start: Node; readonly end: Node };
  iterate: { readonly of: Node };
  pipe: { readonly left: Node; readonly right: Node };
  comma: { readonly left: Node; readonly right: Node };
  alternative: { readonly left: Node; readonly right: Node };
  and: { readonly left: Node; readonly right: Node };
  or: { readonly left: Node; readonly right: Node };
  binary: { readonly operator: BinaryOperator; readonly left: Node; readonly right: Node };
  /** Unary `+` or `-`. */
  sign: { readonly negative: boolean; readonly of: Node };
  if: { readonly condition: Node; readonly then: Node; readonly else: Node };
  /** `try` without `catch`, or `?`. */
  try: { readonly body: Node };
  call: { readonly name: string; readonly args: readonly Node[] };
  variable: { readonly name: string };
  bind: { readonly source: Node; readonly pattern: Pattern; readonly body: Node };
  reduce: {
    readonly source: Node;
    readonly name: string;
    readonly start: Node;
    readonly update: Node;
  };
  foreach: {
    readonly source: Node;
    readonly name: string;
    readonly start: Node;
    readonly update: Node;
    readonly extract?: Node;
  };
  label: { readonly name: string; readonly body: Node };
  break: { readonly name: string };
  array: { readonly of?: Node };
  object: { readonly entries: readonly ObjectEntry[] };
  define: { readonly definition: Definition; readonly body: Node };
  /** jq that is right, but that this engine does not run. */
  unsupported: { readonly construct: string; readonly parts: readonly Node[] };
}

export interface ObjectEntry {
  readonly key: Node;
  readonly value: Node;
}

/** A piece of a program; `at` is the index of its first letter in the program's text. */
export type Node = {
  [K in keyof Shapes]: { readonly kind: K; readonly at: number } & Shapes[K];
}[keyof Shapes];
