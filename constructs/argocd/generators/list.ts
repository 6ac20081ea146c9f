import { ArgoCdError } from '../errors';
import type { Generator } from '../generator';
import {
  always,
  compileTemplate,
  eitherOf,
  group,
  sometimes,
  type Group,
  type Params,
  type Shape,
} from '../params';

/**
 * One set per element. Numbers and booleans are written as text, since Argo CD would print
 * 1000000 as `1e+06`; a key that some elements lack is optional. Keys with dots are fine.
 *
 * @param elements Objects of text, numbers, booleans and such objects. In the second generator of a
 *   matrix, text may hold the first one's parameters. Without elements there are no Applications.
 * @throws {ArgoCdError} `ARGOCD_LIST_ELEMENT` for an element that is no object.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/
 */
export function list<const T extends object>(elements: readonly T[]): Generator<Params<T>, 0> {
  const compiled = elements.map((element, i) => {
    const text = asText(compileTemplate(element, `element ${i} of a list`));
    if (isObject(text)) return text;
    throw new ArgoCdError(
      'ARGOCD_LIST_ELEMENT',
      `element ${i} of the list is ${JSON.stringify(element)} and no object`,
      'write it as an object: { name: … }',
    );
  });
  const [first, ...others] = compiled.map(groupOf);
  return {
    spec: { list: { elements: compiled } },
    params: first ? others.reduce(eitherOf, first) : group({}, always),
    depth: 0,
  };
}

function asText(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(asText);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, asText(field)]));
}

function groupOf(element: Readonly<Record<string, unknown>>): Group {
  const fields = Object.entries(element).flatMap(([key, value]): [string, Shape][] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.every(isObject) ? [[key, elements]] : [];
    if (value === null) return [[key, sometimes]];
    return [[key, isObject(value) ? groupOf(value) : always]];
  });
  return group(Object.fromEntries(fields));
}

/** For `elementsYaml` alone. */
const elements: Group = { ...group({}), list: {} };

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
