import { emitDocument, parseDocuments } from '../core/yaml';
import { byteSlice } from './bytes';
import { FunctionFailure } from './errors';
import { fixed, type FunctionSet } from './functions';
import { toJsonValue } from './json';
import { isMap, isSlice, typeName } from './values';

/** What Argo CD's ApplicationSet controller adds to sprig. */
export const argocd: FunctionSet = {
  name: 'Argo CD',
  functions: {
    normalize: fixed(['string'], normalizeName),
    toYaml: fixed(['any'], (value) => emitDocument(toJsonValue(value)).replace(/\n$/, '')),
    fromYaml: fixed(['string'], (text) => readYaml(text, isMap, 'map[string]interface {}')),
    fromYamlArray: fixed(['string'], (text) => readYaml(text, isSlice, '[]interface {}')),
  },
  unsupported: {
    slugify: 'it transliterates by the tables of gosimple/slug, which this engine does not have',
  },
};

/**
 * A name as `nameNormalized` and `normalize` give it: lower case, anything but letters, digits, `-`
 * and `.` a `-`, at most 253 bytes, no `-` or `.` at either end.
 */
export function normalizeName(name: string): string {
  return byteSlice(name.toLowerCase().replace(/[^-a-z0-9.]/gu, '-'), 0, 253).replace(
    /^[-.]+|[-.]+$/g,
    '',
  );
}

function readYaml<T>(text: string, is: (value: unknown) => value is T, type: string): T | unknown {
  const [document] = parseDocuments(text);
  if (document?.problem) {
    throw new FunctionFailure(
      `error converting YAML to JSON: yaml: line ${document.problem.line}: ${document.problem.message}`,
    );
  }
  const value = document?.value ?? null;
  if (value === null) return type.startsWith('map') ? {} : [];
  if (is(value)) return value;
  const kind = isSlice(value) ? 'array' : isMap(value) ? 'object' : typeName(value);
  throw new FunctionFailure(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type ${type}`,
  );
}
