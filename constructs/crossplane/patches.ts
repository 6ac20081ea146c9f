import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import type { MergePolicy } from './merge';
import type { FieldReading, FormatReading, Reading } from './reference';
import { describe } from './references';
import { formatted, toText, type Transform } from './transforms';

/** Which way a value goes, between the composed resource and the other side. */
export type Direction = 'FromComposite' | 'ToComposite' | 'FromEnvironment' | 'ToEnvironment';

/** A patch as function-patch-and-transform decodes it. */
export interface Patch {
  readonly type: `${Direction}FieldPath` | `Combine${Direction}` | 'PatchSet';
  readonly patchSetName?: string;
  readonly fromFieldPath?: string;
  readonly combine?: Combine;
  readonly toFieldPath?: string;
  readonly transforms?: readonly Transform[];
  readonly policy?: { readonly fromFieldPath?: 'Required'; readonly toFieldPath?: MergePolicy };
}

interface Combine {
  readonly variables: readonly { readonly fromFieldPath: string }[];
  readonly strategy: 'string';
  readonly string: { readonly fmt: string };
}

/** The patch that writes what `reading` reads to `to`. */
export function patch(
  direction: Direction,
  reading: Reading,
  to: readonly (string | number)[],
  isRequired: boolean,
): Patch {
  const toFieldPath = formatFieldPath(to);
  const policy = isRequired ? ({ policy: { fromFieldPath: 'Required' } } as const) : {};
  const field = onlyField(reading);
  if (field) {
    const transforms = field.transforms.length > 0 ? { transforms: field.transforms } : {};
    const fromFieldPath = formatFieldPath(field.path);
    return { type: `${direction}FieldPath`, fromFieldPath, toFieldPath, ...transforms, ...policy };
  }
  const { transforms, parts } = reading as FormatReading;
  return {
    type: `Combine${direction}`,
    combine: combine(parts),
    toFieldPath,
    ...(transforms.length > 0 && { transforms }),
    ...policy,
  };
}

/** The fields that `reading` reads, of whatever origin. */
export function fieldsOf(reading: Reading): readonly FieldReading[] {
  return 'path' in reading ? [reading] : reading.parts.filter((part) => typeof part === 'object');
}

/**
 * The field that is read as it is, or in a format of one field, however often it appears there; of a
 * text without fields one that is always there.
 */
export function onlyField(reading: Reading): FieldReading | undefined {
  if ('path' in reading) return reading;
  const { parts, transforms } = reading;
  const [first, ...others] = fieldsOf(reading);
  if (!first) return constantField(parts.join(''), transforms);
  if (others.some((other) => identity(other) !== identity(first))) return undefined;
  const verb = others.length === 0 ? '%s' : '%[1]s';
  const fmt = parts.map((part) => (typeof part === 'string' ? literal(part) : verb)).join('');
  const steps = fmt === '%s' ? toText(first.schema) : [...toText(first.schema), formatted(fmt)];
  return { ...first, transforms: [...first.transforms, ...steps, ...transforms] };
}

/** A value that is known now, as a field: what every composite has, and a match of anything. */
export function constantField(
  result: unknown,
  transforms: readonly Transform[] = [],
): FieldReading {
  const match = { type: 'match', match: { patterns: [{ type: 'regexp', regexp: '^', result }] } };
  return { path: ['metadata', 'name'], transforms: [match as Transform, ...transforms] };
}

/** The transforms that give the field as text. */
export function textOf({ transforms, schema }: FieldReading): readonly Transform[] {
  return [...transforms, ...toText(schema)];
}

/** Whether a combine prints the field as people write it. */
export function combinable(field: FieldReading): boolean {
  return field.transforms.length === 0 && VERBS[field.schema?.type ?? ''] !== undefined;
}

function combine(parts: FormatReading['parts']): Combine {
  const fields = parts.filter((part) => typeof part === 'object');
  return {
    variables: fields.map(({ path }) => ({ fromFieldPath: formatFieldPath(path) })),
    strategy: 'string',
    string: {
      fmt: parts.map((part) => (typeof part === 'string' ? literal(part) : verb(part))).join(''),
    },
  };
}

function literal(text: string): string {
  return text.replaceAll('%', '%%');
}

/**
 * A combine has no transforms for its variables and hands every number to Go's fmt as a float64,
 * which `%s` and `%d` refuse and `%v` writes with an exponent. `%.0f` prints a whole number exactly;
 * where a patch wrote to the object before, it is an int64.
 */
const VERBS: Readonly<Record<string, string>> = { string: '%s', integer: '%.0f', boolean: '%t' };

function verb(field: FieldReading): string {
  if (field.transforms.length > 0) {
    throw unsafe(field, 'is transformed', 'declare the result as a status field and refer to that');
  }
  const known = VERBS[field.schema?.type ?? ''];
  if (known === '%.0f' && field.isSettled) return '%d';
  if (known !== undefined) return known;
  if (field.schema?.type === 'number') {
    throw unsafe(
      field,
      'may have a fraction',
      'declare it as an integer, write .whole() behind it, or format it on its own',
    );
  }
  throw unsafe(field, 'has a type that is not known', 'put each such field in a format of its own');
}

function unsafe(field: FieldReading, why: string, hint: string): CompositionError {
  return new CompositionError(
    'COMPOSITION_FORMAT_UNSAFE',
    `${describe(field)} ${why}, so it cannot be combined with other fields in one format`,
    hint,
  );
}

function identity({ resource, environment, path, transforms }: FieldReading): string {
  return JSON.stringify([resource, environment !== undefined, path, transforms]);
}
