import type * as TypeScript from 'typescript';

/** A call with its arguments: `new X(…)`, `f(…)`, `super(…)`. */
export type Call = TypeScript.NewExpression | TypeScript.CallExpression;

/**
 * The call that a stack frame stands at: the innermost around the position that starts on its line,
 * or whose name does.
 *
 * @param line 1-based, as `column` is.
 */
export function callAt(
  file: TypeScript.SourceFile,
  line: number,
  column: number,
  ts: typeof TypeScript,
): Call | undefined {
  const starts = file.getLineStarts();
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  const position = Math.min(start + column - 1, file.end);
  let exact: Call | undefined;
  let around: Call | undefined;
  const visit = (node: TypeScript.Node): void => {
    if (node.getFullStart() > position || node.end < position) return;
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const named = nameStart(node, ts);
      if (node.getStart() === position || named === position) exact = node;
      if (file.getLineAndCharacterOfPosition(named).line === line - 1) around = node;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return exact ?? around;
}

/** Where V8 says that a call is: at `new`, or at the name that is called. */
function nameStart(node: Call, ts: typeof TypeScript): number {
  if (ts.isNewExpression(node)) return node.getStart();
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression)
    ? expression.name.getStart()
    : expression.getStart();
}
