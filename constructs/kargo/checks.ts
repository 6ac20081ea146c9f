import { KargoError } from './errors';

/** @throws {KargoError} `KARGO_NAME_INVALID` for what Kargo makes a namespace, or the value of a label, of. */
export function checkName(place: string, name: string): void {
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return;
  throw new KargoError(
    'KARGO_NAME_INVALID',
    `${place} has a name that Kargo refuses`,
    'write at most 63 lower-case letters, digits and dashes',
  );
}

/** @throws {KargoError} `KARGO_DURATION_INVALID` */
export function checkDuration(place: string, field: string, text: unknown): void {
  if (text === undefined) return;
  if (typeof text === 'string' && /^([0-9]+(\.[0-9]+)?(s|m|h))+$/.test(text)) return;
  throw new KargoError(
    'KARGO_DURATION_INVALID',
    `${field} of ${place} is ${JSON.stringify(text)}`,
    "write hours, minutes and seconds: '1h30m'",
  );
}

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
