import { plainKey } from './plain-key';

/** A key of some map: the same object wherever that key is met, however it is written. */
export interface Key {
  readonly text: string;
  /** The map that had it last, by number. */
  lastMap: number;
}

/** One way to write a plain key. */
export interface Spelling {
  /** With its colon. */
  readonly text: string;
  readonly key: Key;
  /** By the key that comes behind it. */
  readonly steps: Map<Spelling, Step>;
}

/** A key as it follows another one; remembers what came next, which is what mostly comes next. */
export interface Step {
  readonly spelling: Spelling;
  /** The last key that followed, and another one that did. */
  next: Step | undefined;
  other: Step | undefined;
  /** A scalar that followed on its line, from behind the colon to behind the line feed. */
  line: string;
  /** What that scalar was. */
  value: unknown;
  /** How often in a row another line may follow until `line` is no longer looked at. */
  patience: number;
}

const SLOTS = 4_096;
/** More than any set of manifests has, less than a hostile one may cost. */
const MOST_KEPT = 50_000;

/** Most keys have few values, and then the same one again and again; the others have many. */
export const PATIENCE = 16;

/**
 * The keys met so far. Manifests have few, so nearly every key is found here without being cut out
 * of the text.
 */
class KeyTable {
  readonly #spellings: (Spelling | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);
  readonly #keys = new Map<string, Key>();
  #maps = 0;
  /** Before the first key of a document. */
  start = firstStep();

  /** To be called between documents only: it may forget which map has which key. */
  startDocument(): void {
    if (this.#keys.size < MOST_KEPT) return;
    this.#keys.clear();
    this.#spellings.fill(undefined);
    this.start = firstStep();
  }

  /** `spelling` as it follows the key of `last`, and what `last` expects from now on. */
  step(last: Step, spelling: Spelling): Step {
    let step = last.spelling.steps.get(spelling);
    if (!step) {
      step = newStep(spelling);
      last.spelling.steps.set(spelling, step);
    }
    last.other = last.next;
    last.next = step;
    return step;
  }

  /** Numbers a map. A map inside it gets a higher number. */
  startMap(): number {
    this.#maps += 1;
    return this.#maps;
  }

  /**
   * The plain key that stands in `text` from `start` to its colon at `end`; `undefined` where
   * go-yaml refuses it.
   *
   * @param hash of its characters: the same for the same characters.
   */
  plain(text: string, start: number, end: number, hash: number): Spelling | undefined {
    const slot = hash & (SLOTS - 1);
    const known = this.#spellings[slot];
    if (known?.text.length === end + 1 - start && text.startsWith(known.text, start)) return known;
    const plain = text.slice(start, end);
    const resolved = plainKey(plain);
    if (resolved === undefined || plain === '<<') return undefined;
    const spelling: Spelling = {
      text: `${plain}:`,
      key: this.named(resolved),
      steps: new Map(),
    };
    this.#spellings[slot] = spelling;
    return spelling;
  }

  named(text: string): Key {
    let key = this.#keys.get(text);
    if (!key) {
      key = { text, lastMap: 0 };
      this.#keys.set(text, key);
    }
    return key;
  }
}

function newStep(spelling: Spelling): Step {
  const nothing = { next: undefined, other: undefined, line: '', value: null };
  return { spelling, ...nothing, patience: PATIENCE };
}

function firstStep(): Step {
  return newStep({ text: '', key: { text: '', lastMap: 0 }, steps: new Map() });
}

export const keys = new KeyTable();

/** Marks `key` as one of `map`, number `id`; `false` if it is one already. */
export function claim(key: Key, id: number, map: object): boolean {
  // A map inside this one may have had the key since, which says nothing about this one.
  if (key.lastMap >= id && (key.lastMap === id || Object.hasOwn(map, key.text))) return false;
  key.lastMap = id;
  return true;
}
