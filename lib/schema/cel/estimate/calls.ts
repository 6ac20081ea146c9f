import type { Overload } from '../signature';
import { same, type Type } from '../types';
import {
  exactly,
  MOST,
  ONE,
  plus,
  ratio,
  sizePlus,
  sizeTimes,
  times,
  timesFactor,
  wrapped,
  type Size,
} from './amounts';
import type { Part } from './part';

/** What a call costs by itself, and how large what it gives is, where that is known. */
export interface Estimate {
  readonly cost: bigint;
  readonly result?: Size;
}

/** A call whose arguments are estimated. */
export interface CallParts {
  readonly overload: Overload;
  /** What a method is called on. */
  readonly target: Part | undefined;
  readonly args: readonly Part[];
  /** How large a value is; unknown is anything. */
  sizeOf(part: Part): Size;
  /** The same of the items of a list. */
  itemSizeOf(part: Part): Size;
}

type Estimator = (call: CallParts) => Estimate | undefined;

/** Of reading a text once, by its length. */
const READ = 0.1;
/** Of a pattern, by its length. */
const PATTERN = 0.25;
const NEW_LIST = 10n;
/** Of the patterns behind `format.…`. */
const FORMAT_PATTERN = 128;
const FORMAT_NAME = 64n;
const BYTES_OF_ADDRESS = 16n;

/** Of functions that go through a text, their first argument or what they are called on. */
function reads(factor = READ, keepsSize = false): Estimator {
  return ({ target, args, sizeOf }) => {
    const part = target ?? args[0];
    if (!part) return undefined;
    const size = sizeOf(part);
    return { cost: timesFactor(size.max, factor), ...(keepsSize && { result: size }) };
  };
}

/** A list of a size, made by going through a list of a size. */
function makesList(factor: number, result: Size): Estimate {
  return { cost: timesFactor(result.max, factor) + 1n + NEW_LIST, result };
}

const sorts: Estimator = ({ overload, target, args, sizeOf }) => {
  const keys = args[0] ?? target;
  if (!keys) return undefined;
  const size = sizeOf(keys);
  const item = (overload.args.at(-1) as Type).params[0];
  const isText = item?.kind === 'string' || item?.kind === 'bytes';
  return makesList(2 + (isText ? READ : 0), sizeTimes(size, size));
};

/** Of what is asked of each item of a list once, or of a text. */
const scans: Estimator = ({ target, sizeOf, itemSizeOf }) => {
  if (!target) return undefined;
  const { max } = sizeOf(target);
  const [item] = target.type.params;
  if (!item) return { cost: timesFactor(max, READ) };
  const isText = item.kind === 'string' || item.kind === 'bytes';
  return { cost: times(max, isText ? plus(1n, timesFactor(itemSizeOf(target).max, READ)) : 1n) };
};

const compares: (factor: number) => Estimator =
  (factor) =>
  ({ args: [a, b], sizeOf }) =>
    a && b && { cost: plus(timesFactor(sizeTimes(sizeOf(a), sizeOf(b)).max, factor), 1n) };

const finds: Estimator = ({ target, args: [pattern], sizeOf }) => {
  if (!target || !pattern) return undefined;
  const { max } = sizeOf(target);
  return { cost: matching(max, sizeOf(pattern).max), result: { min: 0n, max } };
};

function matching(text: bigint, pattern: bigint): bigint {
  return times(timesFactor(plus(text, 1n), READ), timesFactor(pattern, PATTERN));
}

/** `1.1.1.1` or its bytes, in a network. */
const containsAddress =
  (extra: bigint): Estimator =>
  ({ overload, args: [other], sizeOf }) => {
    if (!other) return undefined;
    const cost = timesFactor(2n * BYTES_OF_ADDRESS, READ) + extra;
    const isText = overload.args[1]?.kind === 'string';
    return { cost: isText ? plus(cost, timesFactor(sizeOf(other).max, READ)) : cost };
  };

const ESTIMATORS: ReadonlyMap<string, Estimator> = new Map<string, Estimator>([
  ['slice', slice],
  ['lists.range', ({ args: [length] }) => length && makesList(1, exactly(intIn(length, MOST)))],
  ['reverse', ({ target, sizeOf }) => target && makesList(1, sizeOf(target))],
  ['flatten', flatten],
  [
    'distinct',
    ({ target, sizeOf }) => target && makesList(2, sizeTimes(sizeOf(target), sizeOf(target))),
  ],
  ['sort', sorts],
  ['@sortByAssociatedKeys', sorts],
  ['sets.contains', compares(1)],
  ['sets.intersects', compares(1)],
  ['sets.equivalent', compares(2)],

  ...each('isSorted sum max min indexOf lastIndexOf', scans),
  ['url', reads(READ, true)],
  ...each('lowerAscii upperAscii substring trim', reads(READ, true)),
  ['replace', replace],
  ['split', split],
  ['join', join],
  ...each('find findAll', finds),
  ...each('cidr isIP isCIDR quantity isQuantity semver isSemver', reads()),
  ['ip', (call) => (call.target ? { cost: 1n } : reads()(call))],
  ['ip.isCanonical', reads(2 * READ)],
  ['containsIP', containsAddress(0n)],
  ['containsCIDR', containsAddress(timesFactor(BYTES_OF_ADDRESS, READ) + 1n)],
  ['validate', validate],
  ['_==_', sameKind],
]);

