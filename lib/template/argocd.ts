import { parseDocuments } from '../core/yaml';
import { FunctionFailure } from './errors';
import { fixed, type FunctionSet } from './functions';
import { normalizeName } from './normalize';
import { slugify } from './slugify';
import { isMap, isSlice, typeName } from './values';
import { emitGoYaml } from './yaml-emit';

/** What Argo CD's ApplicationSet controller adds to sprig. */
export const argocd: FunctionSet = {
  name: 'Argo CD',
  functions: {
    normalize: fixed(['string'], normalizeName),
    slugify,
    toYaml: fixed(['any'], (value) => emitGoYaml(value).replace(/\n$/, '')),
    fromYaml: fixed(['string'], readYamlMap),
    fromYamlArray: fixed(['string'], (text) => readYaml(text, isSlice, '[]interface {}')),
  },
};

/** @throws {FunctionFailure} with the message of Go's YAML reader. */
export function readYamlMap(text: string): unknown {
  return readYaml(text, isMap, 'map[string]interface {}');
}

/** What `work` gives; nothing where Go's writer would refuse the value. */
export function emptyIfRefused(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof FunctionFailure) return '';
    throw error;
  }
}

function readYaml<T>(text: string, is: (value: unknown) => value is T, type: string): T | unknown {
  const [document] = parseDocuments(text);
  if (document?.problem?.kind === 'syntax') {
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
