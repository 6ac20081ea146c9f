import type { Reader } from './reader';
import type { Node } from './syntax';

/** A string literal, after its opening quote; `"a\(.b)"` is `"a" + (.b | tostring)`. */
export function parseString(reader: Reader, at: number): Node {
  let node: Node | undefined;
  for (;;) {
    const { text, interpolation } = reader.lexer.text();
    if (!node && !interpolation) return { kind: 'literal', at, value: text };
    if (text !== '') node = add(node, { kind: 'literal', at, value: text });
    if (!interpolation) return node ?? { kind: 'literal', at, value: '' };
    const left = reader.query();
    reader.expect(')');
    const right: Node = { kind: 'call', at: left.at, name: 'tostring', args: [] };
    node = add(node, { kind: 'pipe', at: left.at, left, right });
  }
}

function add(left: Node | undefined, right: Node): Node {
  return left ? { kind: 'binary', at: left.at, operator: '+', left, right } : right;
}
