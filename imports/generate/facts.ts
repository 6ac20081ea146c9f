import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Crd, CrdVersion } from './crd';
import { ShapePool } from './pool';
import { byText, type Child, type KindFacts, type Node, type SchemaTable } from './schema';

/** Definitions in our compact form: every distinct subtree once. */
export interface Facts {
  readonly crds: readonly CompactCrd[];
  readonly shapes: readonly Node[];
}

export interface CompactCrd extends Omit<Crd, 'versions'> {
  readonly versions: readonly CompactVersion[];
}

export interface CompactVersion extends Omit<CrdVersion, 'schema'> {
  readonly root?: Child;
}

/** Definitions, sorted by group and kind, over one pool of shapes. */
export function factsOf(crds: Iterable<Crd>): Facts {
  const pool = new ShapePool();
  const sorted = [...crds].sort((a, b) => byText(a.group, b.group) || byText(a.kind, b.kind));
  const compact = sorted.map(({ versions, ...rest }) => ({
    ...rest,
    versions: versions.map(({ schema, ...version }) => ({
      ...version,
      ...(schema && { root: pool.add(schema) }),
    })),
  }));
  return { crds: compact, shapes: pool.shapes };
}

/** Those of `facts` whose definition is wanted; the shapes stay. */
export function pick(facts: Facts, wanted: (crd: CompactCrd) => boolean): Facts {
  return { ...facts, crds: facts.crds.filter(wanted) };
}

/** Facts as the bytes of `imports/facts/*.json.br`. */
export function packFacts(facts: Facts): Buffer {
  return compress(facts);
}

/** A value as brotli of its JSON. */
export function compress(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}

/** The facts in the bytes of one file that {@link packFacts} made. */
export function unpackFacts(bytes: Uint8Array): Facts {
  return JSON.parse(brotliDecompressSync(bytes).toString('utf8')) as Facts;
}

/** A kind without a schema takes anything. */
export const ANYTHING: Node = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** The schema table of `facts`, with only the shapes that its kinds reach, renumbered. */
export function tableOf(facts: Facts): SchemaTable {
  const shapes: Node[] = [];
  const places = new Map<number, number>();
  const move = (child: Child): Child => {
    if (typeof child !== 'number') return moved(child, move);
    const known = places.get(child);
    if (known !== undefined) return known;
    const node = moved(facts.shapes[child] ?? {}, move);
    places.set(child, shapes.length);
    return shapes.push(node) - 1;
  };
  const kinds = Object.entries(kindsOf(facts)).map(
    ([id, { root, ...rest }]): [string, KindFacts] => [id, { root: move(root), ...rest }],
  );
  return { kinds: Object.fromEntries(kinds), shapes };
}

/** What a table says about the kinds of `facts`, over the shapes that `facts` has. */
export function kindsOf({ crds }: Facts): Record<string, KindFacts> {
  return Object.fromEntries(
    crds.flatMap(({ group, kind, plural, scope, versions }) =>
      versions.map(({ name, root, ...rest }) => [
        `${group}/${name}/${kind}`,
        { root: root ?? ANYTHING, scope, plural, ...rest },
      ]),
    ),
  );
}

/** `node` with each child replaced. */
export function moved(node: Node, move: (child: Child) => Child): Node {
  const entries = Object.entries(node).map(([keyword, value]): [string, unknown] => {
    if (keyword === 'properties')
      return [
        keyword,
        Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, move(v as Child)])),
      ];
    const isChild = keyword === 'items' || keyword === 'additionalProperties';
    return [keyword, isChild && typeof value !== 'boolean' ? move(value as Child) : value];
  });
  return Object.fromEntries(entries);
}
