import { compilePattern } from '../../lib/schema';
import { CompositeResourceError } from './errors';
import type { JsonSchema, StructuralSchema } from './structural';

/** Taken over as they are: constraints and notes that mean the same in both. */
const SAME = [
  'description',
  'format',
  'maxLength',
  'minLength',
  'pattern',
  'nullable',
  'maxProperties',
  'minProperties',
  'x-kubernetes-validations',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
];

/** Read elsewhere, or of no meaning to a CRD. */
const READ = [
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'const',
  'default',
  'additionalProperties',
  'patternProperties',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'additionalItems',
  'title',
  'examples',
  'unevaluatedProperties',
  '$id',
];

const REPAIRS: Readonly<Record<string, string>> = {
  $ref: 'write the schema out; a structural schema cannot be recursive',
  not: 'write a CEL rule in x-kubernetes-validations',
  oneOf: 'write one object with optional fields, and a CEL rule that exactly one is set',
  readOnly: 'move the field to status',
};

/** Refuses keywords that a structural schema has no place for, and patterns that RE2 cannot read. */
export function checkKeywords(schema: JsonSchema, at: string): void {
  for (const keyword of Object.keys(schema)) {
    if (SAME.includes(keyword) || READ.includes(keyword)) continue;
    throw unsupported(`${at}/${keyword}`, keyword, REPAIRS[keyword] ?? 'remove it');
  }
  const { pattern } = schema;
  if (typeof pattern !== 'string') return;
  if (compilePattern(pattern)) return;
  const hint = 'write it without look-around and back-references';
  throw unsupported(`${at}/pattern`, `'${pattern}', which is no RE2 pattern`, hint);
}

/** Constraints that stand beside any type. */
export function scalarKeywords(schema: JsonSchema): Partial<StructuralSchema> {
  return pick(schema, SAME);
}

/** Bounds; an exclusive one is a bound and a boolean in OpenAPI v3.0. */
export function numberKeywords(schema: JsonSchema): Partial<StructuralSchema> {
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  return {
    ...pick(schema, ['minimum', 'maximum', 'multipleOf']),
    ...bound('minimum', schema['minimum'], exclusiveMinimum, Math.max),
    ...bound('maximum', schema['maximum'], exclusiveMaximum, Math.min),
  };
}

/** Lengths. A set is said by its list type: the API server refuses `uniqueItems`. */
export function arrayKeywords(schema: JsonSchema, at: string): Partial<StructuralSchema> {
  if (schema['uniqueItems'] === true) {
    throw unsupported(
      `${at}/uniqueItems`,
      'true',
      "write Type.Array(…, { 'x-kubernetes-list-type': 'set' })",
    );
  }
  return pick(schema, ['minItems', 'maxItems']);
}

function bound(
  name: 'minimum' | 'maximum',
  inclusive: unknown,
  exclusive: unknown,
  stricter: (...bounds: number[]) => number,
): Partial<StructuralSchema> {
  if (typeof exclusive !== 'number') return {};
  if (
    typeof inclusive === 'number' &&
    inclusive !== exclusive &&
    stricter(inclusive, exclusive) === inclusive
  )
    return {};
  return {
    [name]: exclusive,
    [name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum']: true,
  };
}

function pick(schema: JsonSchema, keywords: readonly string[]): Record<string, unknown> {
  const found = keywords.filter((keyword) => schema[keyword] !== undefined);
  return Object.fromEntries(found.map((keyword) => [keyword, schema[keyword]]));
}

function unsupported(at: string, what: string, hint: string): CompositeResourceError {
  const message = `${at} is ${what}, which a structural schema cannot say`;
  return new CompositeResourceError('XRD_SCHEMA_UNSUPPORTED', message, hint);
}
