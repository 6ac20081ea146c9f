import { escapeToken } from '../pointer';
import {
  eventsOf,
  jsYaml,
  startOf,
  tagReader,
  type Event,
  type ScalarEvent,
  type TagOf,
} from './events';
import { requireReadable } from './readable';
import { plainKey } from './plain-key';
import { plainValue } from './plain-value';
import { ProblemAt, type Places, type Reading } from './problem';
import { scalarText } from './scalar-of-event';
import { setKey } from './set-key';
import { taggedValue } from './tagged-value';

/** Nodes that the aliases of one document may stand for. More is an attack on the reader. */
const MOST_ALIASED = 400_000;
const MERGE = 'tag:yaml.org,2002:merge';

interface Node {
  readonly value: unknown;
  /** What it is as a key; absent where it cannot be one. */
  readonly key?: string | undefined;
  /** A plain `<<`, which merges the maps that follow. */
  readonly merges?: boolean;
  /** Nodes in it, itself included, each alias counted in full. */
  readonly size: number;
}

/**
 * Reads one document of any YAML: anchors, aliases, merge keys, tags, complex syntax. js-yaml finds
 * the structure; the values are made here, as go-yaml v2 behind sigs.k8s.io/yaml makes them.
 *
 * @param text one document with its markers and directives; its lines end in line feeds.
 * @param base offset of `text` in the file, which all offsets that leave here count from.
 * @param places receives the offset of each key and list item, where given.
 * @throws {ProblemAt} where it is no YAML, or none that has a JSON form.
 */
export function composeDocument(text: string, base: number, places?: Places): Reading {
  try {
    const events = eventsOf(text);
    const [document, first] = events;
    const { DOCUMENT, POP } = jsYaml().EVENT_ID;
    if (document?.type !== DOCUMENT || first?.type === POP) return { value: null };
    requireReadable(text, events);
    const composer = new Composer(text, base, events, tagReader(text, document), places);
    return composer.read();
  } catch (cause) {
    if (cause instanceof ProblemAt) throw new ProblemAt(base + cause.offset, cause.message);
    throw cause;
  }
}

class Composer {
  readonly #id = jsYaml().EVENT_ID;
  readonly #anchors = new Map<string, Node | undefined>();
  #duplicate: ProblemAt | undefined;
  #aliased = 0;
  /** Index of the event to take next; the first opens the document. */
  #next = 1;
  /** Of the last node that has one. */
  #offset = 0;

  constructor(
    private readonly text: string,
    private readonly base: number,
    private readonly events: readonly Event[],
    private readonly tagOf: TagOf,
    private readonly places: Places | undefined,
  ) {}

  read(): Reading {
    const { value } = this.#node('');
    return this.#duplicate ? { value, duplicate: this.#duplicate } : { value };
  }

  #node(pointer: string): Node {
    const event = this.#take();
    if (event.type === this.#id.ALIAS) {
      this.#offset = event.anchorStart - 1;
      return this.#alias(this.text.slice(event.anchorStart, event.anchorEnd));
    }
    if (event.type === this.#id.POP || event.type === this.#id.DOCUMENT) throw this.#at('no value');
    this.#offset = startOf(event, this.text) ?? this.#offset;
    if (pointer === '') this.places?.set(pointer, this.base + this.#offset);
    if (event.anchorStart < 0) return this.#content(event, pointer);
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    this.#anchors.set(name, undefined);
    const node = this.#content(event, pointer);
    this.#anchors.set(name, node);
    return node;
  }

  #content(event: Exclude<Event, { anchorStart?: never }>, pointer: string): Node {
    switch (event.type) {
      case this.#id.SCALAR:
        return this.#scalar(event as ScalarEvent);
      case this.#id.SEQUENCE:
        return this.#list(pointer);
      default:
        return this.#map(pointer);
    }
  }

