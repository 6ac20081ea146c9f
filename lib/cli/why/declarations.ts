import type * as TypeScript from 'typescript';
import type { Syntax } from './syntax';

/** A parameter of a function, and the path into it. */
export interface Parameter {
  readonly index: number;
  readonly path: readonly string[];
}

/** What a name stands for. */
export type Declared =
  | {
      readonly initializer: TypeScript.Expression;
      /** Where it stands inside its initializer: `const { a } = b`. */
      readonly path: readonly string[];
      readonly at: TypeScript.Node;
    }
  | { readonly parameter: Parameter }
  | { readonly function: TypeScript.FunctionDeclaration };

/** Where a name is declared: in its scopes, from the inside out, or in the file it is imported from. */
export function declarationOf(name: TypeScript.Identifier, syntax: Syntax): Declared | undefined {
  const { ts } = syntax;
  for (let scope: TypeScript.Node = name.parent; ; scope = scope.parent) {
    if (ts.isFunctionLike(scope)) {
      const found = parameterNamed(scope.parameters, name.text, ts);
      if (found) return { parameter: found };
    }
    if (ts.isBlock(scope) || ts.isSourceFile(scope)) {
      const found = statementNamed(scope.statements, name.text, syntax);
      if (found) return chained(found, syntax);
    }
    if (ts.isSourceFile(scope)) return importedAs(scope, name.text, syntax);
  }
}

/** `const { a } = props` where `props` is a parameter: the parameter's. */
function chained(found: Declared, { ts }: Syntax): Declared {
  if (!('initializer' in found) || !ts.isIdentifier(found.initializer)) return found;
  const { initializer, path } = found;
  for (let scope: TypeScript.Node | undefined = initializer.parent; scope; scope = scope.parent) {
    if (!ts.isFunctionLike(scope)) continue;
    const parameter = parameterNamed(scope.parameters, initializer.text, ts);
    if (parameter) return { parameter: { ...parameter, path: [...parameter.path, ...path] } };
  }
  return found;
}

function parameterNamed(
  parameters: readonly TypeScript.ParameterDeclaration[],
  name: string,
  ts: typeof TypeScript,
): Parameter | undefined {
  for (const [index, { name: binding }] of parameters.entries()) {
    const path = pathTo(binding, name, ts);
    if (path) return { index, path };
  }
  return undefined;
}

/** The path by which a pattern binds a name: `{ a: { b } }` binds `b` at `a.b`. */
function pathTo(
  binding: TypeScript.BindingName,
  name: string,
  ts: typeof TypeScript,
): readonly string[] | undefined {
  if (ts.isIdentifier(binding)) return binding.text === name ? [] : undefined;
  if (!ts.isObjectBindingPattern(binding)) return undefined;
  for (const element of binding.elements) {
    const inner = pathTo(element.name, name, ts);
    if (!inner) continue;
    if (element.dotDotDotToken) return inner;
    const key = element.propertyName ?? element.name;
    return ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? [key.text, ...inner] : undefined;
  }
  return undefined;
}

function statementNamed(
  statements: readonly TypeScript.Statement[],
  name: string,
  { ts }: Syntax,
): Declared | undefined {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) {
      return { function: statement };
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const path = pathTo(declaration.name, name, ts);
      if (path && declaration.initializer) {
        return { initializer: declaration.initializer, path, at: declaration };
      }
    }
  }
  return undefined;
}

function importedAs(
  file: TypeScript.SourceFile,
  name: string,
  syntax: Syntax,
): Declared | undefined {
  const { ts } = syntax;
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const element = bindings.elements.find((one) => one.name.text === name);
    if (!element || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const source = syntax.imported(file, statement.moduleSpecifier.text);
    const exported = (element.propertyName ?? element.name).text;
    return source && statementNamed(source.statements, exported, syntax);
  }
  return undefined;
}

/** What a function returns, its inner functions apart. */
export function returnsOf(
  { body }: TypeScript.SignatureDeclaration & { readonly body?: TypeScript.Node | undefined },
  ts: typeof TypeScript,
): TypeScript.Expression[] {
  if (!body) return [];
  if (!ts.isBlock(body)) return [body as TypeScript.Expression];
  const found: TypeScript.Expression[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}
