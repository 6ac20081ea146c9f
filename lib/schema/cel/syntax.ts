import type { Value } from './values';

/** Where in the text an expression begins: UTF-16 units from the start. */
interface Placed {
  readonly at: number;
}

export interface Literal extends Placed {
  readonly is: 'literal';
  readonly value: Value;
}

export interface Ident extends Placed {
  readonly is: 'ident';
  readonly name: string;
}

export interface Select extends Placed {
  readonly is: 'select';
  readonly of: Expr;
  readonly name: string;
  /** Of `has(…)`: whether the field is there. */
  readonly test: boolean;
  /** Of `a.?b`. */
  readonly optional: boolean;
}

/** A function, a method, or an operator under the name that Go's CEL gives it: `_+_`. */
export interface Call extends Placed {
  readonly is: 'call';
  readonly name: string;
  readonly target?: Expr;
  readonly args: readonly Expr[];
}

export interface ListExpr extends Placed {
  readonly is: 'list';
  readonly items: readonly Expr[];
  /** Positions of items written `?item`. */
  readonly optional: ReadonlySet<number>;
}

export interface MapEntry {
  readonly key: Expr;
  readonly value: Expr;
  readonly optional: boolean;
}

export interface MapExpr extends Placed {
  readonly is: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MessageField extends Placed {
  readonly name: string;
  readonly value: Expr;
  /** Of `?field: value`. */
  readonly optional: boolean;
}

/** `google.protobuf.Duration{seconds: 5}` */
export interface Message extends Placed {
  readonly is: 'message';
  readonly name: string;
  readonly fields: readonly MessageField[];
}

export type EachKind =
  | 'all'
  | 'exists'
  | 'existsOne'
  | 'filter'
  | 'map'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry';

/** A macro that goes through a list or a map. */
export interface Each extends Placed {
  readonly is: 'each';
  readonly kind: EachKind;
  readonly range: Expr;
  /** One name, or two: index and item, key and value. */
  readonly vars: readonly string[];
  readonly filter?: Expr;
  /** The test, or what each item becomes. */
  readonly body: Expr;
}

/** `opt.optMap(name, body)`, and `optFlatMap` with `flat`. */
export interface OptMap extends Placed {
  readonly is: 'optMap';
  readonly of: Expr;
  readonly name: string;
  readonly body: Expr;
  readonly flat: boolean;
}

export type Expr = Literal | Ident | Select | Call | ListExpr | MapExpr | Message | Each | OptMap;

/** What is wrong with an expression, and where in it. */
export interface Problem {
  readonly at: number;
  readonly message: string;
  /** Whether it cannot even be read. */
  readonly isSyntax?: boolean;
}

/** Thrown by the parser, which stops at the first problem. */
export class SyntaxProblem extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}
