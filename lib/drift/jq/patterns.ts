import { unexpected, type Reader } from './reader';
import type { FieldPattern, Node, Pattern } from './syntax';

/** `$x`, `[…]` or `{…}` after `as`. A computed key is read, and marked by an empty name. */
export function parsePattern(reader: Reader): Pattern {
  const token = reader.lexer.next();
  if (token.kind === 'variable') return { kind: 'name', name: token.text };
  if (token.kind === 'operator' && token.text === '[') {
    const items: Pattern[] = [];
    do items.push(parsePattern(reader));
    while (reader.take(','));
    reader.expect(']');
    return { kind: 'items', items };
  }
  if (token.kind !== 'operator' || token.text !== '{') throw unexpected(token);
  const fields: FieldPattern[] = [];
  let known = true;
  do {
    const field = parseField(reader);
    if (field) fields.push(field);
    else known = false;
  } while (reader.take(','));
  reader.expect('}');
  return known ? { kind: 'fields', fields } : { kind: 'fields', fields: [] };
}

/** `undefined` for a key that is computed: this engine does not run those. */
function parseField(reader: Reader): FieldPattern | undefined {
  const token = reader.lexer.next();
  switch (token.kind) {
    case 'variable': {
      const key = token.text.slice(1);
      if (!reader.take(':')) return { key, variable: token.text };
      return { key, variable: token.text, value: parsePattern(reader) };
    }
    case 'identifier':
    case 'keyword':
      reader.expect(':');
      return { key: token.text, value: parsePattern(reader) };
    case 'quote': {
      const { text, interpolation } = reader.lexer.text();
      if (interpolation) skipInterpolations(reader);
      reader.expect(':');
      const value = parsePattern(reader);
      return interpolation || text === '' ? undefined : { key: text, value };
    }
    default:
      if (token.kind !== 'operator' || token.text !== '(') throw unexpected(token);
      reader.query();
      reader.expect(')');
      reader.expect(':');
      parsePattern(reader);
      return undefined;
  }
}

function skipInterpolations(reader: Reader): void {
  do {
    reader.query();
    reader.expect(')');
  } while (reader.lexer.text().interpolation);
}

/** `source as pattern | body`. */
export function bind(at: number, source: Node, patterns: readonly Pattern[], body: Node): Node {
  const [pattern] = patterns;
  if (patterns.length > 1 || !pattern || !isSimple(pattern)) {
    const construct = patterns.length > 1 ? `'?//'` : 'a computed key in a pattern';
    return { kind: 'unsupported', at, construct, parts: [source] };
  }
  return { kind: 'bind', at, source, pattern, body };
}

function isSimple(pattern: Pattern): boolean {
  if (pattern.kind === 'name') return true;
  if (pattern.kind === 'items') return pattern.items.every(isSimple);
  return (
    pattern.fields.length > 0 && pattern.fields.every(({ value }) => !value || isSimple(value))
  );
}
