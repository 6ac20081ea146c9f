import { valueAt, type Manifest, type Pointer } from '../core';
import { listAt } from './applications';
import { perRun } from './context';

/** A generator of an ApplicationSet, at any depth. */
export interface GeneratorAt {
  readonly pointer: Pointer;
  /** Its field: `clusters`, `git`, `matrix`. */
  readonly kind: string;
  readonly value: unknown;
}

export interface ApplicationSetFacts {
  readonly at: Manifest;
  readonly goTemplate: boolean;
  /** Those inside matrix and merge included, parents first. */
  readonly generators: readonly GeneratorAt[];
}

export const applicationSets = perRun(({ set }): readonly ApplicationSetFacts[] =>
  set.ofKind('argoproj.io', 'ApplicationSet').map((at) => ({
    at,
    goTemplate: valueAt(at, '/spec/goTemplate') === true,
    generators: [...generatorsBelow(at, '/spec/generators')],
  })),
);

const COMBINING = new Set(['matrix', 'merge']);

function* generatorsBelow(at: Manifest, pointer: Pointer, depth = 0): Generator<GeneratorAt> {
  for (const [i, entry] of listAt(at, pointer).entries()) {
    if (typeof entry !== 'object' || entry === null) continue;
    for (const [kind, value] of Object.entries(entry)) {
      if (kind === 'selector' || kind === 'template') continue;
      const place = `${pointer}/${i}/${kind}`;
      yield { pointer: place, kind, value };
      if (COMBINING.has(kind) && depth < 2) {
        yield* generatorsBelow(at, `${place}/generators`, depth + 1);
      }
    }
  }
}

/** Every text below a pointer, with its place. */
export function* textsBelow(
  value: unknown,
  pointer: Pointer,
): Generator<{ readonly pointer: Pointer; readonly text: string }> {
  if (typeof value === 'string') yield { pointer, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    yield* textsBelow(item, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`);
  }
}
