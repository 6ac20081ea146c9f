import type { FleetGroup } from '../render';

const WIDTH = 80;
/** Names of one group are cut off after so many lines. */
const NAME_LINES = 3;
const HEAD = ['REGION', 'CLUSTER', 'PROJECT', 'APPS', 'NAMES'] as const;
const MOST = [16, 20, 16, 5] as const;

type Row = readonly [region: string, cluster: string, project: string, count: string];

/** A table of at most 80 columns; a region or cluster that repeats is written once. */
export function fleetTable(groups: readonly FleetGroup[]): string {
  const rows = groups.map(({ region, cluster, project, applications }): Row => [
    region || '-',
    cluster || '-',
    project || '-',
    String(applications.length),
  ]);
  const widths = MOST.map((most, i) =>
    Math.min(most, Math.max(...[HEAD, ...rows].map((row) => (row[i] as string).length))),
  );
  const indent = widths.reduce((sum, width) => sum + width + 2, 0);
  const lines = [line(HEAD, widths) + HEAD[4]];
  rows.forEach((row, i) => {
    const shown = withoutRepeats(row, rows[i - 1]);
    const names = (groups[i] as FleetGroup).applications.map(({ metadata }) => metadata.name ?? '');
    const [first = '', ...rest] = wrapNames(names, WIDTH - indent);
    lines.push((line(shown, widths) + first).trimEnd());
    for (const more of rest) lines.push(' '.repeat(indent) + more);
  });
  return lines.join('\n');
}

function withoutRepeats([region, cluster, project, count]: Row, before: Row | undefined): Row {
  if (region !== before?.[0]) return [region, cluster, project, count];
  return ['', cluster === before[1] ? '' : cluster, project, count];
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return widths
    .map((width, i) => {
      const cell = cut(cells[i] as string, width);
      return `${i === 3 ? cell.padStart(width) : cell.padEnd(width)}  `;
    })
    .join('');
}

function wrapNames(names: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const [i, name] of names.entries()) {
    const left = names.length - i;
    const next = current === '' ? cut(name, width) : `${current}, ${name}`;
    if (next.length <= width) {
      current = next;
      continue;
    }
    if (lines.length === NAME_LINES - 1) {
      const more = `, … ${left} more`;
      return [...lines, cut(current, width - more.length) + more];
    }
    lines.push(`${current},`.slice(0, width));
    current = cut(name, width);
  }
  return current === '' ? lines : [...lines, current];
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}
