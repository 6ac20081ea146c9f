import { formatKey, keyOf } from '../../core';
import { isHidden } from '../../plan';
import type { FieldOrigin } from './explain-field';
import type { Trace } from './trace-program';

const WIDTH = 200;

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
      ...(hidden ? { hidden } : value !== undefined && { value }),
    };
  });
  return JSON.stringify(shown, undefined, 2);
}

function block(field: FieldOrigin, trace: Trace): string {
  const { manifest, pointer, written, construct, code, controllers } = field;
  const unknown =
    'missing' in trace ? `not known: ${trace.missing}` : 'not known: no construct made it';
  const rows = [
    ['value', valueText(field)],
    [field.value === undefined ? 'parent' : 'written', written ?? 'not known'],
    ['construct', construct ?? unknown],
    ...(construct === undefined ? [] : [['code', code ?? 'not known: made by a package']]),
    ...controllers.map(({ name, written: where }) => [
      'owner',
      where ? `${name} (${where})` : name,
    ]),
    ...(controllers.length === 0 ? [['owner', 'no controller that is known']] : []),
  ];
  const title = `${formatKey(keyOf(manifest))} ${pointer}`;
  return [title, ...rows.map(([name = '', text = '']) => `  ${name.padEnd(10)}${text}`)].join('\n');
}

function valueText({ manifest, pointer, value }: FieldOrigin): string {
  if (value === undefined) return 'not written';
  if (isHidden(manifest, pointer)) return 'a secret (not shown)';
  const text = JSON.stringify(value);
  return text.length <= WIDTH ? text : `${text.slice(0, WIDTH - 1)}…`;
}
