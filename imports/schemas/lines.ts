import type { Child, KindFacts, Node } from '../generate/schema';

/** Kinds and the shapes they reach. `shapes` is filled for the kinds that were asked for. */
export interface LazyTable {
  readonly shapes: readonly Node[];
  /** All kinds; of a table by release, those of `release`. */
  kinds(release?: string): Readonly<Record<string, KindFacts>>;
  /** The kind with its shapes in place. */
  find(id: string, release?: string): KindFacts | undefined;
}

const SHAPES = '\n"shapes":[';
const NEW_LINE = 10;

/**
 * A table over the bytes of one file of this folder. A file has one kind and one shape a line, so
 * only the lines in use are parsed: a lint of one manifest does not read a megabyte of JSON.
 */
export function lazyTable(bytes: Buffer): LazyTable {
  const end = bytes.indexOf(SHAPES);
  const head = bytes.toString('utf8', 0, end);
  const shapes: Node[] = [];
  const kindsByRelease = new Map<string, Readonly<Record<string, KindFacts>>>();
  let lines: readonly number[] | undefined;

  function load(child: Child): void {
    if (typeof child !== 'number') return loadChildren(child);
    if (shapes[child] !== undefined) return;
    lines ??= lineStarts(bytes, bytes.indexOf(NEW_LINE, end + 1) + 1);
    const text = bytes.toString('utf8', lines[child], (lines[child + 1] ?? bytes.length) - 1);
    const node = JSON.parse(text.endsWith(',') ? text.slice(0, -1) : text) as Node;
    shapes[child] = node;
    loadChildren(node);
  }

  function loadChildren({ properties, items, additionalProperties }: Node): void {
    if (properties) for (const child of Object.values(properties)) load(child);
    if (items !== undefined) load(items);
    if (additionalProperties !== undefined && typeof additionalProperties !== 'boolean')
      load(additionalProperties);
  }

  function kinds(release = ''): Readonly<Record<string, KindFacts>> {
    let known = kindsByRelease.get(release);
    if (!known) kindsByRelease.set(release, (known = parseKinds(head, release)));
    return known;
  }

  return {
    shapes,
    kinds,
    find(id, release) {
      const all = kinds(release);
      const facts = Object.hasOwn(all, id) ? all[id] : undefined;
      if (facts) load(facts.root);
      return facts;
    },
  };
}

/** `head` is what stands before the shapes; with releases, each is a line of it. */
function parseKinds(head: string, release: string): Readonly<Record<string, KindFacts>> {
  const start = release ? head.indexOf(`\n"${release}":`) : 0;
  if (start < 0) return {};
  const text = release
    ? `{${head.slice(start, head.indexOf('\n', start + 1))}`.replace(/,$/, '') + '}'
    : head.replace(/,$/, '') + '}';
  const parsed = JSON.parse(text) as Record<string, unknown>;
  const { kinds } = (release ? parsed[release] : parsed) as {
    kinds: Readonly<Record<string, KindFacts>>;
  };
  return kinds;
}

/** The releases that `bytes` has kinds of, in the order of the file. */
export function releasesIn(bytes: Buffer): string[] {
  const head = bytes.toString('utf8', 0, bytes.indexOf(SHAPES));
  return [...head.matchAll(/^"([\d.]+)":/gm)].map(([, release = '']) => release);
}

function lineStarts(bytes: Buffer, from: number): readonly number[] {
  const starts = [];
  for (let at = from; at > 0 && at < bytes.length; at = bytes.indexOf(NEW_LINE, at) + 1)
    starts.push(at);
  return starts;
}
