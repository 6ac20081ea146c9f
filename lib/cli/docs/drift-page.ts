import type { RepairTexts, Writer, WrittenField } from '../../drift';

/** `docs/drift.md`: who writes which field at run time, and what to do about each. */
export function driftPage(writers: readonly Writer[]): string {
  const contents = writers.map(
    ({ name, title }) => `- [${title}](#${anchorOf(title)}) (\`${name}\`)`,
  );
  return [INTRODUCTION, '## Contents\n', ...contents, '', ...writers.map(section)].join('\n');
}

const INTRODUCTION = `# Who writes which field

Git says one thing, a controller writes another, and Argo CD with \`selfHeal\` writes it back. This page
lists the fields over which that happens, who writes each, and what ends it. It is generated from the
catalogue that the constructs, the lint rules and \`cdk8s-gitops drift\` use.

## How to read it

Argo CD compares in three ways, and not every field fights under each:

- **client-side**: the default, three ways: Git, the last applied state and the cluster. What Git never
  wrote is no difference, also below lists of custom resources.
- **server-side apply**: \`ServerSideApply=true\` in \`syncOptions\`. Lists without keys are compared whole,
  so that a default which the API server adds below one is a difference for ever.
- **server-side diff**: \`ServerSideDiff=true\` in \`argocd.argoproj.io/compare-options\`. The API server says
  what an apply would do: its defaults, and what webhooks change, are no difference.

Where a repair is a rule of \`ignoreDifferences\`, four things decide whether it works:

- its \`group\`: left out, it means the core group, and a rule for a Deployment matches nothing;
- \`RespectIgnoreDifferences=true\` in \`syncOptions\`: without it the rule hides the difference, and the
  next sync overwrites the field all the same;
- a pointer escapes \`/\` in a name as \`~1\`; a jq path guards each list with \`[]?\`;
- before Argo CD 3.6 a path below a list of a custom resource keeps the whole list as it is live.

A field that is applied already must not just be left out of Git: client-side apply then removes it, and
\`replicas\` falls to 1. First the rule and the option, one sync, then the change in Git.

A repair \`nothing\` is one too: a rule there would only hide real drift.
`;

function section({ title, name, source, fields }: Writer): string {
  const rows = grouped(fields).map((row) => `| ${row.join(' | ')} |`);
  return [
    `## ${title}\n`,
    `\`${name}\`; see <${source}>\n`,
    '| Object | Field | Written by | Repair | Note |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** Rows that differ in their kinds alone become one. */
function grouped(fields: readonly WrittenField[]): string[][] {
  const rows = new Map<string, { kinds: Set<string>; cells: string[] }>();
  for (const field of fields) {
    const cells = [pathOf(field), field.manager, repairOf(field.repair), noteOf(field)].map(escape);
    const key = JSON.stringify(cells);
    const known = rows.get(key);
    if (known) for (const kind of field.kinds) known.kinds.add(kind);
    else rows.set(key, { kinds: new Set(field.kinds), cells });
  }
  return [...rows.values()].map(({ kinds, cells }) => [
    [...kinds].map((kind) => (/^[\w.*/-]+$/.test(kind) ? `\`${kind}\`` : kind)).join('<br>'),
    ...cells,
  ]);
}

function pathOf({ path }: WrittenField): string {
  if (path === '') return 'the whole object';
  return /^[./]/.test(path) ? `\`${path}\`` : path;
}

function repairOf({ clientSide, serverSideApply, serverSideDiff }: RepairTexts): string {
  const others = [
    serverSideApply !== undefined && `server-side apply: ${serverSideApply}`,
    serverSideDiff !== undefined && `server-side diff: ${serverSideDiff}`,
  ].filter((text) => text !== false);
  return others.length === 0 ? clientSide : [`client-side: ${clientSide}`, ...others].join('<br>');
}

function noteOf({ note, source }: WrittenField): string {
  return [note, source !== undefined && `[source](${source})`].filter(Boolean).join('; ');
}

function escape(cell: string): string {
  return cell.replaceAll('|', '\\|');
}

/** As GitHub makes it of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
