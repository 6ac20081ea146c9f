import type * as JsYaml from 'js-yaml';
import { YamlError } from '../errors';
import { jsYaml } from '../events';
import { skipBlank } from './text-edit';

/** A YAML value with its place in the text; offsets are those of its own characters. */
export type TreeNode = TreeMap | TreeList | TreeLeaf;

export interface TreeMap {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly start: number;
  readonly end: number;
  readonly entries: readonly TreeEntry[];
}

export interface TreeList {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly start: number;
  readonly end: number;
  readonly items: readonly TreeItem[];
}

export interface TreeItem {
  /** Where its dash is; in a flow list, where the value starts. */
  readonly start: number;
  readonly value: TreeNode;
}

/** A scalar with its quotes, an alias, or nothing at all (`start` equals `end`). */
export interface TreeLeaf {
  readonly kind: 'leaf';
  readonly start: number;
  readonly end: number;
}

export interface TreeEntry {
  readonly key: string;
  readonly keyStart: number;
  /** Behind the colon. */
  readonly keyEnd: number;
  readonly value: TreeNode;
}

/** The structure of a text that is known to be one document; `undefined` where it is empty. */
export function readTree(text: string): TreeNode | undefined {
  const yaml = jsYaml();
  const events = yaml.parseEvents(text, {});
  const first = events[1];
  if (!first || first.type === yaml.EVENT_ID.POP) return undefined;
  return new TreeReader(text, events, yaml).node(0);
}

class TreeReader {
  #next = 1;

  constructor(
    private readonly text: string,
    private readonly events: readonly JsYaml.Event[],
    private readonly yaml: typeof JsYaml,
  ) {}

  /** The next value; an empty one stands at `fallback`. */
  node(fallback: number): TreeNode {
    const { ALIAS, MAPPING, SCALAR, SEQUENCE } = this.yaml.EVENT_ID;
    const event = this.events[this.#next++];
    switch (event?.type) {
      case ALIAS:
        return { kind: 'leaf', start: event.anchorStart - 1, end: event.anchorEnd };
      case SCALAR:
        return this.#leaf(event, fallback);
      case SEQUENCE: {
        const flow = event.style === this.yaml.COLLECTION_STYLE.FLOW;
        const items = this.#items(event.start, flow);
        const last = items.at(-1)?.value.end ?? event.start + 1;
        const end = this.#endOf(event.style, last, ']');
        return { kind: 'list', flow, start: event.start, end, items };
      }
      case MAPPING: {
        const flow = event.style === this.yaml.COLLECTION_STYLE.FLOW;
        const entries = this.#entries(event.start);
        const last = entries.at(-1)?.value.end ?? event.start + 1;
        const end = this.#endOf(event.style, last, '}');
        return { kind: 'map', flow, start: event.start, end, entries };
      }
      default:
        throw new YamlError('YAML_EDIT_UNSAFE', 'document has no value', 'repair the YAML');
    }
  }

  #leaf(event: JsYaml.ScalarEvent, fallback: number): TreeLeaf {
    const { valueStart, valueEnd, style } = event;
    const { SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL_BLOCK, FOLDED_BLOCK } = this.yaml.SCALAR_STYLE;
    const marks = [event.tagStart, event.anchorStart - 1].filter((mark) => mark >= 0);
    if (valueStart < 0) {
      const end = Math.max(event.tagEnd, event.anchorEnd, fallback);
      return { kind: 'leaf', start: Math.min(fallback, end, ...marks), end };
    }
    const quoted = style === SINGLE_QUOTED || style === DOUBLE_QUOTED ? 1 : 0;
    const block = style === LITERAL_BLOCK || style === FOLDED_BLOCK;
    // The header of a block stands above its content.
    const own = block ? this.#headerBefore(valueStart) : valueStart - quoted;
    return { kind: 'leaf', start: Math.min(own, ...marks), end: valueEnd + quoted };
  }

  #headerBefore(content: number): number {
    const line = this.text.slice(0, content).trimEnd();
    return Math.max(line.lastIndexOf('|'), line.lastIndexOf('>'));
  }

  #items(start: number, flow: boolean): TreeItem[] {
    const items: TreeItem[] = [];
    let last = flow ? start + 1 : start;
    while (!this.#pops()) {
      const dash = flow ? last : skipBlank(this.text, last);
      const value = this.node(dash + (flow ? 0 : 1));
      items.push({ start: flow ? value.start : dash, value });
      last = value.end;
    }
    return items;
  }

  #entries(start: number): TreeEntry[] {
    const entries: TreeEntry[] = [];
    let last = start;
    while (!this.#pops()) {
      const event = this.events[this.#next];
      const key = this.node(last);
      const keyEnd = this.text.indexOf(':', key.end) + 1;
      const value = this.node(keyEnd);
      const isScalar = event?.type === this.yaml.EVENT_ID.SCALAR;
      const name = isScalar ? this.yaml.getScalarValue(this.text, event) : '';
      entries.push({ key: name, keyStart: key.start, keyEnd, value });
      last = value.end;
    }
    return entries;
  }

  #pops(): boolean {
    if (this.events[this.#next]?.type !== this.yaml.EVENT_ID.POP) return false;
    this.#next += 1;
    return true;
  }

  #endOf(style: JsYaml.CollectionStyle, last: number, bracket: string): number {
    if (style !== this.yaml.COLLECTION_STYLE.FLOW) return last;
    let at = last;
    while (this.text[at] !== bracket) {
      at = this.text[at] === '#' ? this.text.indexOf('\n', at) : at + 1;
    }
    return at + 1;
  }
}
