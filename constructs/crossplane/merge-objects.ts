import { isDeepStrictEqual } from 'node:util';
import { CompositeResourceError } from './errors';
import type { JsonSchema } from './structural';

/**
 * One object schema out of an intersection of them (`allOf`).
 *
 * @throws {CompositeResourceError} `XRD_SCHEMA_UNSUPPORTED` where a member is no object, or two
 *   members declare one field differently.
 */
export function mergeObjects(schema: JsonSchema, at: string): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required = new Set<string>();
  for (const [i, member] of (schema['allOf'] as readonly JsonSchema[]).entries()) {
    const here = `${at}/allOf/${i}`;
    const object = Array.isArray(member['allOf']) ? mergeObjects(member, here) : member;
    if (object['type'] !== 'object' || object['patternProperties'] !== undefined)
      throw unsupported(here, 'no object with declared fields', 'intersect Type.Object(…)s only');
    for (const [name, field] of Object.entries(object['properties'] ?? {})) {
      if (name in properties && !isDeepStrictEqual(properties[name], field))
        throw unsupported(
          `${here}/properties/${name}`,
          'declared differently above',
          'declare it once',
        );
      properties[name] = field as JsonSchema;
    }
    for (const name of (object['required'] ?? []) as string[]) required.add(name);
  }
  const { allOf: _merged, ...rest } = schema;
  return { ...rest, type: 'object', properties, required: [...required] };
}

function unsupported(at: string, what: string, hint: string): CompositeResourceError {
  return new CompositeResourceError(
    'XRD_SCHEMA_UNSUPPORTED',
    `${at} is ${what}, and an intersection is written as one object`,
    hint,
  );
}
