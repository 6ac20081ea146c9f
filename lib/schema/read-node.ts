import type { Node } from './node';

/** By keyword, what its value must be to mean anything. */
const KEYWORDS: Readonly<Record<string, 'text' | 'number' | 'flag' | 'list' | 'texts' | 'any'>> = {
  type: 'text',
  format: 'text',
  pattern: 'text',
  nullable: 'flag',
  default: 'any',
  enum: 'list',
  required: 'texts',
  minLength: 'number',
  maxLength: 'number',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'flag',
  exclusiveMaximum: 'flag',
  multipleOf: 'number',
  minItems: 'number',
  maxItems: 'number',
  minProperties: 'number',
  maxProperties: 'number',
  'x-kubernetes-preserve-unknown-fields': 'flag',
  'x-kubernetes-embedded-resource': 'flag',
  'x-kubernetes-int-or-string': 'flag',
  'x-kubernetes-list-type': 'text',
  'x-kubernetes-list-map-keys': 'texts',
  'x-kubernetes-map-type': 'text',
  'x-kubernetes-validations': 'list',
};

/**
 * A schema as somebody wrote it, without what means nothing: keywords whose value is of another type
 * than it must be are left out, here and below, so that whoever reads on need not ask.
 */
export function readNode(given: unknown): Node {
  const node: Record<string, unknown> = {};
  if (!isObject(given)) return node;
  for (const [keyword, value] of Object.entries(given)) {
    const wanted = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (wanted !== undefined) {
      if (isOf(value, wanted)) node[keyword] = value;
    } else if (keyword === 'properties') {
      if (isObject(value)) node['properties'] = fieldsOf(value);
    } else if (keyword === 'additionalProperties') {
      if (typeof value === 'boolean') node[keyword] = value;
      else if (isObject(value)) node[keyword] = readNode(value);
    } else if (keyword === 'items' || keyword === 'not') {
      if (isObject(value)) node[keyword] = readNode(value);
    } else if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf') {
      if (Array.isArray(value)) node[keyword] = value.filter(isObject).map(readNode);
    }
  }
  return node;
}

function fieldsOf(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, Node>> {
  const fields = Object.entries(properties).map(
    ([name, field]) => [name, readNode(field)] as const,
  );
  return Object.fromEntries(fields);
}

function isOf(value: unknown, wanted: string): boolean {
  switch (wanted) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    default:
      return true;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
