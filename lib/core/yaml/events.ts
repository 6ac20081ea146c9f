import type * as JsYaml from 'js-yaml';
import { ProblemAt } from './problem';

export type Event = JsYaml.Event;
export type ScalarEvent = JsYaml.ScalarEvent;
type NodeEvent = JsYaml.MappingEvent | JsYaml.SequenceEvent | JsYaml.ScalarEvent;

/** Levels of nesting. go-yaml gives up at 10,000; this keeps clear of the end of the stack. */
const DEEPEST = 1_000;
const CORE = 'tag:yaml.org,2002:';

/**
 * js-yaml, loaded when first needed: that takes longer than reading most files, and few files need
 * more than the fast parser.
 */
export function jsYaml(): typeof JsYaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('js-yaml') as typeof JsYaml;
}

/** @throws {ProblemAt} where `text` is no YAML. */
export function eventsOf(text: string): readonly Event[] {
  try {
    return jsYaml().parseEvents(text, { maxDepth: DEEPEST });
  } catch (cause) {
    const { reason, mark } = cause as { reason?: string; mark?: { position: number } };
    if (reason === undefined) throw cause;
    const offset = mark?.position ?? 0;
    const open = text.slice(offset).trim() === '' && /indentation|end of the stream/.test(reason);
    throw new ProblemAt(offset, open ? 'document ends inside brackets or quotes' : reason);
  }
}

/** Where a node starts; `undefined` for an empty one without tag or anchor. */
export function startOf(event: NodeEvent, text: string): number | undefined {
  if (event.anchorStart >= 0) return event.anchorStart - 1;
  if (event.tagStart >= 0) return event.tagStart;
  if (!('valueStart' in event)) return event.start;
  if (event.valueStart < 0) return undefined;
  const { LITERAL_BLOCK, FOLDED_BLOCK, PLAIN } = jsYaml().SCALAR_STYLE;
  if (event.style === PLAIN) return event.valueStart;
  // The content of a block starts below its header, that of a quoted text behind its quote.
  const block = event.style === LITERAL_BLOCK || event.style === FOLDED_BLOCK;
  return (block ? text.slice(0, event.valueStart).trimEnd().length : event.valueStart) - 1;
}

/** Spells the tag of a node in full; `undefined` for a node without one. */
export type TagOf = (event: NodeEvent) => string | undefined;

export function tagReader(text: string, document: JsYaml.DocumentEvent): TagOf {
  const prefixes = new Map([
    ['!', '!'],
    ['!!', CORE],
  ]);
  for (const directive of document.directives) {
    if (directive.kind === 'tag') prefixes.set(directive.handle, directive.prefix);
  }
  return (event) => {
    if (event.tagStart < 0) return undefined;
    const tag = text.slice(event.tagStart, event.tagEnd);
    if (tag.startsWith('!<')) return tag.slice(2, -1);
    if (tag === '!') return tag;
    const [, handle = '!', suffix = ''] = /^(![\w-]*!|!)(.*)$/.exec(tag) ?? [];
    const prefix = prefixes.get(handle);
    if (prefix === undefined) throw new ProblemAt(event.tagStart, `unknown tag handle '${handle}'`);
    return prefix + suffix;
  };
}
