/* Amounts as the API server reckons them: whole numbers of 64 bits that stop at the largest. */

/** The largest amount, which also stands for "unknown". */
export const MOST = 2n ** 64n - 1n;

/** How long a text, a list or a map may be: at least, and at most. */
export interface Size {
  readonly min: bigint;
  readonly max: bigint;
}

export const UNKNOWN: Size = { min: 0n, max: MOST };
export const ONE: Size = exactly(1n);

export function exactly(size: bigint): Size {
  return { min: size, max: size };
}

export function plus(a: bigint, b: bigint): bigint {
  const sum = a + b;
  return sum > MOST ? MOST : sum;
}

export function times(a: bigint, b: bigint): bigint {
  const product = a * b;
  return product > MOST ? MOST : product;
}

/** Rounded up, as a double reckons it. */
export function timesFactor(amount: bigint, factor: number): bigint {
  const given = Number(amount);
  if (given > 0 && factor > 0 && given > 2 ** 64 / factor) return MOST;
  const made = Math.ceil(given * factor);
  return made >= 2 ** 64 ? MOST : BigInt(made);
}

/** As many times as one goes into another; nobody there looks whether it still fits. */
export function ratio(a: bigint, b: bigint): bigint {
  return wrapped(BigInt(Math.ceil(Number(a) / Number(b))));
}

/** What is left of an amount that nobody keeps from overflowing. */
export function wrapped(amount: bigint): bigint {
  return BigInt.asUintN(64, amount);
}

export function sizePlus(a: Size, b: Size): Size {
  return { min: plus(a.min, b.min), max: plus(a.max, b.max) };
}

export function sizeTimes(a: Size, b: Size): Size {
  return { min: times(a.min, b.min), max: times(a.max, b.max) };
}

/** Either of two. */
export function either(a: Size, b: Size): Size {
  return { min: a.min < b.min ? a.min : b.min, max: a.max > b.max ? a.max : b.max };
}
