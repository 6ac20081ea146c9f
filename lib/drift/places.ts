import { escapeToken, type Pointer } from '../core';

/**
 * A field as jq writes it, `[]` for each element of a list and `[*]` for each value of a map:
 * `.spec.rules[].backendRefs[].weight`, `.metadata.annotations["kubectl.kubernetes.io/restartedAt"]`.
 */
export type FieldPath = `.${string}`;

/** A place of an object where a path leads; the field itself may be missing there. */
export interface Place {
  readonly pointer: Pointer;
  readonly value: unknown;
}

/** The places of `path` in `root` whose parents exist. */
export function placesOf(root: unknown, path: FieldPath): readonly Place[] {
  const { steps } = compiled(path);
  return walk(root, steps, 0, '', undefined) ?? NONE;
}

/** As a jq path of Argo CD: it deletes nothing where a list is missing, instead of failing. */
export function jqOf(path: FieldPath): string {
  return compiled(path).jq;
}

/** The one place of a path without lists, as a pointer; `undefined` for a path with lists. */
export function pointerOf(path: FieldPath): Pointer | undefined {
  return compiled(path).pointer;
}

const NONE: readonly Place[] = [];
const EACH = '[]';
const EACH_VALUE = '[*]';

interface Step {
  readonly kind: 'field' | typeof EACH | typeof EACH_VALUE;
  readonly name: string;
  /** As a pointer has it. */
  readonly escaped: string;
}

interface Compiled {
  readonly steps: readonly Step[];
  readonly jq: string;
  readonly pointer: Pointer | undefined;
}

const known = new Map<FieldPath, Compiled>();

function compiled(path: FieldPath): Compiled {
  let found = known.get(path);
  if (!found) known.set(path, (found = compile(path)));
  return found;
}

function compile(path: FieldPath): Compiled {
  const tokens = path.matchAll(/\[\]|\[\*\]|\["([^"]*)"\]|\.([\w$-]+)/g);
  const steps = [...tokens].map(([text, quoted, name = quoted ?? '']): Step => {
    const kind = text === EACH || text === EACH_VALUE ? text : 'field';
    return { kind, name, escaped: `/${escapeToken(name)}` };
  });
  const isOne = steps.every(({ kind }) => kind === 'field');
  return {
    steps,
    jq: path.replaceAll(EACH, '[]?').replaceAll(EACH_VALUE, '[]?'),
    pointer: isOne ? steps.map(({ escaped }) => escaped).join('') : undefined,
  };
}

/** Runs over every object of a set: nothing is allocated before there is a place. */
function walk(
  root: unknown,
  steps: readonly Step[],
  start: number,
  prefix: string,
  places: Place[] | undefined,
): Place[] | undefined {
  let value = root;
  let pointer = prefix;
  let found = places;
  for (let i = start; i < steps.length; i++) {
    const { kind, name, escaped } = steps[i] as Step;
    if (typeof value !== 'object' || value === null) return found;
    if (kind === 'field') {
      if (Array.isArray(value)) return found;
      const next = (value as Readonly<Record<string, unknown>>)[name];
      pointer += escaped;
      if (i === steps.length - 1) {
        (found ??= []).push({ pointer, value: next });
        return found;
      }
      value = next;
      continue;
    }
    if (Array.isArray(value) !== (kind === EACH)) return found;
    const isLast = i === steps.length - 1;
    for (const [key, element] of Object.entries(value)) {
      const at = `${pointer}/${escapeToken(key)}`;
      if (isLast) (found ??= []).push({ pointer: at, value: element });
      else found = walk(element, steps, i + 1, at, found);
    }
    return found;
  }
  return found;
}
