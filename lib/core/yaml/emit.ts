import { literalBlock } from './block-text';
import { findUnwritable, plainOf, UNWRITABLE } from './find-unwritable';
import { keyTextOf, quoted, textOf } from './scalar-text';

/** A longer key has to be written behind `? `. */
const LONGEST_KEY = 1_024;
/** However a key of that length is escaped, its text is no longer than that. */
const KEPT_KEY = 170;
/** Far beyond any manifest; a value that contains itself gets there too. */
const DEEPEST = 1_000;

/** The document under way. One string that grows is several times faster than parts to join. */
let out = '';

/**
 * One YAML document in block style, keys in the order of the value, ending in a line feed.
 *
 * Its bytes are those of cdk8s's `Yaml.stringify`, except where those do not read back as the same
 * value: there they are right for go-yaml v2 and v3. `undefined` counts as null, a class
 * instance with `toJSON` as what that returns, and an object met twice is written twice.
 *
 * @throws {YamlError} with the pointer to what cannot be written: `YAML_LONE_SURROGATE`,
 *   `YAML_NOT_DATA` (function, symbol, Map, Set, bytes) or `YAML_TOO_DEEP` (more than 1,000 levels,
 *   or a value that contains itself).
 */
export function emitDocument(value: unknown): string {
  if (value === undefined) return '\n';
  const outer = out;
  out = '';
  try {
    if (typeof value === 'string') writeRootText(value);
    else write(value, '\n', 0);
    return flat(`${out}\n`);
  } catch (cause) {
    throw cause === UNWRITABLE ? findUnwritable(value, DEEPEST) : cause;
  } finally {
    out = outer;
  }
}

/** The engine keeps appended pieces apart until somebody looks: thousands a document, all alive. */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}

/** Documents joined by `---`, as cdk8s's `Yaml.stringify(...values)`; any number of them. */
export function emitDocuments(values: Iterable<unknown>): string {
  const documents: string[] = [];
  for (const value of values) documents.push(emitDocument(value));
  return documents.join('---\n');
}

/** Writes at the cursor. `line`: the line feed and indentation of any further line of `value`. */
function write(value: unknown, line: string, depth: number): void {
  if (typeof value === 'string') out += textOf(value, line);
  else if (typeof value !== 'object' || value === null) out += atomText(value);
  else if (Array.isArray(value)) writeList(value, line, depth);
  else writeObject(value, line, depth);
}

function writeObject(value: object, line: string, depth: number): void {
  const plain = plainOf(value);
  if (plain === value) writeMap(plain as Record<string, unknown>, line, depth);
  else write(plain, line, depth);
}

function writeList(list: readonly unknown[], line: string, depth: number): void {
  if (depth > DEEPEST) throw UNWRITABLE;
  if (list.length === 0) out += '[]';
  const deeper = `${line}  `;
  for (let i = 0; i < list.length; i += 1) {
    out += i === 0 ? '- ' : `${line}- `;
    write(list[i], deeper, depth + 1);
  }
}

function writeMap(map: Readonly<Record<string, unknown>>, line: string, depth: number): void {
  if (depth > DEEPEST) throw UNWRITABLE;
  const keys = Object.keys(map);
  if (keys.length === 0) out += '{}';
  const deeper = `${line}  `;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as string;
    const lead = i === 0 ? '' : line;
    const start = key.length > KEPT_KEY ? undefined : startOf(key, lead, depth);
    if (start) writeEntry(start, map[key], deeper, depth + 1);
    else writeLongEntry(key, map[key], lead, line, depth);
  }
}

/** A key that may be too long to stand before its colon. */
function writeLongEntry(key: string, value: unknown, lead: string, line: string, depth: number) {
  const start = composeStart(key, lead, depth);
  const text = start.container.slice(lead.length, -1);
  const deeper = `${line}  `;
  if (text.length <= LONGEST_KEY) writeEntry(start, value, deeper, depth + 1);
  else {
    out += `${lead}? ${text}${line}: `;
    write(value, deeper, depth + 1);
  }
}

function writeEntry({ container, scalar }: Start, value: unknown, line: string, depth: number) {
  if (typeof value === 'string') {
    out += scalar;
    out += textOf(value, line);
  } else if (typeof value !== 'object' || value === null) {
    out += scalar;
    out += atomText(value);
  } else {
    const plain = Array.isArray(value) ? value : plainOf(value);
    if (isFilled(plain)) {
      out += container;
      out += line;
    } else out += scalar;
    write(plain, line, depth);
  }
}

/** A key with what stands before it and behind. */
interface Start {
  /** `\n  key: `, before what stays on the line. */
  readonly scalar: string;
  /** `\n  key:`, before what starts on the next. */
  readonly container: string;
}

/** Few keys make up most lines: theirs are kept by indentation. */
const starts: Map<string, Start>[] = [];
const STARTS_SIZE = 4_096;

function startOf(key: string, line: string, depth: number): Start {
  const place = depth === 0 ? line.length : line.length + 2;
  const known = (starts[place] ??= new Map<string, Start>());
  let start = known.get(key);
  if (!start) {
    if (known.size >= STARTS_SIZE) known.clear();
    known.set(key, (start = composeStart(key, line, depth)));
  }
  return start;
}

function composeStart(key: string, line: string, depth: number): Start {
  const text = depth === 0 ? rootKeyText(key) : keyTextOf(key);
  return { scalar: `${line}${text}: `, container: `${line}${text}:` };
}

function isFilled(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  for (const key in value) if (Object.hasOwn(value, key)) return true;
  return false;
}

function atomText(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return numberText(value);
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'function':
    case 'symbol':
      throw UNWRITABLE;
    default:
      return 'null';
  }
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (Number.isNaN(value)) return '.nan';
  return value < 0 ? '-.inf' : '.inf';
}

/** At column 0, three dashes or dots end a document and a byte order mark is dropped. */
function rootKeyText(key: string): string {
  const text = keyTextOf(key);
  return text === key && /^(?:---|\.\.\.|\ufeff)/.test(key) ? quoted(key) : text;
}

/** A document that is one string: its lines must not start at column 0 where that has a meaning. */
function writeRootText(value: string): void {
  const text = textOf(value, '\n');
  const marker = /^(?:---|\.\.\.|%)/m.test(value);
  if (text === value && value.startsWith('\ufeff')) out += quoted(value);
  else if (!value.includes('\n'))
    out += marker && text === value ? literalBlock(value, '\n  ') : text;
  else if (marker || /^\|.*\n\n*[^\n]/.test(text)) out += textOf(value, '\n  ');
  else out += text;
}
