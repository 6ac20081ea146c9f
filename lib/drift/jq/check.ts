import { JqSyntaxError, JqUnsupported } from './failures';
import { functions } from './functions';
import { isGojqFunction } from './known-functions';
import { prelude } from './prelude';
import { specials } from './specials';
import type { Node, Pattern } from './syntax';

/** Names that a place of a program may use: `f/1`, `$x`, `break $out`. */
type Names = ReadonlySet<string>;

/**
 * What of a program gojq refuses to compile, and what this engine does not run.
 *
 * @throws {JqSyntaxError} for a name that gojq does not know either.
 * @returns The first thing that is right but not run here.
 */
export function checkNames(node: Node): JqUnsupported | undefined {
  const found: JqUnsupported[] = [];
  visit(node, new Set(), found);
  return found[0];
}

function visit(node: Node, names: Names, found: JqUnsupported[]): void {
  const all = (...nodes: readonly (Node | undefined)[]): void => {
    for (const part of nodes) if (part) visit(part, names, found);
  };
  switch (node.kind) {
    case 'unsupported':
      found.push(new JqUnsupported(node.construct, node.at));
      // What a pattern binds is not known here: names below cannot be judged.
      if (!node.construct.includes('pattern')) all(...node.parts);
      return;
    case 'call':
      checkCall(node.name, node.args.length, node.at, names, found);
      all(...node.args);
      return;
    case 'variable':
      if (node.name === '$ENV' || names.has(node.name)) return;
      throw new JqSyntaxError(`there is no variable ${node.name}`, node.at);
    case 'break':
      if (names.has(`break ${node.name}`)) return;
      throw new JqSyntaxError(`there is no label ${node.name}`, node.at);
    case 'label':
      visit(node.body, including(names, [`break ${node.name}`]), found);
      return;
    case 'bind':
      all(node.source);
      visit(node.body, including(names, variablesOf(node.pattern)), found);
      return;
    case 'reduce':
    case 'foreach': {
      all(node.source, node.start);
      const inner = including(names, [node.name]);
      visit(node.update, inner, found);
      if (node.kind === 'foreach' && node.extract) visit(node.extract, inner, found);
      return;
    }
    case 'define': {
      const { name, params, body } = node.definition;
      const own = including(names, [`${name}/${params.length}`]);
      const inside = params.flatMap((param) => [param, `${param.replace('$', '')}/0`]);
      visit(body, including(own, inside), found);
      visit(node.body, own, found);
      return;
    }
    case 'object':
      for (const { key, value } of node.entries) all(key, value);
      return;
    default:
      all(...partsOf(node));
  }
}

/** The parts of a node that binds nothing. */
function partsOf(node: Node): readonly (Node | undefined)[] {
  switch (node.kind) {
    case 'field':
    case 'iterate':
    case 'sign':
    case 'array':
      return [node.of];
    case 'index':
      return [node.of, node.key];
    case 'slice':
      return [node.of, node.start, node.end];
    case 'pipe':
    case 'comma':
    case 'alternative':
    case 'and':
    case 'or':
    case 'binary':
      return [node.left, node.right];
    case 'if':
      return [node.condition, node.then, node.else];
    case 'try':
      return [node.body];
    default:
      return [];
  }
}

function checkCall(
  name: string,
  arity: number,
  at: number,
  names: Names,
  found: JqUnsupported[],
): void {
  const id = `${name}/${arity}`;
  if (names.has(id)) return;
  if (!isGojqFunction(name, arity)) {
    throw new JqSyntaxError(`there is no function '${name}' with ${count(arity)}`, at);
  }
  const inner = name.startsWith('_');
  if (!inner && (prelude().has(id) || specials.has(id) || functions.has(id))) return;
  found.push(new JqUnsupported(`the function '${name}'`, at));
}

function count(arity: number): string {
  if (arity === 0) return 'no arguments';
  return arity === 1 ? '1 argument' : `${arity} arguments`;
}

function including(names: Names, added: readonly string[]): Names {
  return new Set([...names, ...added]);
}

function variablesOf(pattern: Pattern): string[] {
  if (pattern.kind === 'name') return [pattern.name];
  if (pattern.kind === 'items') return pattern.items.flatMap(variablesOf);
  return pattern.fields.flatMap(({ variable, value }) => [
    ...(variable === undefined ? [] : [variable]),
    ...(value ? variablesOf(value) : []),
  ]);
}
