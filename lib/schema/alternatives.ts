import type { Check, Compiler } from './check';
import type { Child, Node } from './node';

/** `allOf`, `anyOf`, `oneOf` and `not`, which qualify `outer` and see its defaults. */
export function alternativeChecks(node: Node, compiler: Compiler, outer: Node): Check[] {
  const branches = (list: readonly Child[]) => list.map((child) => compiler.branchOf(child, outer));
  const checks: Check[] = branches(node.allOf ?? []);
  if (node.anyOf) checks.push(anyOf(branches(node.anyOf), describe(node.anyOf, compiler)));
  if (node.oneOf) checks.push(oneOf(branches(node.oneOf), describe(node.oneOf, compiler)));
  if (node.not !== undefined) checks.push(not(compiler.branchOf(node.not, outer)));
  return checks;
}

function anyOf(branches: readonly Check[], what: string): Check {
  return (value, run, depth) => {
    for (const branch of branches) if (run.passes(branch, value, depth)) return;
    run.fail(depth, 'alternatives', value, () => `fits none of its alternatives: ${what}`);
  };
}

function oneOf(branches: readonly Check[], what: string): Check {
  return (value, run, depth) => {
    let passed = 0;
    for (const branch of branches) if (run.passes(branch, value, depth)) passed++;
    if (passed === 1) return;
    const fits = passed === 0 ? 'none' : `${passed}`;
    run.fail(
      depth,
      'alternatives',
      value,
      () => `fits ${fits} of its alternatives, not one: ${what}`,
    );
  };
}

function not(branch: Check): Check {
  return (value, run, depth) => {
    if (!run.passes(branch, value, depth)) return;
    run.fail(depth, 'alternatives', value, () => 'has the form that its schema excludes');
  };
}

/** `a`, or `b and c`: what each alternative asks for, as far as that can be said in a word. */
function describe(list: readonly Child[], compiler: Compiler): string {
  return list.map((child) => asks(compiler.nodeOf(child))).join(', or ');
}

function asks({ required, type, enum: values, properties }: Node): string {
  if (required) return required.join(' and ');
  if (values) return values.map(String).join(' or ');
  if (type !== undefined) return type;
  return properties ? `a certain ${Object.keys(properties).join(' and ')}` : 'another form';
}
