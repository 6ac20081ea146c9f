import type * as TypeScript from 'typescript';
import { parsePointer, valueAt, type Manifest, type Pointer } from '../../core';
import { Descent, type Hit } from './descend';
import { callAt, type Call } from './find-call';
import type { Syntax } from './syntax';
import type { TracedObject } from './traced-object';

/** A line of the author's program. */
export interface CodeLine {
  /** `core-stack.ts:26:7` */
  readonly place: string;
  /** The line itself, trimmed. */
  readonly text?: string;
  /**
   * `field`: it writes the field. `value`: it gives the value to the line that does. `nearest`: no
   * line that writes the field could be found, and this leads to it.
   */
  readonly role: 'field' | 'value' | 'nearest';
}

/**
 * The lines of the program that wrote one field of an object: later writes first, then the literals
 * of the calls that made it, the innermost first.
 *
 * @param syntax `undefined` without a compiler: then the line of the object alone is known.
 */
export function linesOf(
  traced: TracedObject,
  manifest: Manifest,
  pointer: Pointer,
  syntax: Syntax | undefined,
): CodeLine[] {
  const nearest = (place: string | undefined): CodeLine[] =>
    place === undefined ? [] : [{ place, ...textAt(place, syntax), role: 'nearest' }];
  const write = traced.writes.findLast(
    (one) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`),
  );
  if (!syntax) return nearest(write?.places[0] ?? traced.places[0]);
  if (write) return linesOfWrite(write.places, write.pointer, syntax);
  const expected = valueAt(manifest, pointer);
  const search = new Search(syntax, expected, variantsOf(manifest, pointer));
  const ofChart = /^\/metadata\/(?:namespace|labels)/.test(pointer) ? (traced.chart ?? []) : [];
  const found =
    expected === undefined ? undefined : (search.run(traced.places) ?? search.run(ofChart));
  return found ?? search.partial() ?? nearest(traced.places[0]);
}

/** A patch by an author's own call names its path in a text; by a package, only the call is known. */
function linesOfWrite(places: readonly string[], pointer: Pointer, syntax: Syntax): CodeLine[] {
  const [place] = places;
  const call = place === undefined ? undefined : callOf(place, syntax);
  if (!call || place === undefined) return [];
  const { ts } = syntax;
  let found: number | undefined;
  let isWrite = /^(?:addJsonPatch|add[A-Z]?\w*)$/.test(calleeName(call));
  const visit = (node: { readonly kind: number }): void => {
    const literal = node as TypeScript.Node;
    if (ts.isStringLiteralLike(literal) && literal.text === pointer) found ??= literal.getStart();
    ts.forEachChild(literal, visit);
  };
  call.node.arguments?.forEach(visit);
  if (found !== undefined) isWrite = true;
  const at = found === undefined ? place : placeAt(call.file, found);
  return [{ place: at, ...textAt(at, syntax), role: isWrite ? 'field' : 'nearest' }];
}

interface Located {
  readonly file: TypeScript.SourceFile;
  readonly node: Call;
}

class Search {
  readonly #descent: Descent;
  #best: { readonly hit: Hit; readonly consumed: number } | undefined;

  constructor(
    private readonly syntax: Syntax,
    expected: unknown,
    private readonly variants: readonly (readonly string[])[],
  ) {
    this.#descent = new Descent(syntax, expected);
  }

  /** The line that writes the field, among the literals of these calls. */
  run(places: readonly string[]): CodeLine[] | undefined {
    for (const [i, place] of places.entries()) {
      const call = callOf(place, this.syntax);
      if (!call) continue;
      const hit = this.#inCall(call.node) ?? this.#named(call.node);
      if (hit) return this.#lines(hit, places.slice(i + 1));
    }
    return undefined;
  }

  /** The line that leads nearest to the field: a spread, a function call. */
  partial(): CodeLine[] | undefined {
    return this.#best && [{ ...this.#lineOf(this.#best.hit.node), role: 'nearest' }];
  }

  #inCall({ arguments: given }: Call): Hit | undefined {
    for (const path of this.variants) {
      for (let from = 0; from < path.length; from++) {
        const wanted = path.slice(from);
        for (const argument of [...(given ?? [])].reverse()) {
          if (this.syntax.ts.isSpreadElement(argument)) continue;
          const hit = this.#descent.into(argument, wanted);
          if (hit.node === argument) continue;
          if (hit.rest.length === 0 && this.#accepts(hit, from, wanted)) return hit;
          const consumed = wanted.length - hit.rest.length;
          if (from <= 1 && consumed > 0 && consumed > (this.#best?.consumed ?? 0)) {
            this.#best = { hit, consumed };
          }
        }
      }
    }
    return undefined;
  }

  /** A field of the same name and value, however deep in the arguments. */
  #named({ arguments: given = [] as never }: Call): Hit | undefined {
    const { ts } = this.syntax;
    const name = this.variants[0]?.at(-1) ?? '';
    if (COMMON.has(name)) return undefined;
    let found: Hit | undefined;
    const visit = (node: TypeScript.Node): void => {
      if (found || ts.isFunctionLike(node)) return;
      if (ts.isObjectLiteralExpression(node)) {
        const hit = this.#descent.into(node, [name]);
        if (hit.rest.length === 0 && this.#descent.says(hit) === true) found = hit;
      }
      ts.forEachChild(node, visit);
    };
    given.forEach(visit);
    return found;
  }

  /** A path cut short may lead to another field of that name: then the value must agree. */
  #accepts(hit: Hit, from: number, wanted: readonly string[]): boolean {
    const says = this.#descent.says(hit);
    if (says !== undefined) return says;
    return from <= 1 || wanted.length > 1 || !COMMON.has(wanted[0] ?? '');
  }

  #lines(hit: Hit, outer: readonly string[]): CodeLine[] {
    const lines: CodeLine[] = [{ ...this.#lineOf(hit.node), role: 'field' }];
    const source = hit.declared ?? this.#passed(hit, outer)?.node;
    if (source && source !== hit.node) lines.push({ ...this.#lineOf(source), role: 'value' });
    return lines;
  }

  /** Where the caller wrote what a parameter holds. */
  #passed({ parameter }: Hit, outer: readonly string[]): Hit | undefined {
    const [place] = outer;
    const call = parameter && place !== undefined ? callOf(place, this.syntax) : undefined;
    const argument = call?.node.arguments?.[parameter?.index ?? 0];
    if (!argument || !parameter || parameter.path.length === 0) return undefined;
    const hit = this.#descent.into(argument, parameter.path);
    if (hit.rest.length > 0 || this.#descent.says(hit) === false) return undefined;
    return (hit.parameter && this.#passed(hit, outer.slice(1))) ?? hit;
  }

  #lineOf(node: TypeScript.Node): Pick<CodeLine, 'place' | 'text'> {
    const place = placeAt(node.getSourceFile(), node.getStart());
    return { place, ...textAt(place, this.syntax) };
  }
}

/** Names that stand in so many places that one of them alone proves nothing. */
const COMMON = new Set(['name', 'namespace', 'kind', 'type', 'value', 'key', 'path', 'labels']);

/**
 * A pointer as authors may have written it: as it is; and where a list holds named items, by the
 * name, as maps of environment variables do.
 */
function variantsOf(manifest: Manifest, pointer: Pointer): string[][] {
  const path = parsePointer(pointer);
  let named: string[] | undefined;
  let value: unknown = manifest;
  for (const [i, token] of path.entries()) {
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[token];
    const name = (value as { readonly name?: unknown } | undefined)?.name;
    if (!/^\d+$/.test(token) || typeof name !== 'string') continue;
    const tail = path.slice(i + 1);
    named = [...path.slice(0, i), name, ...(tail.length === 1 && tail[0] === 'value' ? [] : tail)];
  }
  return named ? [path, named] : [path];
}

function callOf(place: string, syntax: Syntax): Located | undefined {
  const [, path = '', line, column] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
  const file = syntax.file(path);
  const node = file && callAt(file, Number(line), Number(column), syntax.ts);
  return node && { file, node };
}

function calleeName({ node }: Located): string {
  return node.expression.getText().split('.').at(-1) ?? '';
}

function placeAt(file: TypeScript.SourceFile, position: number): string {
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return `${file.fileName}:${line + 1}:${character + 1}`;
}

function textAt(place: string, syntax: Syntax | undefined): Pick<CodeLine, 'text'> {
  const [, path = '', line] = /^(.*):(\d+):\d+$/.exec(place) ?? [];
  const text = syntax?.file(path)?.text.split('\n')[Number(line) - 1]?.trim();
  return text === undefined || text === '' ? {} : { text };
}
