import type { Manifest } from '../../core';
import type { Check } from '../check';
import { examples } from '../examples';

/** Without goTemplate a tag that no generator fills stays as it is; `<no value>` is Go's for none. */
export const unresolved: Check = (applications, _inputs, report) => {
  const found = new Map<string, { sample: string; names: string[] }>();
  for (const application of applications) {
    for (const [pointer, text] of leftovers(application)) {
      const known = found.get(pointer) ?? { sample: text, names: [] };
      known.names.push(application.metadata.name ?? '');
      found.set(pointer, known);
    }
  }
  for (const [pointer, { sample, names }] of found) {
    report.add({
      rule: 'application-parameter-missing',
      severity: 'warning',
      message: `leaves '${sample}' in ${examples(names)}: no generator gives that parameter`,
      hint: 'repair the name of the parameter, and write goTemplateOptions: [missingkey=error]',
      pointer: `/spec/template${pointer}`,
    });
  }
};

function* leftovers(application: Manifest): Generator<[pointer: string, text: string]> {
  const { name, labels, annotations } = application.metadata;
  yield* leftoversIn({ name, labels, annotations }, '/metadata');
  yield* leftoversIn(application.spec, '/spec');
}

function* leftoversIn(value: unknown, pointer: string): Generator<[string, string]> {
  if (typeof value === 'string') {
    if (/<no value>|\{\{[^{}\n]*\}\}/.test(value)) yield [pointer, value];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* leftoversIn(item, `${pointer}/${key}`);
  }
}
