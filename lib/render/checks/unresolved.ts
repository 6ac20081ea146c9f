import { valueAt } from '../../core';
import type { Check } from '../check';
import { examples } from '../examples';
import { insteadOf } from '../instead-of';
import { flatten, type Params } from '../params';
import { textsWhere } from './texts';

interface Leftover {
  readonly text: string;
  /** Of the first Application that has it. */
  readonly params: Params;
  readonly names: string[];
}

const HINT = 'repair the name of the parameter, and write goTemplateOptions: [missingkey=error]';
const TAG = /\{\{\s*([^{}\n]*?)\s*\}\}/;

/** Without goTemplate a tag that no generator fills stays as it is; `<no value>` is Go's for none. */
export const unresolved: Check = (applications, _inputs, report) => {
  const { manifest } = report;
  const goTemplate = valueAt(manifest, '/spec/goTemplate') === true;
  const isLeft = (text: string) =>
    goTemplate ? text.includes('<no value>') : text.includes('{{') && TAG.test(text);
  const found = new Map<string, Leftover>();
  for (const application of applications) {
    for (const { pointer, text } of textsWhere(application, isLeft)) {
      const params = report.paramsOf(application);
      const known = found.get(pointer) ?? { text, params, names: [] };
      known.names.push(application.metadata.name ?? '');
      found.set(pointer, known);
    }
  }
  for (const [pointer, { text, params, names }] of found) {
    const written = valueAt(manifest, `/spec/template${pointer}`);
    const missing = goTemplate ? missingField(written, params) : TAG.exec(text)?.[1];
    report.add({
      rule: 'application-parameter-missing',
      severity: 'warning',
      message: `leaves '${text}' in ${examples(names)}: no generator gives ${missing ? `'${missing}'` : 'that parameter'}`,
      hint: hintFor(missing, params, goTemplate),
      pointer: `/spec/template${pointer}`,
    });
  }
};

/** The first field of a template that the parameters do not have. */
function missingField(template: unknown, params: Params): string | undefined {
  if (typeof template !== 'string') return undefined;
  const names = [...flatten(params).keys()];
  const isGiven = (field: string) =>
    names.some((name) => name === field || name.startsWith(`${field}.`)) ||
    Object.hasOwn(params ?? {}, field);
  const fields = template.matchAll(/(?<![\w)\].])\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)/g);
  return [...fields].map(([, field = '']) => field).find((field) => !isGiven(field));
}

function hintFor(missing: string | undefined, params: Params, goTemplate: boolean): string {
  if (missing === undefined || !params) return HINT;
  if (!goTemplate && missing.startsWith('.')) {
    return `write {{${missing.slice(1)}}}: a dot in front is for goTemplate: true`;
  }
  return insteadOf(missing, params, goTemplate);
}
