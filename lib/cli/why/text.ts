import { formatKey, keyOf } from '../../core';
import { isHidden } from '../../plan';
import type { FieldOrigin, Made } from './explain-field';
import type { Trace } from './trace-program';

const WIDTH = 200;
/** Of a line of code behind its name. */
const LINE = 100;

/** Answers of `why` for a terminal, one block an object. */
export function whyText(fields: readonly FieldOrigin[], trace: Trace): string {
  return fields.map((field) => block(field, trace)).join('\n\n');
}

/** Answers of `why` as data. */
export function whyJson(fields: readonly FieldOrigin[]): string {
  const shown = fields.map(({ manifest, value, ...field }) => {
    const hidden = value !== undefined && isHidden(manifest, field.pointer);
    return {
      object: formatKey(keyOf(manifest)),
      ...field,
      ...(hidden && { lines: field.lines.map(({ place, role }) => ({ place, role })) }),
      ...(hidden ? { hidden } : value !== undefined && { value }),
    };
  });
  return JSON.stringify(shown, undefined, 2);
}

function block(field: FieldOrigin, trace: Trace): string {
  const { manifest, pointer, written, construct, controllers } = field;
  const unknown =
    'missing' in trace ? `not known: ${trace.missing}` : 'not known: no construct made it';
  const rows: (readonly [name: string, text: string])[] = [
    ['value', valueText(field)],
    ...(field.made
      ? madeRows(field.made)
      : [[field.value === undefined ? 'parent' : 'written', written ?? 'not known'] as const]),
    ['construct', construct ?? unknown],
    ...(construct === undefined ? [] : codeRows(field)),
    ...field.reasons.map(
      ({ text, place }) => ['because', place ? `${place} ${text}` : text] as const,
    ),
    ...controllers.map(
      ({ name, written: where }) => ['owner', where ? `${name} (${where})` : name] as const,
    ),
    ...(controllers.length === 0 ? [['owner', 'no controller that is known'] as const] : []),
  ];
  const title = `${formatKey(keyOf(manifest))} ${pointer}`;
  return [title, ...rows.map(([name, text]) => `  ${name.padEnd(10)}${text}`)].join('\n');
}

function madeRows({ set, written, template, from }: Made): (readonly [string, string])[] {
  const at = (place: string | undefined) => (place === undefined ? '' : `${place} `);
  return [
    ['made by', `${at(written)}ApplicationSet ${set}`],
    ['template', template ?? 'not known'],
    ...from.map((one) => ['from', `${at(one.written)}${one.text}`] as const),
  ];
}

const ROLES = { field: 'code', value: 'from', nearest: 'code' } as const;

function codeRows({ lines, manifest, pointer }: FieldOrigin): (readonly [string, string])[] {
  if (lines.length === 0) return [['code', 'not known: made by a package']];
  const hides = isHidden(manifest, pointer);
  return lines.flatMap(({ place, text, role }) => {
    const shown = text === undefined || hides ? place : `${place}  ${text}`;
    const row = [ROLES[role], cut(shown, LINE)] as const;
    return role === 'nearest'
      ? [row, ['', '(the nearest that could be found to what writes the field)'] as const]
      : [row];
  });
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function valueText({ manifest, pointer, value }: FieldOrigin): string {
  if (value === undefined) return 'not written';
  if (isHidden(manifest, pointer)) return 'a secret (not shown)';
  return cut(JSON.stringify(value), WIDTH);
}
