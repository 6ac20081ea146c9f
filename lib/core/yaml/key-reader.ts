import { Cursor, isBlank, isUnreadable, UNUSUAL } from './cursor';
import { keys, type Key, type Step } from './keys';
import { readQuoted } from './quoted';
import { PLAIN, QUOTED, SIGN, STARTS } from './starts';

const LF = 0x0a;
const SPACE = 0x20;
const HASH = 0x23;
const COLON = 0x3a;

/** Longer keys have to be written behind `? `. */
const LONGEST_KEY = 1_000;
const LONGEST_REMEMBERED = 200;

/** A cursor that reads the keys of block maps, mostly by knowing which ones to expect. */
export class KeyReader extends Cursor {
  /** The key at hand, if it is a plain one. */
  protected step: Step | undefined;
  /** The last plain key: what followed it elsewhere is tried first. */
  #last = keys.start;

  /** The key at hand, up to behind its colon; `undefined` and no step where there is none. */
  protected key(): Key | undefined {
    const { text, pos: start } = this;
    const last = this.#last;
    const { next, other } = last;
    if (next !== undefined && this.#follows(next)) return next.spelling.key;
    if (other !== undefined && this.#follows(other)) {
      last.other = next;
      last.next = other;
      return other.spelling.key;
    }
    let pos = start;
    let code = text.charCodeAt(pos);
    const kind = code < 0x80 ? STARTS[code] : PLAIN;
    if (kind === QUOTED) return this.#quotedKey();
    if (kind === SIGN && isBlank(text.charCodeAt(pos + 1))) throw UNUSUAL;
    if (kind !== PLAIN && kind !== SIGN) return undefined;
    let hash = 0;
    for (;;) {
      if (code <= COLON) {
        if (code === COLON) {
          if (isBlank(text.charCodeAt(pos + 1))) break;
        } else if (code === LF) return undefined;
        else if (code === HASH && text.charCodeAt(pos - 1) === SPACE) return undefined;
        else if (code < SPACE) throw UNUSUAL;
      } else if (code > 0x7e && isUnreadable(code)) throw UNUSUAL;
      hash = (Math.imul(hash, 31) + code) | 0;
      pos += 1;
      code = text.charCodeAt(pos);
    }
    if (pos - start > LONGEST_KEY || text.charCodeAt(pos - 1) === SPACE) throw UNUSUAL;
    this.pos = pos + 1;
    const spelling = keys.plain(text, start, pos, hash);
    if (!spelling) throw UNUSUAL;
    this.#last = keys.step(last, spelling);
    this.step = this.#last;
    return spelling.key;
  }

  /** Steps over the key of `step`, if that is the one at hand. */
  #follows(step: Step): boolean {
    const { text } = step.spelling;
    const behind = this.pos + text.length;
    if (!this.text.startsWith(text, this.pos) || !isBlank(this.text.charCodeAt(behind)))
      return false;
    this.pos = behind;
    this.#last = step;
    this.step = step;
    return true;
  }

  #quotedKey(): Key | undefined {
    const start = this.pos;
    const key = readQuoted(this);
    const { text, pos } = this;
    if (text.charCodeAt(pos) !== COLON || !isBlank(text.charCodeAt(pos + 1))) {
      this.pos = start;
      return undefined;
    }
    if (pos - start > LONGEST_KEY || text.slice(start, pos).includes('\n')) throw UNUSUAL;
    this.pos += 1;
    this.step = undefined;
    return keys.named(key);
  }
}

/**
 * Has the next map with that key try `scalar` first. Keeps copies: a part of a text would keep all of
 * it alive.
 */
export function remember(step: Step, scalar: string, value: unknown): void {
  step.patience -= 1;
  if (scalar.length > LONGEST_REMEMBERED) return;
  const line = `${scalar}\n`;
  // Joined strings are copied when their characters are first asked for.
  line.charCodeAt(0);
  step.line = line;
  const at = typeof value === 'string' ? line.indexOf(value) : -1;
  step.value = at < 0 ? value : line.slice(at, at + (value as string).length);
}
