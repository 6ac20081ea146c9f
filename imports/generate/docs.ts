import type { Node } from './schema';

/**
 * What a schema says about a value beyond its type, as one line: `Default 3. 1 to 100.` Empty where
 * it says nothing.
 */
export function factsAbout(node: Node): string {
  const facts = [
    node.default !== undefined && `Default ${JSON.stringify(node.default)}`,
    bounds(node),
    counted(node.minLength, node.maxLength, 'character'),
    counted(node.minItems, node.maxItems, 'item'),
    counted(node.minProperties, node.maxProperties, 'entry', 'entries'),
    typeof node.multipleOf === 'number' && `A multiple of ${node.multipleOf}`,
    typeof node.format === 'string' && !WIDTHS.has(node.format) && `Format ${node.format}`,
    typeof node.pattern === 'string' && `Matches \`${node.pattern}\``,
    listKeys(node),
  ];
  const text = facts.filter((fact) => fact).join('. ');
  return text && `${text.replace(/\*\//g, '*\\/').replace(/\s+/g, ' ')}.`;
}

/** Longest line of a doc comment with words, at its indent. */
const WIDTH = 100;

/** The description of a schema and what it says beyond its type, as lines; `''` for nothing. */
export function docOf(node: Node): string {
  const words = wordsOf(node);
  const facts = factsAbout(node);
  if (!words || !facts) return words || facts;
  const line = `${words}${/[.!?:]$/.test(words) ? '' : '.'} ${facts}`;
  return words.includes('\n') || line.length > WIDTH - '  /**  */'.length
    ? `${words}\n\n${facts}`
    : line;
}

/**
 * The description of a schema as lines of a comment, which it cannot end: long lines wrapped, no line
 * that begins as a tag of the comment.
 */
export function wordsOf({ description }: Node): string {
  if (typeof description !== 'string') return '';
  const lines = description
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/\*\//g, '*\\/')
    .split('\n')
    .flatMap((line) => wrapped(line.trimEnd(), WIDTH - '   * '.length))
    .map((line) => line.replace(/^(\s*)@/, '$1\\@'));
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
    .replace(/^\s+$/, '');
}

/** A line, cut at blanks; what is longer than a line and has none stays whole. */
function wrapped(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.trim().split(/\s+/)) {
    if (current !== '' && indent.length + current.length + 1 + word.length > width) {
      lines.push(indent + current);
      current = '';
    }
    current += current === '' ? word : ` ${word}`;
  }
  return [...lines, indent + current];
}

/** A doc comment of some lines, with the line break behind it; `''` for none. */
export function docComment(text: string, indent: string): string {
  if (text === '') return '';
  if (!text.includes('\n')) return `${indent}/** ${text.trim()} */\n`;
  const lines = text.split('\n').map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`);
  return `${indent}/**\n${lines.join('')}${indent} */\n`;
}

const WIDTHS = new Set(['int32', 'int64', 'float', 'double']);

function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Node): string {
  const low = typeof minimum === 'number';
  const high = typeof maximum === 'number';
  if (low && high && !exclusiveMinimum && !exclusiveMaximum) return `${minimum} to ${maximum}`;
  return [
    low && `${exclusiveMinimum ? 'More than' : 'At least'} ${minimum}`,
    high && `${exclusiveMaximum ? 'Less than' : 'At most'} ${maximum}`,
  ]
    .filter((bound) => bound)
    .join('. ');
}

function counted(min: unknown, max: unknown, one: string, many = `${one}s`): string {
  const words = (count: number) => `${count} ${count === 1 ? one : many}`;
  if (typeof min === 'number' && typeof max === 'number')
    return min === max ? `Exactly ${words(min)}` : `${min} to ${words(max)}`;
  if (typeof min === 'number') return min > 0 ? `At least ${words(min)}` : '';
  return typeof max === 'number' ? `At most ${words(max)}` : '';
}

function listKeys(node: Node): string {
  const keys = node['x-kubernetes-list-map-keys'];
  if (Array.isArray(keys)) return `Unique by ${keys.join(', ')}`;
  return node['x-kubernetes-list-type'] === 'set' ? 'Unique items' : '';
}
