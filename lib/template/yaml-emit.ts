import { toValidText } from './bytes';
import { FunctionFailure, TemplateError } from './errors';
import { printFloat } from './print';
import { isInOrder } from './order';
import { Boxed, Int, isMap, isNilValue, isSlice, type ValueMap } from './values';
import { escapeDouble, isMultiline, styleOf } from './yaml-scalar';
import { compareKeys } from './yaml-keys';

/** How one version of go-yaml lays text out. */
interface Dialect {
  /** Columns that a map is indented below its key. */
  readonly step: number;
  /** Column after which a line is folded. */
  readonly width: number;
  /** Version 3: lists are indented below their key, and columns are multiples of the step. */
  readonly regular: boolean;
}

const V2: Dialect = { step: 2, width: 80, regular: false };
const V3: Dialect = { step: 4, width: Infinity, regular: true };

/**
 * YAML as sigs.k8s.io/yaml writes it, which is go-yaml v2 over JSON: keys in natural order, lists
 * not indented below their key, long texts folded after 80 columns. Ends in a line feed.
 */
export function emitGoYaml(value: unknown): string {
  const emitter = new Emitter(V2);
  emitter.node(value, -1, 'root');
  return `${emitter.out}\n`;
}

/** YAML as gopkg.in/yaml.v3 writes it: lists indented, nothing folded. Ends in a line feed. */
export function emitGoYaml3(value: unknown): string {
  const emitter = new Emitter(V3);
  emitter.node(value, -1, 'root');
  return `${emitter.out}\n`;
}

type Place = 'root' | 'entry' | 'item';

class Emitter {
  out = '';
  #column = 0;

  constructor(private readonly dialect: Dialect) {}

  /** @param indent of the collection that holds the value; -1 for none. */
  node(value: unknown, indent: number, place: Place): void {
    if (value instanceof Boxed && !(value instanceof Int)) {
      this.node(this.dialect.regular ? value.yaml() : value.plain(), indent, place);
    } else if (isSlice(value) && value.length > 0) this.#list(value, indent, place);
    else if (isMap(value) && !isNilValue(value) && Object.keys(value).length > 0) {
      this.#map(value, indent, place);
    } else {
      if (place !== 'root') this.#put(' ');
      this.#leaf(value, indent, place);
    }
  }

