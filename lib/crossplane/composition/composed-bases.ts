import type { Manifest, Pointer } from '../../core';
import { isObject, type JsonObject } from '../json';
import { isOpaque, stepsOf, type Step } from './pipeline';
import { readPlaced } from './read-input';

/** What a composition composes under a name, as far as it is written out. */
export interface ComposedBase {
  readonly base: JsonObject;
  readonly pointer: Pointer;
  /** Field paths that patches write. */
  readonly patched: readonly string[];
}

export interface ComposedBases {
  readonly bases: readonly ComposedBase[];
  /** Whether steps may compose what is written nowhere here, provider configurations included. */
  readonly isOpen: boolean;
}

/** The bases of a composition; what function-patch-and-transform refuses is left out. */
export function composedBasesOf(
  composition: Manifest,
  functions: readonly Manifest[],
): ComposedBases {
  const steps = stepsOf(composition, { functions });
  const bases = steps
    .filter(({ runs }) => runs === 'function-patch-and-transform')
    .flatMap((step) => basesOf(step));
  return { bases, isOpen: steps.some(mayConfigure) };
}

function basesOf({ input, inputAt, pointer, native }: Step): readonly ComposedBase[] {
  if (!input) return [];
  const { templates } = readPlaced(input, inputAt ?? `${pointer}/input`, () => undefined, native);
  return templates.flatMap(({ template, pointer: at, patches }) => {
    const { base } = template;
    if (!isObject(base)) return [];
    const patched = patches.flatMap(({ patch }) => patch.toFieldPath ?? patch.fromFieldPath ?? []);
    return [{ base, pointer: `${at}/base`, patched }];
  });
}

/** A template in the composition is read for the word; code in a function's image cannot be. */
function mayConfigure(step: Step): boolean {
  if (!isOpaque(step)) return false;
  if (step.runs === undefined || step.input?.['source'] !== 'Inline') return true;
  return /\bkind:\s*["']?(?:Cluster)?ProviderConfig\b/.test(JSON.stringify(step.input));
}
