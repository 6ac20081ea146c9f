import { escapeToken } from '../../core';
import { isMap, type ValueMap } from '../../template';
import { ExpansionFailure } from '../failure';
import type { Generator, GeneratorContext } from '../generator';
import { copy, setOwn, type Params } from '../params';
import { jsonKind, objectsIn, ObjectsError, readValue } from '../read-objects';

export const list: Generator = {
  key: 'list',

  // What is nothing as written is no JSON at all; filled in it is a null, and that a set without parameters.
  filled: (spec) =>
    asArray(spec.elements).includes(null)
      ? { ...spec, elements: asArray(spec.elements).map((element) => element ?? undefined) }
      : spec,

  generate({ elements, elementsYaml }, { renderer, warn }, pointer) {
    const { goTemplate } = renderer.options;
    if (goTemplate) warnOfDots(asArray(elements), warn, `${pointer}/elements`);
    const params = asArray(elements).map((element, i): Params => {
      if (element === undefined) return null;
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

const PATH = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;

/** Without goTemplate such a key is a path; with it nothing splits it. */
function warnOfDots(
  elements: readonly unknown[],
  warn: GeneratorContext['warn'],
  pointer: string,
): void {
  const found = elements.flatMap((element, i) =>
    Object.keys(isMap(element) ? element : {})
      .filter((key) => PATH.test(key))
      .map((key) => ({ key, at: `${pointer}/${i}/${escapeToken(key)}` })),
  );
  const [first] = found;
  if (!first) return;
  const { key, at } = first;
  const path = key.split('.');
  const nested = path.reduceRight((inner, name) => `{ ${name}: ${inner} }`, '…');
  warn(
    `has the key '${key}' in a list, which goTemplate takes as one name: {{ .${key} }} does not read it, and it is merged into nothing`,
    `write ${nested}, or read it with {{ index . "${key}" }}`,
    at,
  );
}

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
  try {
    return objectsIn(readValue(text));
  } catch (error) {
    if (!(error instanceof ObjectsError)) throw error;
    throw new ExpansionFailure(`error unmarshling decoded ElementsYaml ${error.message}`, {
      hint: 'write elementsYaml as a list of maps',
      pointer,
    });
  }
}
