import { fullObjectText, listed } from '../plan/words';
import type { Comparison } from './comparison';
import { changeLines, fileLine } from './text';

const SIGNS = { add: '+', change: '!', remove: '-' } as const;
/** GitHub refuses comments of more characters than 65,536. */
const LIMIT = 60_000;

/** A comparison as a comment on a pull request: images in sight, the rest behind a fold. */
export function diffMarkdown({ from, to, summary, difference }: Comparison): string {
  const { files, objects, opaque } = difference;
  const images = objects.flatMap(({ object, images: changed }) =>
    changed.map(({ container, before, after }) => [
      `${fullObjectText(object)} ${container}`,
      before,
      after,
    ]),
  );
  const head = [
    `### Artifact: \`${from.name}\` → \`${to.name}\``,
    `\`${from.digest}\`  \n\`${to.digest}\``,
    ...summary.map((line) => `**${escape(line)}**`),
  ];
  const table =
    images.length === 0
      ? []
      : [['| image of | from | to |', '|---|---|---|', ...images.map(row)].join('\n')];
  const lines = objects.flatMap((change) => [
    `${SIGNS[change.action]} ${fullObjectText(change.object)}  in ${listed(change.paths, 4)}`,
    ...changeLines(change, 200).map((line) => `    ${line}`),
  ]);
  const plain = files.filter(({ path }) => opaque.includes(path) || objects.length === 0);
  const parts = [
    ...head,
    ...table,
    ...fold('Objects', objects.length, lines),
    ...fold('Other files', plain.length, plain.map(fileLine)),
  ];
  return parts.join('\n\n');
}

function fold(title: string, count: number, lines: readonly string[]): string[] {
  if (count === 0) return [];
  const body: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > LIMIT / 2) {
      body.push(`… ${lines.length - body.length} more lines`);
      break;
    }
    body.push(line.replace(/```/g, "'''"));
  }
  const summary = `<summary>${title}: ${count}</summary>`;
  return [`<details>${summary}\n\n\`\`\`diff\n${body.join('\n')}\n\`\`\`\n</details>`];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => `\`${cell.replace(/[`|\n]/g, ' ')}\``).join(' | ')} |`;
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|]/g, '\\$&');
}
