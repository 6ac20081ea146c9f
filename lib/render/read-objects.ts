import { parseDocuments } from '../core/yaml';
import { isMap, type ValueMap } from '../template';

const DECODING = 'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal';

/** A YAML text that is not what is wanted, in the words of Argo CD's reader. */
export class ObjectsError extends Error {}

/** The first document of a YAML or JSON text; of a key that is written twice the last value counts. */
export function readValue(text: string): unknown {
  const [document] = parseDocuments(text);
  const problem = document?.problem;
  if (problem?.kind === 'syntax') {
    throw new ObjectsError(
      `error converting YAML to JSON: yaml: line ${problem.line}: ${problem.message}`,
    );
  }
  return document?.value ?? null;
}

/** A list of objects; nothing is an empty one, and an item may be nothing. */
export function objectsIn(value: unknown): (ValueMap | null)[] {
  if (value === null) return [];
  if (!Array.isArray(value)) {
    throw new ObjectsError(
      `${DECODING} ${jsonKind(value)} into Go value of type []map[string]interface {}`,
    );
  }
  return value.map((item: unknown) => {
    if (item === null || isMap(item)) return item;
    throw new ObjectsError(
      `${DECODING} ${jsonKind(item)} into Go value of type map[string]interface {}`,
    );
  });
}

export function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'object' : typeof value;
}
