import type { Pointer } from '../core';
import { ExpansionFailure } from './failure';
import type { GeneratorContext, GeneratorEntry } from './generator';
import { flatten, type Params } from './params';
import { readSelector } from './read-selector';
import { compileSelector, type LabelSelector, type Matches } from './selector';

/**
 * Whether a parameter set stays, by the `selector` of its entry: parameters are its labels, nested
 * ones joined by dots, values as Go prints them.
 *
 * @throws {ExpansionFailure}
 */
export function postSelector(
  entry: GeneratorEntry,
  pointer: Pointer,
  warn: GeneratorContext['warn'],
): (params: Params) => boolean {
  const { selector } = entry;
  if (selector === undefined || selector === null) return () => true;
  const { matches, numbers } = compile(selector, pointer);
  return (params) => {
    const labels = flatten(params);
    for (const { key, value } of numbers) {
      const label = labels.get(key) ?? '';
      if (!/e[+-]\d+$/.test(label) || Number(label) !== Number(value)) continue;
      warn(
        `compares '${key}' with ${value}, but Go prints that number as ${label}`,
        `quote the number where it is written, or compare with "${label}"`,
        `${pointer}/selector`,
      );
    }
    return matches(labels);
  };
}

function compile(written: unknown, pointer: Pointer) {
  try {
    const selector = readSelector(written);
    const matches: Matches = compileSelector(selector, { labelValues: false });
    return { matches, numbers: numbersOf(selector) };
  } catch (error) {
    if (!(error instanceof ExpansionFailure)) throw error;
    throw error.within('error parsing label selector').at(`${pointer}/selector`);
  }
}

/** What the selector compares that is a whole number of seven digits or more. */
function numbersOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector) {
  const compared = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, value })),
    ...matchExpressions.flatMap(({ key, values = [] }) => values.map((value) => ({ key, value }))),
  ];
  return compared.filter(({ value }) => /^-?\d{7,}$/.test(value));
}
