import type { Diagnostic } from '../../core';
import { count, placeOf, sentenceOf, tally, type Report, type Reporter } from '../findings/report';
import { printableLines } from '../printable';
import { wrapWords } from '../wrap-words';

const WIDTH = 80;

/** For a person: findings by file, each with its repair, then one line that sums up. */
export const text: Reporter = {
  name: 'text',
  summary: 'for a person: findings by file, with the repair of each',

  render(report) {
    const blocks: string[] = [];
    let previous: Diagnostic | undefined;
    for (const diagnostic of report.diagnostics) {
      const sameFile = previous && fileOf(previous) === fileOf(diagnostic);
      if (previous && !sameFile) blocks.push('');
      blocks.push(...linesOf(diagnostic, sameFile && previous?.hint === diagnostic.hint));
      previous = diagnostic;
    }
    if (previous) blocks.push('');
    return printableLines([...blocks, summaryOf(report)].join('\n'));
  },
};

function linesOf(diagnostic: Diagnostic, hintSaid: boolean | undefined): string[] {
  const { severity, rule, hint } = diagnostic;
  const head = `${placeOf(diagnostic)}: ${severity}: ${sentenceOf(diagnostic)} [${rule}]`;
  return [
    ...wrapWords(head, WIDTH, '', '    '),
    ...(hintSaid ? [] : wrapWords(hint, WIDTH, '    -> ', '       ')),
  ];
}

/** `2 errors, 1 warning in 120 objects of 14 files`. */
export function summaryOf({ diagnostics, entries, files }: Report): string {
  const { error, warning, info } = tally(diagnostics);
  const found = [
    error > 0 ? count(error, 'error') : '',
    warning > 0 ? count(warning, 'warning') : '',
    info > 0 ? count(info, 'remark') : '',
  ].filter(Boolean);
  const where = `in ${count(entries.length, 'object')} of ${count(files.length, 'file')}`;
  return `${found.length > 0 ? found.join(', ') : 'no findings'} ${where}`;
}

function fileOf({ origin }: Diagnostic): string | undefined {
  return origin.file ?? origin.constructPath;
}
