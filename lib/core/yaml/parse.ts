import type { Pointer } from '../pointer';
import { composeDocument } from './compose';
import { contentStart, splitDocuments, type Span } from './documents';
import { UNUSUAL } from './cursor';
import { NOTHING, readFast } from './fast';
import { ProblemAt, type Places, type Reading, type YamlProblem } from './problem';
import { Source } from './source';

/** One document of a YAML stream. */
export interface YamlDocument {
  /** Plain data; `null` for an empty document and for one that cannot be read. */
  readonly value: unknown;
  /** 1-based line on which its content starts; that of its marker where it has none. */
  readonly line: number;
  /** Nothing but comments between its markers. */
  readonly empty: boolean;
  /** The first thing wrong with it. */
  readonly problem?: YamlProblem;
  /**
   * 1-based line of the key or list item at `pointer`, or of its nearest parent that is written.
   * The first call reads the document again: nothing is kept before.
   */
  lineOf(pointer: Pointer): number | undefined;
}

/**
 * Reads a YAML stream, one document at a time: a broken one has a `problem`, the others their value.
 * Scalars are those of YAML 1.1 as go-yaml v2 behind sigs.k8s.io/yaml resolves them, which is what
 * kubectl, Argo CD and the API server read. Duplicate keys are a problem. Never throws.
 *
 * @param text with line feeds, CRLF or CR, with or without a byte order mark. An empty text, or one
 *   of comments alone, has no documents.
 */
export function parseDocuments(text: string): YamlDocument[] {
  const source = new Source(normalized(text));
  return splitDocuments(source.text).map((span) => new ReadDocument(source, span));
}

function normalized(text: string): string {
  const marked = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return marked.includes('\r') ? marked.replace(/\r\n?/g, '\n') : marked;
}

class ReadDocument implements YamlDocument {
  readonly value: unknown;
  readonly empty: boolean;
  readonly problem?: YamlProblem;
  #places: Places | undefined;

  constructor(
    private readonly source: Source,
    private readonly span: Span,
  ) {
    let reading: Reading;
    try {
      reading = read(source, span);
    } catch (cause) {
      if (!(cause instanceof ProblemAt)) throw cause;
      reading = { value: null };
      this.problem = this.#problem('syntax', cause);
    }
    this.empty = reading.value === NOTHING;
    this.value = this.empty ? null : reading.value;
    if (reading.duplicate) this.problem = this.#problem('duplicate-key', reading.duplicate);
  }

  get line(): number {
    const { start, end } = this.span;
    return this.source.placeOf(contentStart(this.source.text, start, end, true) ?? start).line;
  }

  lineOf(pointer: Pointer): number | undefined {
    const places = (this.#places ??= placesIn(this.source, this.span));
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const offset = places.get(at);
      if (offset !== undefined) return this.source.placeOf(offset).line;
    }
    return this.line;
  }

  #problem(kind: YamlProblem['kind'], { offset, message }: ProblemAt): YamlProblem {
    return { kind, message, ...this.source.placeOf(offset) };
  }
}

/** @throws {ProblemAt} by the offset in the whole text. */
function read({ text, terminated }: Source, { start, end }: Span, places?: Places): Reading {
  try {
    return {
      value: readFast(
        terminated,
        start,
        end === text.length ? terminated.length : end,
        terminated !== text,
        places,
      ),
    };
  } catch (cause) {
    if (cause !== UNUSUAL) throw cause;
  }
  if (contentStart(text, start, end, true) === undefined) return { value: NOTHING };
  places?.clear();
  return composeDocument(text.slice(start, end), start, places);
}

function placesIn(source: Source, span: Span): Places {
  const places: Places = new Map();
  try {
    read(source, span, places);
  } catch {
    // What was read up to the problem has its place all the same.
  }
  return places;
}
