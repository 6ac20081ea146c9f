import type { Flow } from './flow';
import { mergingOf } from './merge';
import { fieldsOf, type Patch } from './patches';
import { isReference, READS, type Reading } from './reference';

type Path = readonly (string | number)[];

/** A base without its references, and the patches that put their values in. */
export interface CompiledBase {
  readonly base: unknown;
  readonly patches: readonly Patch[];
}

/**
 * Splits what `add` was given into the constant part and one patch for each reference. Objects and
 * lists that held references only are left to the patches, which make them.
 *
 * A patch is `Required`, so the resource is withheld until there is a value, where the target field
 * is required or a list element, or the source is in the status, which fills only as other resources
 * come up, in such a resource, or required of the environment; `required()` and `optional()` say
 * otherwise.
 *
 * @param isRequired Whether the kind requires the field at that path.
 * @param resource Its name in the composition.
 */
export function compileBase(
  value: unknown,
  isRequired: (path: Path) => boolean,
  flow: Flow,
  resource: string,
): CompiledBase {
  const patches: Patch[] = [];
  const visit = (node: unknown, path: Path): unknown => {
    const merging = mergingOf(node);
    if (merging) {
      const base = visit(merging.base, path);
      const reading = merging.reference[READS];
      const isNeeded = waits(reading, path, isRequired);
      const { policy, ...merged } = flow.intoComposed(reading, path, isNeeded, resource);
      patches.push({ ...merged, policy: { ...policy, toFieldPath: merging.policy } });
      return base;
    }
    if (isReference(node)) {
      const constant = constantOf(node[READS]);
      if (constant !== undefined) return constant;
      const reading = node[READS];
      const base = visit(reading.otherwise, path);
      patches.push(flow.intoComposed(reading, path, waits(reading, path, isRequired), resource));
      return base;
    }
    if (Array.isArray(node)) {
      const items = node.map(
        (item, i) => visit(item, [...path, i]) ?? (isEmptied(item) ? {} : undefined),
      );
      while (items.length > 0 && items.at(-1) === undefined) items.pop();
      if (items.length === 0 && node.length > 0) return undefined;
      return items.map((item) => (item === undefined ? null : item));
    }
    if (!isPlain(node)) return node;
    const entries = Object.entries(node);
    const compiled = entries.map(([key, child]) => [key, visit(child, [...path, key])] as const);
    const kept = compiled.filter(([, child]) => child !== undefined);
    return kept.length === 0 && entries.length > 0 ? undefined : Object.fromEntries(kept);
  };
  return { base: visit(value, []), patches };
}

function constantOf(reading: Reading): string | undefined {
  if ('path' in reading || fieldsOf(reading).length > 0) return undefined;
  if (reading.transforms.length > 0) return undefined;
  return reading.parts.join('');
}

/** Whether the resource waits for the value where nobody said so. */
function waits(reading: Reading, to: Path, isRequired: (path: Path) => boolean): boolean {
  const policy = policyOf(reading);
  if (policy) return policy === 'Required';
  return (
    typeof to.at(-1) === 'number' ||
    isRequired(to) ||
    fieldsOf(reading).some(
      ({ path, resource, environment, isOptional }) =>
        resource !== undefined || (environment ? !isOptional : path[0] === 'status'),
    )
  );
}

/** What was said of the whole or of a part; `Required` wins. */
function policyOf(reading: Reading): 'Required' | 'Optional' | undefined {
  const said = [reading, ...fieldsOf(reading)].map(({ policy }) => policy);
  return said.find((policy) => policy === 'Required') ?? said.find((policy) => policy);
}

/** An element that held references only: it keeps its place in the list. */
function isEmptied(element: unknown): boolean {
  return !isReference(element) && isPlain(element);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