  #leaf(value: unknown, indent: number, place: Place): void {
    if (typeof value === 'string')
      this.#text(
        readable(value),
        indent < 0 ? this.dialect.step : this.#below(indent, place),
        false,
      );
    else if (isNilValue(value)) this.#put('null');
    else if (isSlice(value)) this.#put('[]');
    else if (isMap(value)) this.#put('{}');
    else if (value instanceof Int) this.#put(value.value.toString());
    else if (typeof value !== 'number') this.#put(String(value));
    else this.#put(this.dialect.regular ? printFloat(value) : numberText(value));
  }

  #list(items: readonly unknown[], indent: number, place: Place): void {
    const same = place === 'entry' && !this.dialect.regular;
    const own = same ? indent : this.#below(indent, place);
    items.forEach((item, i) => {
      this.#goTo(own, i === 0 && place === 'item', i === 0 && place === 'root');
      this.#put('-');
      this.node(item, own, 'item');
    });
  }

  #map(map: ValueMap, indent: number, place: Place): void {
    const own = this.#below(indent, place);
    const keys = Object.keys(map);
    if (!this.dialect.regular || !isInOrder(map)) keys.sort(compareKeys);
    keys.forEach((key, i) => {
      this.#goTo(own, i === 0 && place === 'item', i === 0 && place === 'root');
      const simple = Buffer.byteLength(key) <= 128 && !isMultiline(key);
      if (simple) {
        this.#text(readable(key), own + this.dialect.step, true);
        this.#put(':');
      } else {
        this.#put('? ');
        this.#text(readable(key), own + this.dialect.step, false);
        this.#goTo(own, false, false);
        this.#put(':');
      }
      this.node(map[key], own, simple ? 'entry' : 'item');
    });
  }

  /** To a column: on this line behind a `-`, at the very start, or on a new one. */
  #goTo(column: number, sameLine: boolean, start: boolean): void {
    if (start) return;
    if (!sameLine) this.#newLine();
    this.#put(' '.repeat(Math.max(column - this.#column, 0)));
  }

  #put(text: string): void {
    this.out += text;
    this.#column += [...text].length;
  }

  #newLine(): void {
    this.out += '\n';
    this.#column = 0;
  }

  #text(text: string, indent: number, key: boolean): void {
    switch (styleOf(text, key)) {
      case 'plain':
        return this.#folded([...text], indent, key, 0);
      case 'single':
        this.#put("'");
        this.#folded(
          [...text].map((rune) => (rune === "'" ? "''" : rune)),
          indent,
          key,
          1,
        );
        return this.#put("'");
      case 'double':
        return this.#double([...text], indent, key);
      case 'literal':
        return this.#literal(text, indent);
    }
  }

  /** Breaks the line at a single space once it is too long. */
  #folded(runes: readonly string[], indent: number, key: boolean, edge: number): void {
    let spaces = false;
    let breaks = false;
    runes.forEach((rune, i) => {
      const inside = i >= edge && i < runes.length - edge;
      if (rune === ' ') {
        const folds =
          !key && !spaces && this.#column > this.dialect.width && inside && runes[i + 1] !== ' ';
        if (folds) this.#indent(indent);
        else this.#put(rune);
        spaces = true;
      } else if (isMultiline(rune)) {
        if (!breaks && rune === '\n') this.#newLine();
        if (rune === '\n') this.#newLine();
        else {
          this.out += rune;
          this.#column = 0;
        }
        breaks = true;
      } else {
        if (breaks) this.#put(' '.repeat(indent));
        this.#put(rune);
        spaces = breaks = false;
      }
    });
  }

  #double(runes: readonly string[], indent: number, key: boolean): void {
    this.#put('"');
    let spaces = false;
    runes.forEach((rune, i) => {
      if (rune !== ' ') {
        this.#put(escapeDouble(rune, runes[0] === '\ufeff'));
        spaces = false;
        return;
      }
      const inside = i > 0 && i < runes.length - 1;
      if (!key && !spaces && this.#column > this.dialect.width && inside) {
        this.#indent(indent);
        if (runes[i + 1] === ' ') this.#put('\\');
      } else this.#put(rune);
      spaces = true;
    });
    this.#put('"');
  }

  #literal(text: string, indent: number): void {
    this.#put('|');
    if (/^[ \r\n\u0085\u2028\u2029]/.test(text)) this.#put(String(this.dialect.step));
    if (!text.endsWith('\n')) this.#put('-');
    else if (text === '\n' || isMultiline(text.at(-2) ?? '')) this.#put('+');
    const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
    if (text === '\n' && this.dialect.regular) return;
    for (const line of lines) {
      this.#newLine();
      if (line !== '') this.#put(' '.repeat(indent) + line);
    }
  }

  /** Indentation of what stands inside a collection; that of the whole is 0. */
  #below(indent: number, place: Place): number {
    const { step, regular } = this.dialect;
    if (indent < 0) return 0;
    if (!regular) return indent + step;
    // Inside an item a collection starts behind the `- `.
    return place === 'item' ? indent + 2 : step * Math.floor((indent + step) / step);
  }

  #indent(indent: number): void {
    this.#newLine();
    this.#put(' '.repeat(indent));
  }
}

/** A number as it comes back from JSON: an integer if it is written as one and fits 64 bits. */
function numberText(value: number): string {
  if (!Number.isInteger(value)) return printFloat(value);
  const text = String(value);
  const digits = /^-?[0-9]+$/.test(text) ? BigInt(text) : undefined;
  const fits = digits !== undefined && digits >= -(2n ** 63n) && digits < 2n ** 64n;
  return fits ? digits.toString() : printFloat(value);
}

/** The text as go-yaml reads it out of the JSON that it is given first. */
function readable(text: string): string {
  const valid = toValidText(text);
  if (/[\x7f-\x84\x86-\x9f\ufffe\uffff]/.test(valid)) {
    throw new FunctionFailure('yaml: control characters are not allowed');
  }
  if (!valid.includes('\x85')) return valid;
  throw new TemplateError(
    'TEMPLATE_FUNCTION_UNSUPPORTED',
    'toYaml of a text with the character U+0085 is not offered here',
    'leave the character out',
  );
}
