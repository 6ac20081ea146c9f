import type { Diagnostic } from '../../core';
import { rules } from '../../lint';
import { lineOf, sentenceOf, type Reporter } from '../findings/report';

/**
 * For code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: Reporter = {
  name: 'sarif',
  summary: 'SARIF 2.1.0, for code scanning',

  render({ diagnostics }) {
    const found = new Set(diagnostics.map(({ rule }) => rule));
    const described = [...rules.filter(({ id }) => found.has(id)).map(describe), ...others(found)];
    const index = new Map(described.map(({ id }, i) => [id, i]));
    const log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'cdk8s-gitops', rules: described } },
          results: diagnostics.map((diagnostic) => ({
            ruleId: diagnostic.rule,
            ruleIndex: index.get(diagnostic.rule),
            level: LEVELS[diagnostic.severity],
            message: { text: `${sentenceOf(diagnostic)}; ${diagnostic.hint}` },
            locations: locationsOf(diagnostic),
          })),
        },
      ],
    };
    return JSON.stringify(log, null, 2);
  },
};

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

function describe({ id, summary, hint, source, severity }: (typeof rules)[number]) {
  return {
    id: id as string,
    shortDescription: { text: summary },
    help: { text: hint },
    helpUri: source,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** What the reader of YAML reports: not rules, but a result must name one. */
function others(found: ReadonlySet<string>) {
  const known = new Set<string>(rules.map(({ id }) => id));
  return [...found]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, shortDescription: { text: id.replace(/-/g, ' ') } }));
}

function locationsOf(diagnostic: Diagnostic) {
  const { file, constructPath } = diagnostic.origin;
  if (file === undefined) {
    if (constructPath === undefined) return [];
    return [{ logicalLocations: [{ fullyQualifiedName: constructPath }] }];
  }
  const startLine = lineOf(diagnostic);
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(file) },
        ...(startLine === undefined ? {} : { region: { startLine } }),
      },
    },
  ];
}
