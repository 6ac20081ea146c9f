import { escapeToken } from '../pointer';
import { readBlock } from './block-value';
import { isBlank, UNUSUAL } from './cursor';
import { readFlow } from './flow-value';
import { KeyReader, remember } from './key-reader';
import { claim, keys, PATIENCE, type Key, type Step } from './keys';
import { readPlain } from './plain-text';
import type { Places } from './problem';
import { readQuoted } from './quoted';
import { setKey } from './set-key';
import { BLOCK, FLOW, PLAIN, QUOTED, SIGN, STARTS } from './starts';

const LF = 0x0a;
const SPACE = 0x20;
const HASH = 0x23;
const DASH = 0x2d;

/** What {@link readFast} returns for a document without content. */
export const NOTHING = Symbol('nothing');

/**
 * Reads one document of the YAML that manifests are written in: block maps and lists, scalars of
 * every style, flow collections, comments. Agrees with the full parser on all that it accepts.
 *
 * @param text whose lines end in line feeds, the last one too.
 * @param start of the document, or of its `---`.
 * @param unterminated the last line feed is not the file's own.
 * @param places receives the offset of each key and list item, where given.
 * @throws UNUSUAL where the full parser has to look.
 */
export function readFast(
  text: string,
  start: number,
  end: number,
  unterminated: boolean,
  places?: Places,
): unknown {
  keys.startDocument();
  return new FastReader(text, start, end, unterminated, places).document();
}

class FastReader extends KeyReader {
  readonly #places: Places | undefined;

  constructor(
    text: string,
    start: number,
    end: number,
    unterminated: boolean,
    places: Places | undefined,
  ) {
    super(text, start, end, unterminated);
    this.#places = places;
  }

  document(): unknown {
    if (this.text.startsWith('---', this.pos)) {
      this.pos += 3;
      this.restOfLine();
    }
    this.nextLine();
    if (this.column < 0) return NOTHING;
    this.json = STARTS[this.text.charCodeAt(this.pos)] === FLOW;
    this.#places?.set('', this.pos);
    const value = this.#node(-1, '');
    if (this.column >= 0) throw UNUSUAL;
    return value;
  }

  /** The value that starts the line at hand, inside a collection at column `parent`. */
  #node(parent: number, pointer: string): unknown {
    const { column, pos } = this;
    if (this.#isItem()) return this.#list(column, pointer);
    const key = this.key();
    if (key) return this.#map(key, pos, column, pointer);
    return this.#value(parent, pointer);
  }

  #map(first: Key, start: number, column: number, pointer: string): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const id = keys.startMap();
    this.enter();
    let key: Key | undefined = first;
    let keyStart = start;
    do {
      if (!key || !claim(key, id, map)) throw UNUSUAL;
      const { text } = key;
      let at = '';
      if (this.#places) {
        at = `${pointer}/${escapeToken(text)}`;
        this.#places.set(at, keyStart);
      }
      const value = this.#afterKey(column, at);
      if (text === '__proto__') setKey(map, text, value);
      else map[text] = value;
      if (this.column !== column) break;
      keyStart = this.pos;
      key = this.key();
    } while (true);
    if (this.column > column) throw UNUSUAL;
    this.leave();
    return map;
  }

  #afterKey(column: number, pointer: string): unknown {
    const { step } = this;
    if (step !== undefined && step.patience > 0) return this.#likelyValue(step, column, pointer);
    return this.#anyValue(column, pointer);
  }

  /** The value behind a key, which probably is the one that it had last. */
  #likelyValue(step: Step, column: number, pointer: string): unknown {
    const { text, pos } = this;
    const { line } = step;
    if (line !== '' && text.startsWith(line, pos)) {
      this.pos = pos + line.length;
      this.nextLine();
      if (this.column <= column) {
        step.patience = PATIENCE;
        return step.value;
      }
      // The scalar goes on.
      this.pos = pos;
    }
    this.lineBehind = 0;
    const value = this.#anyValue(column, pointer);
    if (this.lineBehind > 0) remember(step, text.slice(pos, this.lineBehind - 1), value);
    return value;
  }

  #anyValue(column: number, pointer: string): unknown {
    this.skipSpaces();
    const code = this.text.charCodeAt(this.pos);
    if (code !== LF && code !== HASH) return this.#value(column, pointer);
    const value = this.#valueBelow(column, pointer);
    this.lineBehind = 0;
    return value;
  }

  #valueBelow(column: number, pointer: string): unknown {
    this.restOfLine();
    this.nextLine();
    if (this.column > column) return this.#node(column, pointer);
    // A list may stand at the column of the key that it belongs to.
    return this.column === column && this.#isItem() ? this.#list(column, pointer) : null;
  }

  #list(column: number, pointer: string): unknown[] {
    const list: unknown[] = [];
    this.enter();
    do {
      list.push(this.#item(column, this.#places ? `${pointer}/${list.length}` : ''));
    } while (this.column === column && this.#isItem());
    if (this.column > column) throw UNUSUAL;
    this.leave();
    return list;
  }

  #item(column: number, pointer: string): unknown {
    const dash = this.pos;
    this.#places?.set(pointer, dash);
    this.pos += 1;
    this.skipSpaces();
    const { pos } = this;
    const code = this.text.charCodeAt(pos);
    if (code === LF || code === HASH) {
      this.restOfLine();
      this.nextLine();
      return this.column > column ? this.#node(column, pointer) : null;
    }
    const inner = column + pos - dash;
    if (this.#isItem()) return this.#list(inner, pointer);
    const key = this.key();
    if (key) return this.#map(key, pos, inner, pointer);
    return this.#value(column, pointer);
  }

  /** A value that is no block collection, from its first character to the next line. */
  #value(parent: number, pointer: string): unknown {
    const code = this.text.charCodeAt(this.pos);
    let value: unknown;
    switch (code < 0x80 ? STARTS[code] : PLAIN) {
      case SIGN:
        if (isBlank(this.text.charCodeAt(this.pos + 1))) throw UNUSUAL;
        return finite(readPlain(this, parent));
      case PLAIN:
        return finite(readPlain(this, parent));
      case BLOCK:
        value = readBlock(this, parent);
        this.nextLine();
        return value;
      case QUOTED:
        value = readQuoted(this);
        break;
      case FLOW:
        value = readFlow(this, pointer, this.#places);
        break;
      default:
        throw UNUSUAL;
    }
    this.restOfLine();
    this.nextLine();
    return value;
  }

  #isItem(): boolean {
    const { text, pos } = this;
    if (text.charCodeAt(pos) !== DASH) return false;
    const next = text.charCodeAt(pos + 1);
    return next === SPACE || next === LF;
  }
}

function finite(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw UNUSUAL;
  return value;
}
