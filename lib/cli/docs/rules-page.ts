import type { Category, Rule } from '../../lint';

/** `docs/rules.md`: every lint rule by category. */
export function rulesPage(rules: readonly Rule[], categories: readonly Category[]): string {
  const sections = categories.map((category) => {
    const own = rules.filter((rule) => rule.category === category);
    return [`## ${category}\n`, ...own.map(ruleEntry)].join('\n');
  });
  return [
    '# Lint rules\n',
    'What `cdk8s-gitops lint`, `push` and `publish` look for. `--only` chooses categories.\n',
    ...sections,
    WRITERS,
  ].join('\n');
}

function ruleEntry({ id, number, severity, summary, hint, source }: Rule): string {
  const known = number === undefined ? '' : `- catalogue: ${number}\n`;
  return `### ${id}\n\n${summary}\n\n${known}- severity: ${severity}\n- repair: ${hint}\n- source: <${source}>\n`;
}

const WRITERS = `## Controllers that write into other manifests

Which fields the rules of drift know, who writes each and what to do: [drift.md](drift.md).
`;
