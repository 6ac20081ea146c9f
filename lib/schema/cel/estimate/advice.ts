import { parsePointer, type Pointer } from '../../../core';
import type { Expression } from '../expression';
import { costOf, occurrences } from './budget';
import type { Bound, Sized } from './sized';

/** A list or a map on the way from the root to a rule. */
export interface Above {
  readonly pointer: Pointer;
  readonly bound: bigint | undefined;
  readonly keyword: Bound;
}

/** A rule, and where it stands. */
export interface Place {
  readonly run: Expression;
  readonly self: Sized;
  /** Of the node that has the rule. */
  readonly pointer: Pointer;
  readonly above: readonly Above[];
}

/** A value that a rule looks at. */
interface Seen {
  readonly key: string;
  readonly sized: Sized;
  readonly where: string;
}

const SHOWN = 3;
/** A bound below this is hardly one that anybody can keep. */
const USEFUL = 32;

/**
 * What to bound so that a rule costs no more than a limit, as an order: the keyword and its field, and
 * where one bound is enough, the largest that is.
 */
export function adviceFor(place: Place, limit: bigint): string {
  const { self, above } = place;
  const open = above.filter(({ bound }) => bound === undefined);
  const costs = tried(place);
  const missing = costs.filter(({ sized }) => sized.missing);
  const chosen = missing.length > 0 ? missing : open.length > 0 ? [] : costs;
  if (open.length === 0) {
    const count = occurrences(boundsOf(above), self.least);
    const enough = chosen[0] && enoughOf(place, chosen[0], limit / (count || 1n));
    if (enough !== undefined) return enough;
  }
  const gifts = [
    ...open.map(({ pointer, keyword }) => `${dotted(pointer)} ${keyword}`),
    ...missing.slice(0, SHOWN).map(({ where, sized }) => `${where} ${sized.keyword ?? ''}`),
  ];
  if (gifts.length > 0) return `give ${listed(gifts)}, ${LESS}`;
  const bounds = costs
    .slice(0, SHOWN)
    .map(({ where, sized }) => `${sized.keyword ?? ''} of ${where}`);
  return bounds.length > 0 ? `lower ${listed(bounds)}, ${LESS}` : UNBOUND;
}

const LESS = 'or write a rule that looks at less';
const UNBOUND =
  'write a rule that looks at less; of what most functions make, a text of a number say, no size is known';

function boundsOf(above: readonly Above[]): (bigint | undefined)[] {
  return above.map(({ bound }) => bound);
}

/** The order to bound one value so that it is enough; nothing where that bound would be too low. */
function enoughOf({ run, self }: Place, { key, sized, where }: Seen, limit: bigint) {
  const unit = sized.perUnit ?? 1;
  const fits = (units: number) => costWith(run, self, key, units * unit) <= limit;
  if (!fits(USEFUL)) return undefined;
  const units = largest(Math.floor(sized.most / unit), fits);
  return `give ${where} ${sized.keyword ?? ''} of ${units} or less`;
}

/** The values that a rule looks at, those first of which a bound would save most. */
function tried({ run, self, pointer }: Place) {
  const seen = new Map<string, Seen>();
  const whole = costOf(run, self, (names, sized) => {
    const key = names.join('.');
    if (sized.keyword) seen.set(key, { key, sized, where: dotted(pointer, wordsOf(self, names)) });
    return undefined;
  });
  const costs = [...seen.values()]
    .map((one) => ({ ...one, cost: costWith(run, self, one.key, 1) }))
    .sort((a, b) => (a.cost === b.cost ? 0 : a.cost < b.cost ? -1 : 1));
  const useful = costs.filter(({ cost }) => cost < whole);
  // Beyond the largest amount, one bound alone is not seen to help.
  return useful.length > 0 ? useful : costs.filter(({ sized }) => sized.missing);
}

/** `a, b and c` */
function listed(words: readonly string[]): string {
  const most = words.slice(0, -1).join(', ');
  return most === '' ? (words[0] ?? '') : `${most} and ${words.at(-1) ?? ''}`;
}

function costWith(run: Expression, self: Sized, key: string, size: number): bigint {
  return costOf(run, self, (names) => (names.join('.') === key ? size : undefined));
}

/** The largest number up to one for which something holds that holds for 1. */
function largest(most: number, holds: (size: number) => boolean): number {
  let [low, high] = [1, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The names of the schema for those that expressions use. */
function wordsOf(root: Sized, names: readonly string[]): string[] {
  let at: Sized | undefined = root;
  return names.map((name) => {
    const field = at?.fields?.get(name);
    at = field ? field.sized : at?.items;
    return field?.name ?? name;
  });
}

/** `spec.hosts[].name`: a place in a schema as its author thinks of it. */
export function dotted(pointer: Pointer, names: readonly string[] = []): string {
  const words: string[] = [];
  const tokens = parsePointer(pointer);
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i] === 'properties') words.push(tokens[(i += 1)] ?? '');
    else words.push('[]');
  }
  for (const name of names) words.push(name.startsWith('@') ? '[]' : name);
  const made = words.reduce((text, word) => {
    return word === '[]' || text === '' ? `${text}${word}` : `${text}.${word}`;
  }, '');
  return made === '' ? 'the object' : made;
}
