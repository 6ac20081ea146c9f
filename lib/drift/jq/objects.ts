import { unexpected, type Reader } from './reader';
import { parseString } from './strings';
import type { Node, ObjectEntry } from './syntax';

/** An object construction, after its `{`. */
export function parseObject(reader: Reader, at: number): Node {
  const entries: ObjectEntry[] = [];
  while (!reader.take('}')) {
    if (entries.length > 0) {
      reader.expect(',');
      if (reader.take('}')) break;
    }
    entries.push(parseEntry(reader));
  }
  return { kind: 'object', at, entries };
}

function parseEntry(reader: Reader): ObjectEntry {
  const token = reader.lexer.next();
  const { start: at, text } = token;
  if (token.kind === 'operator' && text === '(') {
    const key = reader.query();
    reader.expect(')');
    reader.expect(':');
    return { key, value: parseValue(reader) };
  }
  if (token.kind === 'quote') {
    const key = parseString(reader, at);
    if (reader.take(':')) return { key, value: parseValue(reader) };
    const value: Node = { kind: 'index', at, of: { kind: 'identity', at }, key };
    // The key would be computed once, here it would be twice.
    if (key.kind === 'literal') return { key, value };
    const construct = 'a computed key without a value';
    return { key: { kind: 'unsupported', at, construct, parts: [key] }, value };
  }
  if (!['identifier', 'keyword', 'variable'].includes(token.kind)) throw unexpected(token);
  if (token.kind === 'variable') {
    const value: Node = { kind: 'variable', at, name: text };
    if (!reader.take(':')) return { key: { kind: 'literal', at, value: text.slice(1) }, value };
    return { key: value, value: parseValue(reader) };
  }
  const key: Node = { kind: 'literal', at, value: text };
  if (reader.take(':')) return { key, value: parseValue(reader) };
  return { key, value: { kind: 'field', at, of: { kind: 'identity', at }, key: text } };
}

/** Values stand without commas; `|` binds them. */
function parseValue(reader: Reader): Node {
  const left = reader.expression();
  if (!reader.take('|')) return left;
  return { kind: 'pipe', at: left.at, left, right: parseValue(reader) };
}
