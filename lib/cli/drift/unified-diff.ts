const AROUND = 3;

/** A step from one text to the other: a line of both, of the old one or of the new one. */
interface Step {
  readonly sign: ' ' | '-' | '+';
  /** With its line feed, where it has one. */
  readonly line: string;
}

/**
 * The change of one file as a patch that `git apply` and `patch -p1` take; `''` for equal texts.
 *
 * @param file relative to where the patch is applied.
 */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const steps = stepsBetween(linesOf(before), linesOf(after));
  const hunks = hunksOf(steps).map((hunk) => formatHunk(steps, hunk));
  return `--- a/${file}\n+++ b/${file}\n${hunks.join('')}`;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The fewest changes, by the way of Myers; equal ends are cut off first. */
function stepsBetween(a: readonly string[], b: readonly string[]): Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const keep = (line: string): Step => ({ sign: ' ', line });
  return [
    ...a.slice(0, head).map(keep),
    ...shortest(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(keep),
  ];
}

function shortest(a: readonly string[], b: readonly string[]): Step[] {
  const trace: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let d = 0; d <= a.length + b.length; d++) {
    trace.push(new Map(reach));
    const next = new Map(reach);
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(reach, k, d) ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
    reach = next;
  }
  return [];
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): Step[] {
  const steps: Step[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d] as ReadonlyMap<number, number>;
    const k = x - y;
    const before = goesDown(reach, k, d) ? k + 1 : k - 1;
    const fromX = at(reach, before);
    const fromY = fromX - before;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      steps.push({ sign: ' ', line: a[x] as string });
    }
    if (d === 0) break;
    if (x === fromX) steps.push({ sign: '+', line: b[(y -= 1)] as string });
    else steps.push({ sign: '-', line: a[(x -= 1)] as string });
  }
  return steps.reverse();
}

function goesDown(reach: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && at(reach, k - 1) < at(reach, k + 1));
}

function at(reach: ReadonlyMap<number, number>, k: number): number {
  return reach.get(k) ?? 0;
}

interface Hunk {
  readonly start: number;
  readonly end: number;
}

function hunksOf(steps: readonly Step[]): Hunk[] {
  const hunks: { start: number; end: number }[] = [];
  steps.forEach(({ sign }, i) => {
    if (sign === ' ') return;
    const last = hunks.at(-1);
    const start = Math.max(0, i - AROUND);
    const end = Math.min(steps.length, i + AROUND + 1);
    if (last && start <= last.end) last.end = end;
    else hunks.push({ start, end });
  });
  return hunks;
}

function formatHunk(steps: readonly Step[], { start, end }: Hunk): string {
  const before = steps.slice(0, start);
  const own = steps.slice(start, end);
  const range = (sign: '-' | '+') => {
    const count = own.filter((step) => step.sign !== (sign === '-' ? '+' : '-')).length;
    const above = before.filter((step) => step.sign !== (sign === '-' ? '+' : '-')).length;
    return `${sign}${count === 0 ? above : above + 1},${count}`;
  };
  const lines = own.map(({ sign, line }) =>
    line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`,
  );
  return `@@ ${range('-')} ${range('+')} @@\n${lines.join('')}`;
}
