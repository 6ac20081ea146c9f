import { fullObjectText, listed, plural } from '../plan/words';
import { printable } from '../printable';
import { otherFiles } from './compare';
import type { Comparison } from './comparison';
import { changeLines, fileLine } from './text';

const SIGNS = { add: '+', change: '!', remove: '-' } as const;
/** GitHub refuses comments of more characters than 65,536; something may be put before and behind. */
const LIMIT = 60_000;
/** What the titles and folds around lines need. */
const AROUND = 200;

/** A comparison as a comment on a pull request: images in sight, the rest behind a fold. */
export function diffMarkdown({ from, to, summary, difference }: Comparison): string {
  const { objects } = difference;
  const head = [
    `### Artifact: \`${code(cut(from.name))}\` → \`${code(cut(to.name))}\``,
    `\`${from.digest}\`  \n\`${to.digest}\``,
    ...summary.slice(0, 20).map((line) => `**${escape(cut(line))}**`),
  ];
  const images = objects.flatMap(({ object, images: changed }) =>
    changed.map(({ container, before, after }) =>
      row([`${fullObjectText(object)} ${container}`, before, after]),
    ),
  );
  const lines = objects.flatMap((change) => [
    `${SIGNS[change.action]} ${fullObjectText(change.object)}  in ${listed(change.paths, 4)}`,
    ...changeLines(change, 200).map((line) => `    ${line}`),
  ]);
  const plain = otherFiles(difference).map(fileLine);
  const left = LIMIT - head.join('\n\n').length;
  // Images first, and never so many that no object is told.
  const table = fitting(images, left / 2, 'more image');
  const body = fitting(lines, left - lengthOf(table) - AROUND - (plain.length > 0 ? 4000 : 0));
  const others = fitting(plain, left - lengthOf(table) - lengthOf(body) - 2 * AROUND);
  return [
    ...head,
    ...(images.length === 0
      ? []
      : [['| image of | from | to |', '|---|---|---|', ...table].join('\n')]),
    ...fold('Objects', objects.length, body),
    ...fold(objects.length > 0 ? 'Other files' : 'Files', plain.length, others),
  ].join('\n\n');
}

/** As many lines as there is room for, and how many are left out. */
function fitting(all: readonly string[], room: number, what = 'more line'): string[] {
  const kept: string[] = [];
  let length = 0;
  for (const line of all) {
    length += line.length + 1;
    if (length > room - AROUND / 2) {
      const left = all.length - kept.length;
      const note = `… ${plural(left, what)}: diff --output html tells all`;
      return [...kept, line.startsWith('|') ? `| ${note} | | |` : note];
    }
    kept.push(line);
  }
  return kept;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function fold(title: string, count: number, lines: readonly string[]): string[] {
  if (count === 0) return [];
  const body = lines.map((line) => printable(line).replace(/```/g, "'''")).join('\n');
  return [
    `<details><summary>${title}: ${count}</summary>\n\n\`\`\`diff\n${body}\n\`\`\`\n</details>`,
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => `\`${code(cut(cell))}\``).join(' | ')} |`;
}

function code(text: string): string {
  return text.replace(/[`|\n]/g, ' ');
}

function cut(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 499)}…`;
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|]/g, '\\$&');
}
