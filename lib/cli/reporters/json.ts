import { keyOf, type Diagnostic } from '../../core';
import { lineOf, sentenceOf, type Reporter } from '../findings/report';
import { resourcesOf, type Resource } from '../findings/resources';

/**
 * For programs: `resources` and `summary` have the fields of kubeconform's `-output json -verbose`,
 * so that scripts written for it go on; `diagnostics` say more.
 */
export const json: Reporter = {
  name: 'json',
  summary: "for programs: kubeconform's fields, and every finding in full",

  render(report) {
    const resources = resourcesOf(report);
    const having = (status: Resource['status']) =>
      resources.filter((resource) => resource.status === status).length;
    return JSON.stringify(
      {
        resources: resources.map(fieldsOf),
        summary: {
          valid: having('valid'),
          invalid: having('invalid'),
          errors: having('error'),
          skipped: having('skipped'),
        },
        diagnostics: report.diagnostics.map(detailsOf),
      },
      null,
      2,
    );
  },
};

function fieldsOf({ manifest, file, status, findings }: Resource) {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return {
    filename: file,
    kind: manifest?.kind ?? '',
    name: manifest?.metadata.name ?? '',
    version: manifest?.apiVersion ?? '',
    status: `status${status.charAt(0).toUpperCase()}${status.slice(1)}`,
    msg: errors.map(sentenceOf).join('; '),
    ...(errors.length > 0
      ? {
          validationErrors: errors.map(({ pointer, message }) => ({ path: pointer, msg: message })),
        }
      : {}),
  };
}

/** Everything about a finding, for programs. */
export function detailsOf(diagnostic: Diagnostic) {
  const { rule, severity, message, hint, source, manifest, pointer, origin, fight } = diagnostic;
  return {
    rule,
    severity,
    message,
    hint,
    source,
    object: manifest && keyOf(manifest),
    pointer,
    file: origin.file,
    line: lineOf(diagnostic),
    constructPath: origin.constructPath,
    ...(fight && {
      writer: fight.writer,
      outcome: fight.outcome,
      applications: fight.applications.map(keyOf),
    }),
    ...(diagnostic.fixes && { fixable: diagnostic.fixes.length > 0 }),
  };
}
