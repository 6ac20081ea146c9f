import { isMap } from '../values';
import { MISSING, valueOfPath } from './jmes-path';
import { UNKNOWN } from './unknown';

/** What variables of a rule may name. */
export type Scope = Readonly<Record<string, unknown>>;

const VARIABLE = /\{\{((?:\{[^{}]*\}|[^{}])*)\}\}/g;
const WHOLE = /^\{\{((?:\{[^{}]*\}|[^{}])*)\}\}$/;

/**
 * A document of a policy with its variables replaced; a text that is one variable becomes the value
 * itself. `UNKNOWN` and `MISSING` stand where a variable is one.
 */
export function substituted(document: unknown, scope: Scope): unknown {
  if (typeof document === 'string') return substitutedText(document, scope);
  if (Array.isArray(document)) return document.map((one) => substituted(one, scope));
  if (!isMap(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, substituted(value, scope)]),
  );
}

function substitutedText(text: string, scope: Scope): unknown {
  if (!text.includes('{{')) return text;
  const whole = WHOLE.exec(text)?.[1];
  if (whole !== undefined) return valueOfPath(whole.trim(), scope);
  let odd: unknown;
  const done = text.replace(VARIABLE, (_, path: string) => {
    const value = valueOfPath(path.trim(), scope);
    if (typeof value !== 'symbol') return typeof value === 'string' ? value : JSON.stringify(value);
    if (odd !== UNKNOWN) odd = value;
    return '';
  });
  return odd ?? (done.includes('{{') ? UNKNOWN : done);
}

/** As {@link substituted}, where what is not known stays as it is written: in patches. */
export function substitutedWhereKnown(document: unknown, scope: Scope): unknown {
  if (typeof document === 'string') {
    const value = substitutedText(document, scope);
    return typeof value === 'symbol' ? document : value;
  }
  if (Array.isArray(document)) return document.map((one) => substitutedWhereKnown(one, scope));
  if (!isMap(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => {
      const name = substitutedText(key, scope);
      return [typeof name === 'string' ? name : key, substitutedWhereKnown(value, scope)];
    }),
  );
}

/** Whether a value holds one that is not known, or missing. */
export function oddIn(value: unknown): typeof UNKNOWN | typeof MISSING | undefined {
  if (value === UNKNOWN || value === MISSING) return value;
  const parts = Array.isArray(value)
    ? (value as unknown[])
    : isMap(value)
      ? Object.values(value)
      : [];
  let found: typeof UNKNOWN | typeof MISSING | undefined;
  for (const part of parts) {
    const odd = oddIn(part);
    if (odd === MISSING) return odd;
    found ??= odd;
  }
  return found;
}
