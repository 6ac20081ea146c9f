import { valueAt } from '../../core';
import { isMap, printValue } from '../../template';
import type { Check } from '../check';
import { examples } from '../examples';
import type { Params } from '../params';
import { textsWhere } from './texts';

const hasExponent = (text: string) => /\de[+-]\d/.test(text);
const EXPONENT = /^-?\d(?:\.\d+)?e[+-]\d+$/;

/**
 * Every number of a JSON or YAML parameter is a float64, and Go prints one of 21 digits, or of seven
 * with `%v`, as `1.234567e+06`: an account or a port that nobody recognizes.
 */
export const exponents: Check = (applications, _inputs, report) => {
  const goTemplate = valueAt(report.manifest, '/spec/goTemplate') === true;
  const found = new Map<string, { printed: string; parameter: string; names: string[] }>();
  for (const application of applications) {
    let numbers: ReadonlyMap<string, string> | undefined;
    for (const { pointer, text } of textsWhere(application, hasExponent)) {
      numbers ??= numbersIn(report.paramsOf(application), goTemplate);
      const hit = [...numbers].find(([printed]) => isIn(text, printed));
      if (!hit) continue;
      const [printed, parameter] = hit;
      const known = found.get(pointer) ?? { printed, parameter, names: [] };
      known.names.push(application.metadata.name ?? '');
      found.set(pointer, known);
    }
  }
  for (const [pointer, { printed, parameter, names }] of found) {
    report.add({
      rule: 'application-number-exponent',
      severity: 'warning',
      message: `prints the number '${parameter}' as ${printed} in ${examples(names)}, as Go prints a float64`,
      hint: `quote the number where it is written: "${plain(printed)}"${goTemplate ? `, or write {{ int64 .${parameter} }}` : ''}`,
      pointer: `/spec/template${pointer}`,
    });
  }
};

/** Parameters that print with an exponent, by what they print; without goTemplate they are texts. */
function numbersIn(params: Params, goTemplate: boolean): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, name: string): void => {
    if (typeof value === (goTemplate ? 'number' : 'string')) {
      const printed = printValue(value);
      if (EXPONENT.test(printed)) found.set(printed, name);
    } else if (Array.isArray(value)) value.forEach((item, i) => visit(item, `${name}.${i}`));
    else if (isMap(value)) {
      for (const key of Object.keys(value)) visit(value[key], name === '' ? key : `${name}.${key}`);
    }
  };
  visit(params, '');
  return found;
}

/** Whether a text has a number that is not part of a longer one. */
function isIn(text: string, printed: string): boolean {
  const at = text.indexOf(printed);
  if (at < 0) return false;
  return !/[\d.]/.test(text[at - 1] ?? '') && !/\d/.test(text[at + printed.length] ?? '');
}

/** `1234567` of `1.234567e+06`. */
export function plain(printed: string): string {
  return Number(printed).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
}