function each(names: string, estimator: Estimator): [string, Estimator][] {
  return names.split(' ').map((name) => [name, estimator]);
}

/**
 * What libraries say of one form of a function; `undefined` where they leave it to CEL.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go
 */
export function libraryEstimate(call: CallParts): Estimate | undefined {
  return ESTIMATORS.get(call.overload.name)?.(call);
}

function slice({ target, args: [from, to], sizeOf }: CallParts): Estimate | undefined {
  if (!target || !from || !to) return undefined;
  const length = intIn(to, sizeOf(target).max) - intIn(from, 0n);
  return makesList(1, exactly(wrapped(length)));
}

function flatten({ target, args: [depth], sizeOf }: CallParts): Estimate | undefined {
  if (!target) return undefined;
  return makesList(Number(depth ? intIn(depth, MOST) : 1n), sizeOf(target));
}

/** The number that is written there, none below zero. */
function intIn({ expr }: Part, otherwise: bigint): bigint {
  const value = expr.is === 'literal' ? expr.value : undefined;
  if (typeof value !== 'bigint') return otherwise;
  return value < 0n ? 0n : value;
}

function replace({ target, args: [old, by], sizeOf }: CallParts): Estimate | undefined {
  if (!target || !old || !by) return undefined;
  const [whole, from, to] = [sizeOf(target), sizeOf(old), sizeOf(by)];
  const count = { min: 0n, max: 0n };
  const kept = { min: 0n, max: 0n };
  if (from.min === 0n) {
    count.max = plus(whole.max, 1n);
    kept.max = whole.max;
  } else if (to.max <= from.min) kept.max = whole.max;
  else count.max = ratio(whole.max, from.min);
  if (from.max === 0n) {
    count.min = plus(whole.min, 1n);
    kept.min = whole.min;
  } else if (from.max <= to.min) kept.min = whole.min;
  else count.min = ratio(whole.min, from.max);
  const result = sizePlus(sizeTimes(count, to), kept);
  return { cost: timesFactor(whole.max, 2 * READ), result };
}

function split({ target, args: [, most], sizeOf }: CallParts): Estimate | undefined {
  if (!target) return undefined;
  const { max } = sizeOf(target);
  const given = most?.expr.is === 'literal' ? most.expr.value : undefined;
  const count = typeof given === 'bigint' ? wrapped(given) : max;
  return { cost: timesFactor(max, 2 * READ), result: { min: 0n, max: count } };
}

function join({ target, args: [by], sizeOf, itemSizeOf }: CallParts): Estimate | undefined {
  if (!target) return undefined;
  const list = sizeOf(target);
  const texts = sizeTimes(list, itemSizeOf(target));
  const gaps = { min: less(list.min), max: less(list.max) };
  const result = by ? sizePlus(texts, sizeTimes(sizeOf(by), gaps)) : texts;
  return { cost: timesFactor(result.max, READ), result };
}

function less(count: bigint): bigint {
  return count > 0n ? count - 1n : 0n;
}

function validate({ args: [text], sizeOf }: CallParts): Estimate | undefined {
  if (!text) return undefined;
  const once = timesFactor(sizeOf(text).max, READ);
  return { cost: timesFactor(once, FORMAT_PATTERN * PATTERN) };
}

/** Of two values of a type of Kubernetes. */
function sameKind({ args: [a, b] }: CallParts): Estimate | undefined {
  if (!a || !b || a.type.kind !== 'opaque' || !same(a.type, b.type)) return undefined;
  switch (a.type.name) {
    case 'kubernetes.NamedFormat':
      return { cost: timesFactor(FORMAT_NAME, READ) };
    case 'kubernetes.URL':
      return { cost: timesFactor((b.size ?? ONE).max, READ) };
    case 'net.IP':
    case 'net.CIDR':
    case 'kubernetes.Quantity':
    case 'kubernetes.Semver':
      return { cost: 1n };
    default:
      return undefined;
  }
}
