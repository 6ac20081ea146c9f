import { CompositeResourceError } from './errors';
import { escapeToken } from '../../lib/core';
import { arrayKeywords, checkKeywords, numberKeywords, scalarKeywords } from './keywords';
import { checkDefault } from './check-default';
import { mergeObjects } from './merge-objects';
import type { JsonSchema, StructuralSchema } from './structural';

/**
 * Rewrites a TypeBox schema as a structural schema, which is all that a CRD takes: unions of
 * literals become `enum`, records `additionalProperties`, intersections of objects one object,
 * integer or string `x-kubernetes-int-or-string`, `X | null` `nullable`, exclusive bounds a bound and
 * a boolean, any value `x-kubernetes-preserve-unknown-fields`.
 *
 * A field with a default is not required, and its parents get `default: {}` as far as nothing else
 * in them is required: the API server applies a default only where the parent is there.
 * `additionalProperties: false` is left out, because fields that are not declared are pruned anyway.
 *
 * @param at JSON pointer of `schema`, for messages. The root itself gets no default.
 * @throws {CompositeResourceError} `XRD_SCHEMA_UNSUPPORTED` for what a structural schema cannot say.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function toStructural(schema: JsonSchema, at = ''): StructuralSchema {
  const node = convert(schema, at);
  if (schema['default'] !== undefined || !impliesDefault(node)) return node;
  const { default: _implied, ...rest } = node;
  return rest;
}

function convert(schema: JsonSchema, at: string): StructuralSchema {
  const node = { ...shape(schema, at), ...scalarKeywords(schema) };
  if (schema['default'] !== undefined)
    return checkDefault({ ...node, default: schema['default'] }, at);
  return impliesDefault(node) ? { ...node, default: {} } : node;
}

function impliesDefault({ type, required, properties = {} }: StructuralSchema): boolean {
  const filled = Object.values(properties).some((property) => property.default !== undefined);
  return type === 'object' && required === undefined && filled;
}

function shape(schema: JsonSchema, at: string): StructuralSchema {
  if (Array.isArray(schema['anyOf'])) return union(schema['anyOf'] as JsonSchema[], schema, at);
  if (Array.isArray(schema['allOf'])) return convertMerged(schema, at);
  checkKeywords(schema, at);
  if (schema['const'] !== undefined) return enumOf([schema['const']], at);
  if (Array.isArray(schema['enum'])) return enumOf(schema['enum'], at);
  switch (schema['type']) {
    case 'object':
      return object(schema, at);
    case 'array':
      return { type: 'array', ...arrayKeywords(schema, at), items: items(schema, at) };
    case 'integer':
    case 'number':
      return { type: schema['type'], ...numberKeywords(schema) };
    case 'string':
    case 'boolean':
      return { type: schema['type'] };
    case undefined:
      if (schema['x-kubernetes-int-or-string'] === true) return {};
      return { 'x-kubernetes-preserve-unknown-fields': true };
    default:
      throw unsupported(at, `type '${String(schema['type'])}'`, 'write an object, list or scalar');
  }
}

function convertMerged(schema: JsonSchema, at: string): StructuralSchema {
  return object(mergeObjects(schema, at), at);
}

function object(schema: JsonSchema, at: string): StructuralSchema {
  const fields = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const others = additional(schema, at);
  if (Object.keys(fields).length > 0 && typeof others === 'object') {
    throw unsupported(at, 'declared fields beside a map of others', 'put the map into a field');
  }
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      convert(field, `${at}/properties/${escapeToken(name)}`),
    ]),
  );
  const required = ((schema['required'] ?? []) as string[]).filter(
    (name) => properties[name]?.default === undefined,
  );
  return {
    type: 'object',
    ...(typeof others === 'object' ? { additionalProperties: others } : { properties }),
    ...(required.length > 0 && { required }),
    ...(others === true && { 'x-kubernetes-preserve-unknown-fields': true }),
  };
}

/** The schema of a map's values, `true` for anything, `undefined` for declared fields only. */
function additional(schema: JsonSchema, at: string): StructuralSchema | true | undefined {
  const patterns = Object.entries(
    (schema['patternProperties'] ?? {}) as Record<string, JsonSchema>,
  );
  const [pattern, ...more] = patterns;
  if (pattern && (more.length > 0 || pattern[0] !== '^(.*)$')) {
    throw unsupported(
      `${at}/patternProperties`,
      `keys that match ${patterns.map(([key]) => key).join(' or ')}`,
      'write Type.Record(Type.String(), …), and a CEL rule for the keys',
    );
  }
  if (pattern) return convert(pattern[1], `${at}/additionalProperties`);
  const others = schema['additionalProperties'];
  if (others === undefined || others === false) return undefined;
  if (others === true) return true;
  return convert(others as JsonSchema, `${at}/additionalProperties`);
}

function items(schema: JsonSchema, at: string): StructuralSchema {
  const element = schema['items'];
  if (typeof element === 'object' && element !== null && !Array.isArray(element))
    return convert(element as JsonSchema, `${at}/items`);
  throw unsupported(
    `${at}/items`,
    'a tuple',
    'write Type.Array(…), or an object with named fields',
  );
}

function union(members: readonly JsonSchema[], schema: JsonSchema, at: string): StructuralSchema {
  const others = members.filter(({ type }) => type !== 'null');
  const [only] = others;
  if (others.length < members.length) {
    if (only && others.length === 1) return { ...convert(only, `${at}/anyOf/0`), nullable: true };
    return { ...union(others, schema, at), nullable: true };
  }
  const values = others.flatMap(valuesOf);
  if (values.length > 0 && others.every((member) => valuesOf(member).length > 0))
    return enumOf(values, at);
  const types = others.map(({ type }) => type).sort();
  if (types.length === 2 && types[0] === 'integer' && types[1] === 'string')
    return { 'x-kubernetes-int-or-string': true };
  throw unsupported(
    `${at}/anyOf`,
    'a union of different shapes',
    'write one object with optional fields, and a CEL rule that exactly one is set',
  );
}

function valuesOf(member: JsonSchema): readonly unknown[] {
  if (member['const'] !== undefined) return [member['const']];
  return Array.isArray(member['enum']) ? member['enum'] : [];
}

function enumOf(values: readonly unknown[], at: string): StructuralSchema {
  const types = new Set(
    values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value)),
  );
  const [type] = types;
  const scalar = type === 'string' || type === 'integer' || type === 'number' || type === 'boolean';
  if (types.size === 1 && scalar) return { type, enum: [...new Set(values)] };
  if ([...types].every((name) => name === 'integer' || name === 'number'))
    return { type: 'number', enum: [...new Set(values)] };
  throw unsupported(`${at}/enum`, 'values of different types', 'write values of one scalar type');
}

function unsupported(at: string, what: string, hint: string): CompositeResourceError {
  return new CompositeResourceError(
    'XRD_SCHEMA_UNSUPPORTED',
    `${at || '/'} is ${what}, which a structural schema cannot say`,
    hint,
  );
}
