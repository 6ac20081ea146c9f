import { emitDocument } from '../emit';

/** How data on one line looks. */
export interface FlowLook {
  /** Every string between double quotes. */
  readonly json: boolean;
  /** No space behind `{` and before `}`. */
  readonly tight: boolean;
}

/** Data on one line; `undefined` fields are left out. */
export function flow(value: unknown, look: FlowLook = { json: false, tight: false }): string {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, look)).join(', ')}]`;
  if (typeof value === 'string') return scalar(value, look.json);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => `${scalar(key, look.json)}: ${flow(field, look)}`)
    .join(', ');
  return look.tight || fields === '' ? `{${fields}}` : `{ ${fields} }`;
}

/** A string inside brackets or braces, plain where every reader takes it for that string. */
function scalar(text: string, json: boolean): string {
  if (json) return JSON.stringify(text);
  const alone = emitDocument(text).slice(0, -1);
  return alone === text && !/[[\]{},]|:$/.test(text) ? text : JSON.stringify(text);
}
