/** An expression of CEL, as far as policies are read here. */
export type Expression =
  | { readonly is: 'value'; readonly value: unknown }
  | { readonly is: 'name'; readonly name: string }
  | {
      readonly is: 'field';
      readonly of: Expression;
      readonly name: string;
      readonly optional: boolean;
    }
  | {
      readonly is: 'element';
      readonly of: Expression;
      readonly at: Expression;
      readonly optional: boolean;
    }
  | {
      readonly is: 'call';
      readonly name: string;
      readonly on?: Expression;
      readonly given: readonly Expression[];
    }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly is: 'choice'; readonly parts: readonly [Expression, Expression, Expression] }
  | {
      readonly is: 'operation';
      readonly sign: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly is: 'not' | 'minus'; readonly of: Expression };