  #alias(name: string): Node {
    const node = this.#anchors.get(name);
    if (!node) {
      const itself = this.#anchors.has(name);
      throw this.#at(itself ? `anchor '${name}' contains itself` : `unknown anchor '${name}'`);
    }
    this.#aliased += node.size;
    if (this.#aliased > MOST_ALIASED) throw this.#at('aliases stand for too much');
    return node;
  }

  #scalar(event: ScalarEvent): Node {
    const text = scalarText(this.text, event);
    const tag = this.tagOf(event);
    const plain = event.style === jsYaml().SCALAR_STYLE.PLAIN;
    if (tag === undefined && !plain) return { value: text, key: text, size: 1 };
    if (text === '<<' && (tag === undefined || tag === MERGE))
      return { value: text, merges: true, size: 1 };
    const value = tag === undefined ? plainValue(text) : this.#tagged(text, tag);
    const key = typeof value === 'string' ? value : plainKey(text);
    return { value, key, size: 1 };
  }

  #tagged(text: string, tag: string): ReturnType<typeof plainValue> {
    try {
      return taggedValue(text, tag);
    } catch (reason) {
      throw typeof reason === 'string' ? this.#at(reason) : reason;
    }
  }

  #list(pointer: string): Node {
    const value: unknown[] = [];
    let size = 1;
    while (!this.#pops()) {
      const at = this.places ? `${pointer}/${value.length}` : '';
      const item = this.#item(at);
      value.push(item.value);
      size += item.size;
    }
    return { value, size };
  }

  /** A list item, whose place is where its content starts. */
  #item(pointer: string): Node {
    const event = this.events[this.#next];
    if (this.places && event && 'tagStart' in event) {
      this.places.set(pointer, this.base + (startOf(event, this.text) ?? this.#offset));
    }
    return this.#value(this.#node(pointer));
  }

  #map(pointer: string): Node {
    const value: Record<string, unknown> = {};
    const written = new Set<string>();
    let size = 1;
    while (!this.#pops()) {
      const key = this.#node('?');
      const offset = this.#offset;
      if (key.merges) {
        size += this.#merge(value, offset);
        continue;
      }
      if (key.key === undefined) throw new ProblemAt(offset, notAKey(key.value));
      if (written.has(key.key))
        this.#duplicate ??= new ProblemAt(this.base + offset, `key '${key.key}' is written twice`);
      written.add(key.key);
      const at = this.places ? `${pointer}/${escapeToken(key.key)}` : '';
      this.places?.set(at, this.base + offset);
      const child = this.#value(this.#node(at));
      setKey(value, key.key, child.value);
      size += child.size;
    }
    return { value, size };
  }

  /** Merged keys override those above and yield to those below, as in go-yaml v2. */
  #merge(into: Record<string, unknown>, offset: number): number {
    const { value, size } = this.#node('?');
    const maps: unknown[] = Array.isArray(value) ? value.toReversed() : [value];
    for (const map of maps) {
      if (typeof map !== 'object' || map === null || Array.isArray(map))
        throw new ProblemAt(offset, `'<<' merges maps, not ${JSON.stringify(map)}`);
      for (const [key, child] of Object.entries(map)) setKey(into, key, child);
    }
    return size;
  }

  #value(node: Node): Node {
    if (typeof node.value === 'number' && !Number.isFinite(node.value))
      throw this.#at('infinity and not-a-number have no JSON form');
    return node;
  }

  /** Steps over the end of a collection, if that comes next. */
  #pops(): boolean {
    if (this.events[this.#next]?.type !== this.#id.POP) return false;
    this.#next += 1;
    return true;
  }

  #take(): Event {
    const event = this.events[this.#next];
    if (!event) throw new ProblemAt(this.text.length, 'document ends too early');
    this.#next += 1;
    return event;
  }

  #at(message: string): ProblemAt {
    return new ProblemAt(this.#offset, message);
  }
}

function notAKey(value: unknown): string {
  if (typeof value === 'object' && value !== null) return 'a map or list cannot be a key';
  return `${value === null ? 'null' : JSON.stringify(value)} cannot be a key`;
}
