import type * as TypeScript from 'typescript';

/** A value that the source says itself; `undefined` where only a run tells. */
export function staticValue(
  node: TypeScript.Expression,
  ts: typeof TypeScript,
): { readonly value: unknown } | undefined {
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return { value: Number(node.text.replace(/_/g, '')) };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { value: null };
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const inner = staticValue(node.operand, ts);
    return typeof inner?.value === 'number' ? { value: -inner.value } : undefined;
  }
  return undefined;
}
