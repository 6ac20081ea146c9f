import type { Measured, Row } from './row';

/** Widths of the columns; with their gaps 100. */
const COLUMNS = { work: 35, against: 24, ours: 8, theirs: 8, ratio: 7, least: 7, verdict: 5 };

type Cells = Readonly<Record<keyof typeof COLUMNS, string>>;

export function heading(): string {
  const titles = {
    work: 'work',
    against: 'against',
    ours: 'ours',
    theirs: 'theirs',
    ratio: 'ratio',
    least: 'atleast',
    verdict: '',
  };
  const total = Object.values(COLUMNS).reduce((sum, width) => sum + width + 1, -1);
  return `${line(titles)}\n${'-'.repeat(total)}`;
}

export function isBelow({ atLeast, withinMs }: Row, { ours, theirs }: Measured): boolean {
  return withinMs === undefined ? theirs / ours < atLeast : ours - theirs > withinMs;
}

export function measuredRow(row: Row, measured: Measured): string {
  const { ours, theirs, unit, note } = measured;
  const text = line({
    work: row.title,
    against: row.against,
    ours: amount(ours, unit),
    theirs: amount(theirs, unit),
    ...(row.withinMs === undefined
      ? { ratio: factor(theirs / ours), least: factor(row.atLeast) }
      : { ratio: difference(ours - theirs), least: `${row.withinMs} ms` }),
    verdict: isBelow(row, measured) ? 'BELOW' : 'ok',
  });
  return note === undefined ? text : `${text}\n  ${note}`;
}

export function untoldRow({ title, against }: Row, reason: string): string {
  const text = line({
    work: title,
    against,
    ours: '-',
    theirs: '-',
    ratio: '-',
    least: '-',
    verdict: '-',
  });
  return `${text}\n  not counted: ${reason}`;
}

/** One row; what is too long for its column goes on below. */
function line(cells: Cells): string {
  const wrapped = Object.entries(COLUMNS).map(([name, width]) => ({
    lines: wrap(cells[name as keyof Cells], width),
    width,
    right: /ours|theirs|ratio|least/.test(name),
  }));
  const height = Math.max(...wrapped.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, i) =>
    wrapped
      .map(({ lines, width, right }) => {
        const text = lines[i] ?? '';
        return right ? text.padStart(width) : text.padEnd(width);
      })
      .join(' ')
      .trimEnd(),
  ).join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function amount(value: number, unit: string): string {
  if (unit === 'ms' && value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit}`;
}

function factor(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(2).replace(/\.?0+$/, '') : ratio.toFixed(0)}x`;
}

function difference(ms: number): string {
  return `${ms < 0 ? '-' : '+'}${Math.abs(ms).toFixed(0)} ms`;
}
