import type { Writer } from '../../drift';
import type { Category, Rule } from '../../lint';

/** `docs/rules.md`: every lint rule by category, then whose writes the drift rules know. */
export function rulesPage(
  rules: readonly Rule[],
  categories: readonly Category[],
  writers: readonly Writer[],
): string {
  const sections = categories.map((category) => {
    const own = rules.filter((rule) => rule.category === category);
    return [`## ${category}\n`, ...own.map(ruleEntry)].join('\n');
  });
  return [
    '# Lint rules\n',
    'What `cdk8s-gitops lint`, `push` and `publish` look for. `--only` chooses categories.\n',
    ...sections,
    writersSection(writers),
  ].join('\n');
}

function ruleEntry({ id, severity, summary, hint, source }: Rule): string {
  return `### ${id}\n\n${summary}\n\n- severity: ${severity}\n- repair: ${hint}\n- source: <${source}>\n`;
}

function writersSection(writers: readonly Writer[]): string {
  const entries = writers.map(({ name, source }) => `- ${name}: <${source}>`);
  return [
    '## Controllers that write into other manifests\n',
    'Fields that these write are found by the rules of drift, and get `ignoreDifferences`.\n',
    ...entries,
    '',
  ].join('\n');
}
