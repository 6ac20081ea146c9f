import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import type { FieldReading, FormatReading, Reading } from './reference';
import { describe } from './references';
import { formatted, toText, type Transform } from './transforms';

/** A patch as function-patch-and-transform decodes it. */
export interface Patch {
  readonly type:
    | 'FromCompositeFieldPath'
    | 'ToCompositeFieldPath'
    | 'CombineFromComposite'
    | 'CombineToComposite';
  readonly fromFieldPath?: string;
  readonly combine?: Combine;
  readonly toFieldPath: string;
  readonly transforms?: readonly Transform[];
  readonly policy?: { readonly fromFieldPath: 'Required' };
}

interface Combine {
  readonly variables: readonly { readonly fromFieldPath: string }[];
  readonly strategy: 'string';
  readonly string: { readonly fmt: string };
}

export type Direction = 'FromComposite' | 'ToComposite';

/** The patch that writes what `reading` reads to `to`. */
export function patch(
  direction: Direction,
  reading: Reading,
  to: readonly (string | number)[],
  isRequired: boolean,
): Patch {
  const toFieldPath = formatFieldPath(to);
  const policy = isRequired ? ({ policy: { fromFieldPath: 'Required' } } as const) : {};
  const field = 'path' in reading ? reading : soleField(reading);
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

/** A format of one field, however often it appears, as a field with a format transform. */
function soleField({ parts, transforms }: FormatReading): FieldReading | undefined {
  const [first, ...others] = parts.filter((part) => typeof part === 'object');
  if (!first || others.some((other) => identity(other) !== identity(first))) return undefined;
  const verb = others.length === 0 ? '%s' : '%[1]s';
  const fmt = parts.map((part) => (typeof part === 'string' ? literal(part) : verb)).join('');
  const steps = fmt === '%s' ? toText(first.schema) : [...toText(first.schema), formatted(fmt)];
  return { ...first, transforms: [...first.transforms, ...steps, ...transforms] };
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
 * which `%s` and `%d` refuse and `%v` writes with an exponent. `%.0f` prints a whole number exactly.
 */
function verb(field: FieldReading): string {
  if (field.transforms.length > 0) {
    throw unsafe(field, 'is transformed', 'declare the result as a status field and refer to that');
  }
  switch (field.schema?.type) {
    case 'string':
      return '%s';
    case 'integer':
      return '%.0f';
    case 'boolean':
      return '%t';
    case 'number':
      return refuseFraction(field);
    default:
      throw unsafe(
        field,
        'has a type that is not known',
        'put each such field in a format of its own',
      );
  }
}

function refuseFraction(field: FieldReading): never {
  throw unsafe(
    field,
    'may have a fraction',
    'declare it as an integer, write .whole() behind it, or format it on its own',
  );
}

function unsafe(field: FieldReading, why: string, hint: string): CompositionError {
  return new CompositionError(
    'COMPOSITION_FORMAT_UNSAFE',
    `${describe(field)} ${why}, so it cannot be combined with other fields in one format`,
    hint,
  );
}

function identity({ resource, path, transforms }: FieldReading): string {
  return JSON.stringify([resource, path, transforms]);
}
