import { parseString } from './strings';
import { unexpected, type Reader } from './reader';
import type { ConstantKey, Node } from './syntax';

/** Everything that may follow a value: `.b`, `."b"`, `[0]`, `[1:2]`, `[]`, `?`. */
export function parseSuffixes(reader: Reader, primary: Node): Node {
  let node = primary;
  let wrap: ((of: Node) => Node) | undefined;
  let before = node;
  const isDot = node.kind === 'identity';
  for (let first = true; ; first = false) {
    const token = reader.lexer.peek();
    const { start: at, text } = token;
    if (token.kind === 'operator' && text === '?') {
      reader.lexer.next();
      // As gojq: only the last suffix is tried, and what is in its brackets sees the value so far.
      node = wrap
        ? { kind: 'pipe', at, left: before, right: { kind: 'try', at, body: wrap(identity(at)) } }
        : { kind: 'try', at, body: node };
      wrap = undefined;
      continue;
    }
    const suffix = parseSuffix(reader, isDot && first);
    if (!suffix) return node;
    before = node;
    node = suffix(node);
    // `.[0]` is one piece, not a suffix of `.`; `.[]` is the same either way.
    wrap = isDot && first ? undefined : suffix;
  }
}

function parseSuffix(reader: Reader, afterDot: boolean): ((of: Node) => Node) | undefined {
  const token = reader.lexer.peek();
  const { start: at, kind, text } = token;
  if (kind === 'field') {
    reader.lexer.next();
    return (of) => ({ kind: 'field', at, of, key: text });
  }
  if (kind === 'quote' && afterDot) {
    reader.lexer.next();
    return keyed(at, parseString(reader, at));
  }
  if (kind !== 'operator') return undefined;
  if (text === '[') return brackets(reader);
  if (text !== '.') return undefined;
  reader.lexer.next();
  const next = reader.lexer.peek();
  if (next.kind === 'quote') {
    reader.lexer.next();
    return keyed(at, parseString(reader, next.start));
  }
  if (next.kind === 'operator' && next.text === '[') return brackets(reader);
  throw unexpected(next);
}

function brackets(reader: Reader): (of: Node) => Node {
  const { start: at } = reader.lexer.next();
  if (reader.take(']')) return (of) => ({ kind: 'iterate', at, of });
  const start = reader.isNext(':') ? undefined : reader.query();
  if (!reader.take(':')) {
    reader.expect(']');
    return keyed(at, start ?? identity(at));
  }
  const end = start && reader.isNext(']') ? undefined : reader.query();
  reader.expect(']');
  return sliced(at, start, end);
}

function keyed(at: number, key: Node): (of: Node) => Node {
  const odd = oddKey(at, [key]);
  if (odd) return odd;
  const constant = constantOf(key);
  if (constant === undefined) return (of) => ({ kind: 'index', at, of, key });
  return (of) => ({ kind: 'field', at, of, key: constant });
}

function sliced(at: number, start: Node | undefined, end: Node | undefined): (of: Node) => Node {
  const odd = oddKey(at, [start, end]);
  if (odd) return odd;
  const from = start && constantOf(start);
  const to = end && constantOf(end);
  if ((!start || from !== undefined) && (!end || to !== undefined)) {
    const key = { start: from ?? null, end: to ?? null };
    return (of) => ({ kind: 'field', at, of, key });
  }
  const none: Node = { kind: 'literal', at, value: null };
  return (of) => ({ kind: 'slice', at, of, start: start ?? none, end: end ?? none });
}

/** gojq forgets the suffixes of a literal key: `.["abc"[0:1]]` is its `.["abc"]`. */
function oddKey(at: number, keys: readonly (Node | undefined)[]): ((of: Node) => Node) | undefined {
  if (!keys.some((key) => key?.kind !== 'literal' && rootOf(key)?.kind === 'literal'))
    return undefined;
  const construct = 'a suffix on a literal key';
  return (of) => ({ kind: 'unsupported', at, construct, parts: [of] });
}

function rootOf(node: Node | undefined): Node | undefined {
  switch (node?.kind) {
    case 'field':
    case 'index':
    case 'slice':
    case 'iterate':
    case 'sign':
      return rootOf(node.of);
    case 'try':
      return rootOf(node.body);
    case 'pipe':
      return node.right.kind === 'try' ? rootOf(node.left) : node;
    default:
      return node;
  }
}

function constantOf(node: Node): Extract<ConstantKey, string | number> | undefined {
  if (node.kind !== 'literal') return undefined;
  return typeof node.value === 'string' || typeof node.value === 'number' ? node.value : undefined;
}

function identity(at: number): Node {
  return { kind: 'identity', at };
}
