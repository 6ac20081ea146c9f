import { quote } from './quote';
import type { ListNode, Node, Operand, PipeNode } from './nodes';

/** The node as Go writes it in messages: normalised spaces, the text of literals as in the source. */
export function describe(node: Node | ListNode): string {
  switch (node.type) {
    case 'list':
      return node.nodes.map(describe).join('');
    case 'text':
      return quote(node.text);
    case 'action':
      return `{{${describe(node.pipe)}}}`;
    case 'break':
    case 'continue':
      return `{{${node.type}}}`;
    case 'template':
      return `{{template ${quote(node.name)}${node.pipe ? ` ${describe(node.pipe)}` : ''}}}`;
    case 'if':
    case 'range':
    case 'with': {
      const otherwise = node.otherwise ? `{{else}}${describe(node.otherwise)}` : '';
      return `{{${node.type} ${describe(node.pipe)}}}${describe(node.body)}${otherwise}{{end}}`;
    }
    case 'pipe':
      return describePipe(node);
    case 'command':
      return node.operands.map(inParens).join(' ');
    default:
      return describeOperand(node);
  }
}

function describePipe({ variables, assigns, commands }: PipeNode): string {
  const target = variables.length > 0 ? `${variables.join(', ')} ${assigns ? '=' : ':='} ` : '';
  return target + commands.map(describe).join(' | ');
}

function inParens(operand: Operand): string {
  return operand.type === 'pipe' ? `(${describe(operand)})` : describe(operand);
}

function describeOperand(node: Exclude<Operand, PipeNode>): string {
  switch (node.type) {
    case 'bool':
      return String(node.value);
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'string':
      return node.quoted;
    case 'number':
      return node.text;
    case 'identifier':
      return node.name;
    case 'field':
      return node.names.map((name) => `.${name}`).join('');
    case 'variable':
      return node.names.join('.');
    case 'chain':
      return inParens(node.operand) + node.names.map((name) => `.${name}`).join('');
  }
}
