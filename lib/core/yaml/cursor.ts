/** Thrown where a text needs the full parser: it is unusual, or wrong. */
export const UNUSUAL = Symbol('unusual');

/** Nesting that the fast parser follows; deeper is for the full one to judge. */
const DEEPEST = 200;

const LF = 0x0a;
const TAB = 0x09;
const SPACE = 0x20;
const HASH = 0x23;

/** Characters that go-yaml refuses, or takes for line breaks. */
const UNREADABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Whether a character beyond ASCII ends the fast path. */
export function isUnreadable(code: number): boolean {
  if (code < 0xa0 || code === 0x2028 || code === 0x2029) return true;
  return code === 0xfeff || code === 0xfffe || code === 0xffff || code !== code;
}

/**
 * A place in a text and what surrounds it. The text ends in a line feed, and every line that is read
 * ends in one.
 */
export class Cursor {
  pos: number;
  /** Column of the first character of the line at hand; -1 behind the last line. */
  column = -1;
  /** The document is a flow collection, so JSON to most readers, who know all of its escapes. */
  json = false;
  /** Start of the line behind the last plain scalar, if that stood on one line. */
  lineBehind = 0;
  /** Collections that are open. */
  #depth = 0;

  constructor(
    readonly text: string,
    start: number,
    readonly end: number,
    /** The last line feed is not the file's own, which a block at the end must not show. */
    readonly unterminated: boolean,
  ) {
    this.pos = start;
  }

  /**
   * From the start of a line to the first character of the next line with content, which sets
   * `column`. Returns whether it stepped over a comment.
   */
  nextLine(): boolean {
    const { text, end } = this;
    let pos = this.pos;
    let comment = false;
    for (;;) {
      const start = pos;
      while (text.charCodeAt(pos) === SPACE) pos += 1;
      if (pos >= end) {
        this.pos = end;
        this.column = -1;
        return comment;
      }
      const code = text.charCodeAt(pos);
      if (code === LF) pos += 1;
      else if (code === HASH) {
        comment = true;
        pos = this.#behindComment(pos);
      } else if (code === TAB) throw UNUSUAL;
      else {
        this.pos = pos;
        this.column = pos - start;
        return comment;
      }
    }
  }

  /** Steps over what may follow a value on its line, to the start of the next line. */
  restOfLine(): void {
    const { text } = this;
    let pos = this.pos;
    while (text.charCodeAt(pos) === SPACE) pos += 1;
    const code = text.charCodeAt(pos);
    if (code === LF) this.pos = pos + 1;
    else if (code === HASH && text.charCodeAt(pos - 1) === SPACE)
      this.pos = this.#behindComment(pos);
    else throw UNUSUAL;
  }

  skipSpaces(): void {
    while (this.text.charCodeAt(this.pos) === SPACE) this.pos += 1;
  }

  /** Between the tokens of a flow collection, over any number of lines. */
  skipFlowBlanks(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.pos);
      if (code === SPACE || code === LF || code === TAB) this.pos += 1;
      else if (code === HASH && isBlank(text.charCodeAt(this.pos - 1)))
        this.pos = this.#behindComment(this.pos) - 1;
      else if (this.pos >= this.end) throw UNUSUAL;
      else return;
    }
  }

  enter(): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw UNUSUAL;
  }

  leave(): void {
    this.#depth -= 1;
  }

  #behindComment(pos: number): number {
    const feed = this.text.indexOf('\n', pos);
    requireReadable(this.text, pos, feed);
    return feed + 1;
  }
}

/** @throws UNUSUAL where a character between the two offsets is none that go-yaml reads. */
export function requireReadable(text: string, start: number, end: number): void {
  if (UNREADABLE.test(text.slice(start, end))) throw UNUSUAL;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === LF || code === TAB;
}
