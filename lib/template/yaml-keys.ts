/** The order in which go-yaml v2 writes keys: letters after everything else, digits as numbers. */
export function compareKeys(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const x = left[i] as string;
    const y = right[i] as string;
    if (x !== y) return compareAt(left, right, i);
  }
  return left.length - right.length;
}

function compareAt(left: readonly string[], right: readonly string[], i: number): number {
  const x = left[i] as string;
  const y = right[i] as string;
  const xLetter = isLetter(x);
  const yLetter = isLetter(y);
  if (xLetter && yLetter) return codeOf(x) - codeOf(y);
  if (xLetter || yLetter) return yLetter ? -1 : 1;
  // Zeros inside a number count: what stands before them does, if it is not zero itself.
  const lead = (x === '0' || y === '0') && followsDigits(left, i) ? 1n : 0n;
  const a = numberAt(left, i, lead);
  const b = numberAt(right, i, lead);
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  return a.end !== b.end ? a.end - b.end : codeOf(x) - codeOf(y);
}

function followsDigits(runes: readonly string[], i: number): boolean {
  for (let j = i - 1; j >= 0 && isDigit(runes[j] as string); j--) if (runes[j] !== '0') return true;
  return false;
}

function numberAt(runes: readonly string[], start: number, lead: bigint) {
  let value = lead;
  let end = start;
  for (; end < runes.length && isDigit(runes[end] as string); end++) {
    value = BigInt.asIntN(64, value * 10n + BigInt(codeOf(runes[end] as string) - 0x30));
  }
  return { value, end };
}

function codeOf(rune: string): number {
  return rune.codePointAt(0) as number;
}

function isLetter(rune: string): boolean {
  return /^\p{L}$/u.test(rune);
}

function isDigit(rune: string): boolean {
  return /^\p{Nd}$/u.test(rune);
}
