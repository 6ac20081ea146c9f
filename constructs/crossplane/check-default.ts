import { compile } from '../../lib/schema';
import { CompositeResourceError } from './errors';
import type { StructuralSchema } from './structural';

/**
 * Returns `node` if its default is what the API server takes: valid against the node, and free of
 * fields that would be pruned.
 *
 * @throws {CompositeResourceError} `XRD_INVALID` naming the pointer and what is wrong.
 */
export function checkDefault(node: StructuralSchema, at: string): StructuralSchema {
  const problem = problemOf(node);
  if (problem === undefined) return node;
  throw new CompositeResourceError(
    'XRD_INVALID',
    `${at}${problem}`,
    'write a default that the schema itself accepts',
  );
}

function problemOf(node: StructuralSchema): string | undefined {
  if (node.default === null)
    return node.nullable ? undefined : '/default is null, which is not allowed';
  const holder = { type: 'object', properties: { default: { ...node, default: undefined } } };
  const [violation] = compile({ shapes: [] }, holder)({ ...OBJECT, default: node.default });
  return violation && `${violation.pointer} ${violation.message}`;
}

/** What compiled schemas expect around a value: they are made for whole objects. */
const OBJECT = { apiVersion: 'v1', kind: 'Default', metadata: {} };
