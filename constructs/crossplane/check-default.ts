import { CompositeResourceError } from './errors';
import { childNode, type StructuralSchema } from './structural';

/**
 * Returns `node` if its default is what the API server takes: valid against the node, and free of
 * fields that would be pruned.
 *
 * @throws {CompositeResourceError} `XRD_INVALID` naming the pointer and what is wrong.
 */
export function checkDefault(node: StructuralSchema, at: string): StructuralSchema {
  const problem = problemOf(node.default, node, '');
  if (problem === undefined) return node;
  throw new CompositeResourceError(
    'XRD_INVALID',
    `${at}/default ${problem}`,
    'write a default that the schema itself accepts',
  );
}

function problemOf(value: unknown, node: StructuralSchema, at: string): string | undefined {
  const say = (what: string) => `${at && `at ${at} `}is ${JSON.stringify(value)}, ${what}`;
  if (value === null) return node.nullable ? undefined : say('and null is not allowed');
  if (node['x-kubernetes-int-or-string'])
    return typeof value === 'string' || Number.isInteger(value)
      ? undefined
      : say('no integer or string');
  if (node.type === undefined) return undefined;
  if (!hasType(value, node.type)) return say(`not of type ${node.type}`);
  if (node.enum && !node.enum.includes(value)) return say(`not one of ${node.enum.join(', ')}`);
  const broken = BOUNDS.find(({ keyword, breaks }) => {
    const bound = node[keyword];
    return typeof bound === 'number' && breaks(sizeOf(value), bound, node);
  });
  if (broken) return say(`against ${broken.keyword} ${String(node[broken.keyword])}`);
  return problemInside(value, node, at);
}

function problemInside(value: unknown, node: StructuralSchema, at: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const missing = node.required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${at && `at ${at} `}lacks the required field '${missing}'`;
  for (const [key, child] of Object.entries(value)) {
    const here = `${at}/${key}`;
    const schema = childNode(node, Array.isArray(value) ? Number(key) : key);
    if (!schema && node['x-kubernetes-preserve-unknown-fields']) continue;
    const problem = schema ? problemOf(child, schema, here) : `has ${here}, which would be pruned`;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

type Breaks = (size: number, bound: number, node: StructuralSchema) => boolean;

const BOUNDS: readonly { readonly keyword: string; readonly breaks: Breaks }[] = [
  {
    keyword: 'minimum',
    breaks: (n, min, node) => n < min || (n === min && node['exclusiveMinimum'] === true),
  },
  {
    keyword: 'maximum',
    breaks: (n, max, node) => n > max || (n === max && node['exclusiveMaximum'] === true),
  },
  { keyword: 'multipleOf', breaks: (n, step) => n % step !== 0 },
  { keyword: 'minLength', breaks: (n, min) => n < min },
  { keyword: 'maxLength', breaks: (n, max) => n > max },
  { keyword: 'minItems', breaks: (n, min) => n < min },
  { keyword: 'maxItems', breaks: (n, max) => n > max },
];

function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : 0;
}

function hasType(value: unknown, type: NonNullable<StructuralSchema['type']>): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
