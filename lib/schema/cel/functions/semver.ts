import type { Library } from '../signature';
import { CelError, Opaque } from '../values';

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([^+]*))?(?:\+(.*))?$/s;
const PART = /^[0-9A-Za-z-]+$/;
const MAX = 2n ** 64n - 1n;

class Semver extends Opaque {
  readonly type = 'kubernetes.Semver';

  constructor(
    readonly numbers: readonly bigint[],
    readonly pre: readonly string[],
  ) {
    super();
  }

  equals(other: Opaque): boolean {
    return other instanceof Semver && compare(this, other) === 0n;
  }
}

const reads = (text: string, tolerant: boolean): Semver => {
  const found = read(tolerant ? normalized(text) : text);
  if (!found) throw new CelError(`no semantic version: ${JSON.stringify(text)}`);
  return found;
};

export const semvers: Library = {
  'semver(string): Semver': (text: string) => reads(text, false),
  'semver(string, bool): Semver': reads,
  'isSemver(string): bool': (text: string) => read(text) !== undefined,
  'isSemver(string, bool): bool': (text: string, tolerant: boolean) =>
    read(tolerant ? normalized(text) : text) !== undefined,
  'Semver.isGreaterThan(Semver): bool': (a: Semver, b: Semver) => compare(a, b) > 0n,
  'Semver.isLessThan(Semver): bool': (a: Semver, b: Semver) => compare(a, b) < 0n,
  'Semver.compareTo(Semver): int': compare,
  'Semver.major(): int': ({ numbers }: Semver) => numbers[0] ?? 0n,
  'Semver.minor(): int': ({ numbers }: Semver) => numbers[1] ?? 0n,
  'Semver.patch(): int': ({ numbers }: Semver) => numbers[2] ?? 0n,
};

function read(text: string): Semver | undefined {
  const match = VERSION.exec(text);
  if (!match) return undefined;
  const numbers = match.slice(1, 4).map((digits) => BigInt(digits ?? 0));
  const [pre, build] = [match[4]?.split('.') ?? [], match[5]?.split('.') ?? []];
  const right = (part: string) => PART.test(part) && !/^0\d+$/.test(part);
  const fits = numbers.every((one) => one <= MAX);
  return fits && pre.every(right) && build.every((part) => PART.test(part))
    ? new Semver(numbers, pre)
    : undefined;
}

/** `v1.2` and `01.2.3` made what they mean. */
function normalized(text: string): string {
  const [major = '', minor, ...rest] = text.replace(/^v/, '').split('.');
  const parts = [major, minor, rest.length > 0 ? rest.join('.') : undefined]
    .filter((part) => part !== undefined)
    .map((part) => (part.length > 1 ? part.replace(/^0+(?=\D|$)|^0+/, lead) : part));
  if (parts.length < 3 && /[+-]/.test(parts.at(-1) ?? '')) return '';
  while (parts.length < 3) parts.push('0');
  return parts.join('.');
}

function lead(zeros: string, at: number, text: string): string {
  return /\d/.test(text[at + zeros.length] ?? '') ? '' : '0';
}

function compare(a: Semver, b: Semver): bigint {
  for (let i = 0; i < 3; i++) {
    const [x = 0n, y = 0n] = [a.numbers[i], b.numbers[i]];
    if (x !== y) return x > y ? 1n : -1n;
  }
  if (a.pre.length === 0 || b.pre.length === 0) {
    return BigInt(Math.sign(b.pre.length - a.pre.length));
  }
  for (let i = 0; i < Math.min(a.pre.length, b.pre.length); i++) {
    const order = comparePart(a.pre[i] ?? '', b.pre[i] ?? '');
    if (order !== 0n) return order;
  }
  return BigInt(Math.sign(a.pre.length - b.pre.length));
}

function comparePart(a: string, b: string): bigint {
  const [x, y] = [a, b].map((part) => /^\d+$/.test(part));
  if (x && y) return BigInt(a) === BigInt(b) ? 0n : BigInt(a) > BigInt(b) ? 1n : -1n;
  if (x !== y) return x ? -1n : 1n;
  return a === b ? 0n : a > b ? 1n : -1n;
}
