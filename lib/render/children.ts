import type { Pointer } from '../core';
import { isMap } from '../template';
import type { GeneratorEntry } from './generator';

/** The items of a combining generator's `generators`. */
export function childrenOf(
  spec: Readonly<Record<string, unknown>>,
  pointer: Pointer,
): { readonly entry: GeneratorEntry; readonly pointer: Pointer }[] {
  const entries = Array.isArray(spec.generators) ? (spec.generators as unknown[]) : [];
  return entries.map((entry, i) => ({
    entry: isMap(entry) ? entry : {},
    pointer: `${pointer}/generators/${i}`,
  }));
}
