import type * as TypeScript from 'typescript';
import { declarationOf, returnsOf, type Parameter } from './declarations';
import { staticValue } from './static-value';
import type { Syntax } from './syntax';

/** How far a path leads into an expression. */
export interface Hit {
  /** What wrote it: a property, a spread, an item. */
  readonly node: TypeScript.Node;
  /** The value there, as far as the path leads. */
  readonly value: TypeScript.Expression | undefined;
  /** Where that value is declared, if apart: the line of a constant. */
  readonly declared?: TypeScript.Node;
  /** Names of the path that nothing was found for. */
  readonly rest: readonly string[];
  /** Where the value is a parameter's: which one, and the path into it that is left. */
  readonly parameter?: Parameter;
}

const DEPTH = 24;

/**
 * Follows a path of property names and indexes through object literals, spreads, local constants,
 * imports, conditions and functions that return literals.
 *
 * @param expected the value that stands in the YAML; among alternatives the one that says it wins.
 */
export class Descent {
  constructor(
    private readonly syntax: Syntax,
    private readonly expected: unknown,
  ) {}

  into(
    expression: TypeScript.Expression,
    path: readonly string[],
    at: TypeScript.Node = expression,
    depth = 0,
  ): Hit {
    const { ts } = this.syntax;
    const node = bare(expression, ts);
    const here: Hit = { node: at, value: node, rest: path };
    if (depth > DEPTH) return here;
    const next = (to: TypeScript.Expression, rest = path, from: TypeScript.Node = at) =>
      this.into(to, rest, from, depth + 1);
    const [name, ...tail] = path;
    if (ts.isConditionalExpression(node))
      return this.best([next(node.whenTrue), next(node.whenFalse)]);
    if (ts.isBinaryExpression(node) && isChoice(node, ts)) {
      return this.best([next(node.right), next(node.left)]);
    }
    if (ts.isIdentifier(node)) return this.#named(node, path, at, depth);
    if (name === undefined) return here;
    if (ts.isObjectLiteralExpression(node)) return this.#member(node, name, tail, at, depth);
    if (ts.isArrayLiteralExpression(node)) {
      const index = Number(name);
      const before = node.elements.slice(0, index + 1);
      const item = node.elements[index];
      if (!item || before.some((one) => ts.isSpreadElement(one))) return here;
      return next(item, tail, item);
    }
    if (ts.isPropertyAccessExpression(node))
      return next(node.expression, [node.name.text, ...path]);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      const hits = returnsOf(node, ts).map((one) => next(one, path, at));
      return hits.length > 0 ? this.best(hits) : here;
    }
    if (ts.isCallExpression(node)) return this.#called(node, path, at, depth) ?? here;
    return here;
  }

  /** The hit that leads furthest; of equals the one that says what stands in the YAML, else the first. */
  best(hits: readonly Hit[]): Hit {
    const score = (hit: Hit) =>
      -hit.rest.length * 4 + (this.says(hit) === true ? 2 : this.says(hit) === undefined ? 1 : 0);
    return hits.reduce((a, b) => (score(b) > score(a) ? b : a));
  }

  /** Whether a hit says what stands in the YAML; `undefined` where only a run tells. */
  says({ value, rest }: Hit): boolean | undefined {
    if (rest.length > 0 || !value) return undefined;
    const known = staticValue(value, this.syntax.ts);
    return known && known.value === this.expected;
  }

  #member(
    { properties }: TypeScript.ObjectLiteralExpression,
    name: string,
    tail: readonly string[],
    at: TypeScript.Node,
    depth: number,
  ): Hit {
    const { ts } = this.syntax;
    let spread: Hit | undefined;
    for (const property of [...properties].reverse()) {
      if (ts.isSpreadAssignment(property)) {
        const path = [name, ...tail];
        const hit = this.into(property.expression, path, property, depth + 1);
        if (hit.rest.length < path.length || hit.parameter) return hit;
        if (!isEmptyObject(hit.value, ts)) spread ??= { ...hit, node: property };
        continue;
      }
      if (property.name === undefined || nameOf(property.name, ts) !== name) continue;
      if (ts.isShorthandPropertyAssignment(property)) {
        return this.into(property.name, tail, property, depth + 1);
      }
      if (ts.isPropertyAssignment(property)) {
        return this.into(property.initializer, tail, property, depth + 1);
      }
      if (ts.isMethodDeclaration(property)) {
        const hits = returnsOf(property, ts).map((one) =>
          this.into(one, tail, property, depth + 1),
        );
        if (hits.length > 0) return this.best(hits);
      }
      return { node: property, value: undefined, rest: tail };
    }
    return spread ?? { node: at, value: undefined, rest: [name, ...tail] };
  }

  #named(
    node: TypeScript.Identifier,
    path: readonly string[],
    at: TypeScript.Node,
    depth: number,
  ): Hit {
    const found = declarationOf(node, this.syntax);
    const here: Hit = { node: at, value: node, rest: path };
    if (!found) return here;
    if ('parameter' in found) {
      const { index, path: inside } = found.parameter;
      // The value itself is whole; what is missing of it stands where the function is called.
      return { ...here, parameter: { index, path: [...inside, ...path] } };
    }
    if ('function' in found) return here;
    const hit = this.into(found.initializer, [...found.path, ...path], found.at, depth + 1);
    if (path.length === 0) return { ...hit, node: at, declared: hit.declared ?? found.at };
    return hit.rest.length < path.length ? hit : { ...hit, node: at };
  }

  #called(
    node: TypeScript.CallExpression,
    path: readonly string[],
    at: TypeScript.Node,
    depth: number,
  ): Hit | undefined {
    const { ts } = this.syntax;
    const callee = node.expression;
    const into = (to: TypeScript.Expression, rest: readonly string[]) =>
      this.into(to, rest, at, depth + 1);
    if (ts.isIdentifier(callee)) {
      const found = declarationOf(callee, this.syntax);
      if (!found || 'parameter' in found) return undefined;
      const body = 'function' in found ? found.function : bare(found.initializer, ts);
      if (!ts.isFunctionLike(body)) return undefined;
      const hits = returnsOf(body, ts).map((one) => into(one, path));
      return hits.length > 0 ? this.best(hits) : undefined;
    }
    if (!ts.isPropertyAccessExpression(callee)) return undefined;
    const [first] = node.arguments;
    const called = callee.getText();
    if (first && /^Lazy\.(any|string|number)$/.test(called))
      return into(first, ['produce', ...path]);
    if (first && called === 'Object.freeze') return into(first, path);
    if (called === 'Object.assign')
      return this.best([...node.arguments].map((one) => into(one, path)));
    if (first && ['map', 'flatMap'].includes(callee.name.text) && /^\d+$/.test(path[0] ?? '')) {
      return into(first, path.slice(1));
    }
    return undefined;
  }
}

/** An expression without parentheses, `as`, `satisfies` and `!`. */
export function bare(
  expression: TypeScript.Expression,
  ts: typeof TypeScript,
): TypeScript.Expression {
  let node = expression;
  while (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  ) {
    node = node.expression;
  }
  return node;
}

function isChoice({ operatorToken }: TypeScript.BinaryExpression, ts: typeof TypeScript): boolean {
  const { BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken } = ts.SyntaxKind;
  return [BarBarToken, QuestionQuestionToken, AmpersandAmpersandToken].some(
    (kind) => kind === operatorToken.kind,
  );
}

function nameOf(name: TypeScript.PropertyName, ts: typeof TypeScript): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) {
    return name.text;
  }
  return ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)
    ? name.expression.text
    : undefined;
}

function isEmptyObject(node: TypeScript.Expression | undefined, ts: typeof TypeScript): boolean {
  return !!node && ts.isObjectLiteralExpression(node) && node.properties.length === 0;
}
