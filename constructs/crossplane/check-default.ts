import { violationsOf } from '../../lib/crossplane/schema/check-value';
import type { Node } from '../../lib/schema';
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
  const place = { table: { shapes: [] }, node: node as Node };
  const [violation] = violationsOf(place, node.default);
  return violation && `${violation.pointer.replace(/^\/value/, '/default')} ${violation.message}`;
}
