import { valueAt, type Diagnostic, type Manifest, type ManifestSet } from '../../core';
import { count, objectOf, placeOf, tally, type Report } from '../findings/report';
import { wrapWords } from '../wrap-words';
import { NOT_REPEATABLE } from './not-repeatable';

const WIDTH = 80;
const COLUMNS = [25, 23, 26] as const;
const GAP = '  ';
const NONE = 'No Application in the input deploys these';

/** What is fought over, by Application: the field, who writes it, what happens, the repair. */
export function driftTable(report: Report, set: ManifestSet): string {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of report.diagnostics) {
    const title = titleOf(diagnostic, set);
    const group = groups.get(title);
    if (group) group.push(diagnostic);
    else groups.set(title, [diagnostic]);
  }
  const sorted = [...groups].sort(([a], [b]) => Number(a === NONE) - Number(b === NONE));
  const blocks = sorted.map(([title, own]) =>
    [...wrapWords(title, WIDTH), '', ...row(['FIELD', 'WRITTEN BY', 'WHAT HAPPENS'])]
      .concat(own.flatMap((one, i) => [...(i > 0 ? [''] : []), ...linesOf(one)]))
      .join('\n'),
  );
  return [...blocks, summaryOf(report)].join('\n\n');
}

function titleOf(diagnostic: Diagnostic, set: ManifestSet): string {
  const { fight, manifest, rule } = diagnostic;
  if (rule === NOT_REPEATABLE) return 'Two runs of the program differ';
  const holders = fight?.applications ?? [];
  const own = holders.length > 0 ? holders : manifest && isDeployer(manifest) ? [manifest] : [];
  if (own.length === 0) return manifest ? NONE : 'Files that cannot be read';
  const names = own.slice(0, 3).map(objectOf);
  const more = own.length > 3 ? ` and ${own.length - 3} more` : '';
  const [only] = own;
  const { file } = only && own.length === 1 ? set.originOf(only) : {};
  return `${names.join(', ')}${more}${file === undefined ? '' : ` (${file})`}`;
}

function isDeployer({ kind, apiVersion }: Manifest): boolean {
  return (
    /^(argoproj\.io|kustomize\.toolkit\.fluxcd\.io|helm\.toolkit\.fluxcd\.io)\//.test(apiVersion) &&
    /^(Application|ApplicationSet|Kustomization|HelmRelease)$/.test(kind)
  );
}

function linesOf(diagnostic: Diagnostic): string[] {
  const { fight, manifest, pointer, message, severity, rule, hint } = diagnostic;
  const field = [manifest ? objectOf(manifest) : '', pointer].filter(Boolean).join('\n');
  const body = fight
    ? row([field, fight.writer, fight.outcome])
    : row([field, message.replace(/\s*\n\s*/g, ' ')]);
  const why = fight && manifest ? reasonIn(message, manifest, pointer) : '';
  return [
    ...body,
    ...(why === '' ? [] : wrapWords(why, WIDTH, '    ')),
    ...wrapWords(`${severity}, ${placeOf(diagnostic)} [${rule}]`, WIDTH, '    '),
    ...wrapWords(`-> ${hint}`, WIDTH, '    ', '       '),
  ];
}

/** What the columns do not say: what is wrong with a rule that is there. */
function reasonIn(message: string, manifest: Manifest, pointer: string): string {
  const [, reason] = /; (the rule in .*)$/.exec(message) ?? [];
  if (reason !== undefined) return reason;
  return valueAt(manifest, pointer) === undefined || pointer === '' ? message : '';
}

/** A line of the table; a row of two cells lets the second one take the rest. */
function row(cells: readonly string[]): string[] {
  const widths = cells.length === 3 ? COLUMNS : [COLUMNS[0], COLUMNS[1] + GAP.length + COLUMNS[2]];
  const columns = cells.map((cell, i) =>
    cell.split('\n').flatMap((part) => cellLines(part, widths[i] as number)),
  );
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((column, i) => (column[line] ?? '').padEnd(widths[i] as number))
      .reduce((text, cell) => text + GAP + cell, '')
      .trimEnd(),
  );
}

/** Broken between words, and where one is too long behind a slash, else anywhere. */
function cellLines(text: string, width: number): string[] {
  const words = text.split(' ').flatMap((word) => {
    const parts: string[] = [];
    let rest = word;
    while (rest.length > width) {
      const slash = rest.lastIndexOf('/', width - 1);
      const end = slash > 0 ? slash : width;
      parts.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    return [...parts, rest];
  });
  return wrapWords(words.join(' '), width);
}

function summaryOf({ diagnostics, entries, files }: Report): string {
  const { error, warning, info } = tally(diagnostics);
  const found = [
    error > 0 ? count(error, 'error') : '',
    warning > 0 ? count(warning, 'warning') : '',
    info > 0 ? count(info, 'remark') : '',
  ].filter(Boolean);
  const fixable = diagnostics.filter(({ fixes }) => fixes && fixes.length > 0).length;
  const where = `in ${count(entries.length, 'object')} of ${count(files.length, 'file')}`;
  const repair = fixable > 0 ? `; --fix repairs ${fixable}, --dry-run shows how` : '';
  return `${found.length > 0 ? found.join(', ') : 'nothing is fought over'} ${where}${repair}`;
}
