import type { Node } from '../../node';
import type { Expression } from '../expression';
import { times, type Size } from './amounts';
import { estimateCost } from './estimator';
import { REQUEST, type Sized } from './sized';

/**
 * What the rules of a CRD may cost: each, and all of a version together.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
 */
export const RULE_LIMIT = 10_000_000n;
export const TOTAL_LIMIT = 100_000_000n;

/** How often what is below a node may occur in one of it; `undefined` for no bound. */
export function boundOf(node: Node): bigint | undefined {
  const isMap = node.type === 'object' && node.additionalProperties !== undefined;
  if (!isMap && node.type !== 'array') return 1n;
  const most = isMap ? node.maxProperties : node.maxItems;
  return Number.isFinite(most) ? BigInt(Math.max(0, Math.trunc(most ?? 0))) : undefined;
}

/**
 * How often a value may occur in one object.
 *
 * @param bounds of the nodes above it.
 * @param least bytes of the smallest of it.
 */
export function occurrences(bounds: readonly (bigint | undefined)[], least: number): bigint {
  let most = 1n;
  for (const bound of bounds) {
    if (bound === undefined) return BigInt(Math.floor(REQUEST / (least + 1)));
    most = times(most, bound);
  }
  return most;
}

/** Told of each value whose size is asked for, by the way to it; gives another size to try. */
export type Look = (names: readonly string[], sized: Sized) => number | undefined;

/** What an evaluation may cost, from how large its value can be. */
export function costOf({ parsed, checked }: Expression, self: Sized, look?: Look): bigint {
  return estimateCost(parsed, checked, ([, ...names]) => sizeIn(self, names, look));
}

/** Nobody bounds keys: the API server counts them as empty. */
const KEY: Sized = { node: {}, most: 0, least: 2 };

function sizeIn(root: Sized, names: readonly string[], look?: Look): Size | undefined {
  let at: Sized | undefined = root;
  for (const name of names) {
    if (name === '@items' || name === '@values') at = at.items;
    else if (name === '@keys') at = at.isMap ? KEY : undefined;
    else at = at.fields?.get(name)?.sized;
    if (!at) return undefined;
  }
  return { min: 0n, max: BigInt(look?.(names, at) ?? at.most) };
}
