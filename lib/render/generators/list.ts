import { parseDocuments } from '../../core/yaml';
import { isMap, type ValueMap } from '../../template';
import { ExpansionFailure } from '../failure';
import type { Generator } from '../generator';
import { copy, setOwn, type Params } from '../params';

export const list: Generator = {
  key: 'list',

  generate({ elements, elementsYaml }, { renderer }, pointer) {
    const { goTemplate } = renderer.options;
    const params = asArray(elements).map((element, i) => {
      if (element === null) {
        throw new ExpansionFailure('error unmarshling list element unexpected end of JSON input', {
          hint: 'write each element as a map',
          pointer: `${pointer}/elements/${i}`,
        });
      }
      if (!isMap(element)) {
        throw new ExpansionFailure(
          `error unmarshling list element json: cannot unmarshal ${jsonKind(element)} into Go value of type map[string]interface {}`,
          { hint: 'write each element as a map', pointer: `${pointer}/elements/${i}` },
        );
      }
      return goTemplate ? copy(element) : flatElement(element, `${pointer}/elements/${i}`);
    });
    if (typeof elementsYaml !== 'string' || elementsYaml === '') return params;
    return [...params, ...readElements(elementsYaml, `${pointer}/elementsYaml`)];
  },
};

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Without goTemplate every value is a string, but for those of `values`, which are too. */
function flatElement(element: ValueMap, pointer: string): Params {
  const entries = Object.entries(element);
  if (entries.length === 0) return null;
  const params: ValueMap = {};
  for (const [key, value] of entries) {
    if (key !== 'values') setOwn(params, key, stringIn(value, `${pointer}/${key}`));
    else if (isMap(value)) {
      for (const [name, text] of Object.entries(value)) {
        setOwn(params, `values.${name}`, stringIn(text, `${pointer}/values/${name}`));
      }
    } else {
      throw new ExpansionFailure('error parsing values map', {
        hint: 'write values as a map of strings',
        pointer: `${pointer}/values`,
      });
    }
  }
  return params;
}

function stringIn(value: unknown, pointer: string): string {
  if (typeof value === 'string') return value;
  throw new ExpansionFailure('error parsing value as string %!w(<nil>)', {
    hint: `quote ${JSON.stringify(value)}, or set goTemplate: true`,
    pointer,
  });
}

function readElements(text: string, pointer: string): Params[] {
  const fail = (reason: string): never => {
    throw new ExpansionFailure(`error unmarshling decoded ElementsYaml ${reason}`, {
      hint: 'write elementsYaml as a list of maps',
      pointer,
    });
  };
  const [document] = parseDocuments(text);
  const problem = document?.problem;
  // Of a key that is written twice the last value counts, as in Argo CD.
  if (problem?.kind === 'syntax') {
    fail(`error converting YAML to JSON: yaml: line ${problem.line}: ${problem.message}`);
  }
  const value = document?.value ?? null;
  if (value === null) return [];
  const decoding = 'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal';
  if (!Array.isArray(value)) {
    return fail(`${decoding} ${jsonKind(value)} into Go value of type []map[string]interface {}`);
  }
  return value.map((item: unknown) => {
    if (item === null || isMap(item)) return item;
    return fail(`${decoding} ${jsonKind(item)} into Go value of type map[string]interface {}`);
  });
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'object' : typeof value;
}
