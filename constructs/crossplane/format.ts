import {
  isReference,
  READS,
  type FieldReading,
  type Origin,
  type Ref,
  type Reference,
  type Scalar,
} from './reference';
import { onlyField } from './patches';
import { referTo } from './references';
import { CompositionError } from './errors';

/**
 * Text with references in it: ``format`${xr.metadata.namespace}-${xr.metadata.name}` ``. Numbers and
 * booleans print as people write them, `%` stays `%`.
 */
export function format<F extends Origin = never>(
  strings: TemplateStringsArray,
  ...values: (Scalar | Reference<Scalar, F>)[]
): Ref<string, F> {
  const parts = strings.flatMap((text, i) => (i < values.length ? [text, values[i]] : [text]));
  return join(parts.map((part) => (isReference(part) ? part : String(part)))) as never;
}

/**
 * A JSON document with references in its strings, as policies need it:
 * `formatJson({ Resource: format`arn:aws:s3:::${xr.spec.name}` })`. Keys keep their order.
 *
 * What a reference delivers goes in as it is: a quote or backslash in it breaks the document, so
 * refer to fields whose schema excludes them.
 */
export function formatJson(value: unknown): Ref<string> {
  return join(json(value)) as never;
}

type Part = string | FieldReading;

function* json(value: unknown): Generator<Part> {
  if (isReference(value)) {
    const parts = partsOf(value);
    const [only] = parts;
    const bare = parts.length === 1 && typeof only === 'object' && !isText(only);
    yield* bare ? parts : ['"', ...parts.map(escaped), '"'];
  } else if (Array.isArray(value)) {
    yield* separated('[', value, ']', (item) => json(item));
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    yield* separated('{', entries, '}', function* ([key, item]) {
      yield `${JSON.stringify(key)}:`;
      yield* json(item);
    });
  } else {
    yield JSON.stringify(value);
  }
}

function escaped(part: Part): string | FieldReading {
  return typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part;
}

function isText(reading: FieldReading): boolean {
  return reading.schema === undefined || reading.schema.type === 'string';
}

function* separated<T>(
  open: string,
  items: readonly T[],
  close: string,
  write: (item: T) => Iterable<Part>,
): Generator<Part> {
  yield open;
  for (const [i, item] of items.entries()) {
    if (i > 0) yield ',';
    yield* write(item);
  }
  yield close;
}

function join(values: Iterable<Part | Reference<unknown, Origin>>): Reference<unknown, Origin> {
  const parts: Part[] = [];
  const add = (part: Part) => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  };
  for (const value of values) {
    if (isReference(value)) partsOf(value).forEach(add);
    else add(value);
  }
  return referTo({ parts, transforms: [] });
}

function partsOf(reference: Reference<unknown, Origin>): readonly Part[] {
  const reading = reference[READS];
  if ('path' in reading) return [reading];
  if (reading.transforms.length === 0) return reading.parts;
  const field = onlyField(reading);
  if (field) return [{ ...field, schema: { type: 'string' } }];
  throw new CompositionError(
    'COMPOSITION_FORMAT_UNSAFE',
    'a format with transforms stands inside another format',
    'transform the whole text, or the references in it',
  );
}
