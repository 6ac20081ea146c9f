import type { Checked } from '../check';
import type { Expr } from '../syntax';
import { first, isOptional, type Type } from '../types';
import { exactly, ONE, UNKNOWN, type Size } from './amounts';
import type { Entries, Part } from './part';
import type { Path } from './path';

/** How large values are that a way through the schema leads to; `undefined` where it leads nowhere. */
export type SizeAt = (names: readonly string[]) => Size | undefined;

/** A name that a macro gives. */
export interface Local {
  readonly path: Path | undefined;
  readonly size: Size | undefined;
  readonly entries: Entries | undefined;
}

/** What is known of the parts of an expression while it is estimated. */
export class Known {
  readonly #paths = new Map<Expr, Path>();
  readonly #sizes = new Map<Expr, Size>();
  readonly #entries = new Map<Expr, Entries>();
  readonly #locals = new Map<string, Local[]>();
  readonly #types = new Map<Expr, Type>();

  constructor(
    private readonly checked: Checked,
    private readonly sizeAt: SizeAt,
  ) {}

  typeOf(e: Expr): Type {
    return this.#types.get(e) ?? this.checked.typeOf(e);
  }

  /** For a part that the checker has not seen. */
  setType(e: Expr, type: Type): void {
    this.#types.set(e, type);
  }

  local(name: string): Local | undefined {
    return this.#locals.get(name)?.at(-1);
  }

  push(name: string, local: Local): void {
    const stack = this.#locals.get(name);
    if (stack) stack.push(local);
    else this.#locals.set(name, [local]);
  }

  pop(name: string): void {
    this.#locals.get(name)?.pop();
  }

  /** A name for what is known of an expression. */
  localOf(e: Expr): Local {
    return { path: this.pathOf(e), entries: this.entriesOf(e), size: this.sizeOf(e) };
  }

  pathOf(e: Expr): Path | undefined {
    const local = e.is === 'ident' ? this.local(e.name) : undefined;
    return local ? local.path : this.#paths.get(e);
  }

  setPath(e: Expr, path: Path | undefined): void {
    if (path) this.#paths.set(e, path);
  }

  setSize(e: Expr, size: Size | undefined): void {
    if (size) this.#sizes.set(e, size);
  }

  entriesOf(e: Expr): Entries | undefined {
    const found = this.#entries.get(e);
    if (found || e.is !== 'ident') return found;
    return this.local(e.name)?.entries;
  }

  setEntries(e: Expr, entries: Entries | undefined): void {
    if (entries) this.#entries.set(e, entries);
  }

  copySizes(to: Expr, from: Expr): void {
    this.setSize(to, this.sizeOf(from));
    this.setEntries(to, this.entriesOf(from));
  }

  /** How large a value is; `undefined` for unknown. */
  sizeOf(e: Expr): Size | undefined {
    const written = this.#sizes.get(e) ?? writtenSize(e);
    if (written) return written;
    const found = this.#sizeAt(this.pathOf(e)?.names());
    if (found) {
      this.#sizes.set(e, found);
      return found;
    }
    if (isScalar(this.typeOf(e))) return ONE;
    return e.is === 'ident' ? this.local(e.name)?.size : undefined;
  }

  part(expr: Expr): Part {
    return { expr, path: this.pathOf(expr), type: this.typeOf(expr), size: this.sizeOf(expr) };
  }

  /** What a library takes for the size of an argument. */
  sizeOfPart({ size, path }: Part): Size {
    return size ?? this.#sizeAt(path?.names()) ?? UNKNOWN;
  }

  itemSizeOfPart({ path }: Part): Size {
    return this.#sizeAt(path && [...path.names(), '@items']) ?? UNKNOWN;
  }

  #sizeAt(names: readonly string[] | undefined): Size | undefined {
    return names && this.sizeAt(names);
  }
}

function writtenSize(e: Expr): Size | undefined {
  if (e.is === 'list') return exactly(BigInt(e.items.length));
  if (e.is === 'map') return exactly(BigInt(e.entries.length));
  if (e.is !== 'literal') return undefined;
  const { value } = e;
  if (typeof value === 'string') return exactly(BigInt([...value].length));
  return value instanceof Uint8Array ? exactly(BigInt(value.length)) : ONE;
}

const SCALARS = ['bool', 'int', 'uint', 'double', 'timestamp', 'duration'];

function isScalar(type: Type): boolean {
  return isOptional(type) ? isScalar(first(type)) : SCALARS.includes(type.kind);
}
