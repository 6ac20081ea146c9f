import type { Diagnostic } from '../../core';
import { lineOf, sentenceOf, type Report, type Reporter } from '../findings/report';
import { summaryOf } from './text';

/**
 * Annotations on the lines of a pull request.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Reporter = {
  name: 'github',
  summary: 'annotations of a GitHub Actions run',

  render(report: Report) {
    return [...report.diagnostics.map(annotation), summaryOf(report)].join('\n');
  },
};

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const;

function annotation(diagnostic: Diagnostic): string {
  const { severity, rule, hint, origin } = diagnostic;
  const line = lineOf(diagnostic);
  const properties = [
    origin.file === undefined ? '' : `file=${escapeProperty(origin.file)}`,
    origin.file === undefined || line === undefined ? '' : `line=${line}`,
    `title=${escapeProperty(rule)}`,
  ].filter(Boolean);
  const message = escapeData(`${sentenceOf(diagnostic)}\n${hint}`);
  return `::${LEVELS[severity]} ${properties.join(',')}::${message}`;
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
