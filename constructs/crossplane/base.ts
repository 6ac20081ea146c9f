import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import { patch, type Patch } from './patches';
import { isReference, READS, type FieldReading, type Reading } from './reference';
import { describe } from './references';

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
 * is required or a list element, or the source is in the status, which fills only as other
 * resources come up; `required()` and `optional()` say otherwise.
 *
 * @param isRequired Whether the kind requires the field at that path.
 */
export function compileBase(value: unknown, isRequired: (path: Path) => boolean): CompiledBase {
  const patches: Patch[] = [];
  const visit = (node: unknown, path: Path): unknown => {
    if (isReference(node)) {
      const constant = constantOf(node[READS]);
      if (constant !== undefined) return constant;
      const base = visit(node[READS].otherwise, path);
      patches.push(toPatch(node[READS], path, isRequired));
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

/** The fields of the composite, or of a composed resource, that `reading` reads. */
export function fieldsOf(reading: Reading): readonly FieldReading[] {
  return 'path' in reading ? [reading] : reading.parts.filter((part) => typeof part === 'object');
}

function constantOf(reading: Reading): string | undefined {
  if ('path' in reading || fieldsOf(reading).length > 0) return undefined;
  return reading.parts.join('');
}

function toPatch(reading: Reading, to: Path, isRequired: (path: Path) => boolean): Patch {
  const observed = fieldsOf(reading).find(({ resource }) => resource !== undefined);
  if (observed) {
    throw new CompositionError(
      'COMPOSITION_REFERENCE_MISUSED',
      `${formatFieldPath(to)} reads ${describe(observed)}, which is not at hand while resources are composed`,
      'declare a field for it in the status schema, return it in status, and refer to xr.status here',
    );
  }
  const inferred =
    typeof to.at(-1) === 'number' ||
    fieldsOf(reading).some(({ path }) => path[0] === 'status') ||
    isRequired(to);
  const policy = policyOf(reading);
  return patch('FromComposite', reading, to, policy ? policy === 'Required' : inferred);
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
