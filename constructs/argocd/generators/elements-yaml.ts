import { emitDocument } from '../../../lib/core';
import { ArgoCdError } from '../errors';
import type { Generator } from '../generator';
import {
  compileTemplate,
  group,
  listExpression,
  type Elements,
  type NumbersOf,
  type Params,
  type Text,
} from '../params';
import { list } from './list';

/** Where the numbers of elements are, if there are any. */
type Numbers<T> =
  NumbersOf<T> extends { readonly numbers?: undefined } ? [] : [options: NumbersOf<T>];

/** See {@link elementsYaml}. */
export interface ElementsYaml {
  <E extends object>(from: Elements<E>, ...options: Numbers<E>): Generator<Params<E>, 0>;
  <const T extends object>(elements: readonly T[]): Generator<Params<T>, 0>;
  <T extends object>(text: Text, ...options: Numbers<T>): Generator<Params<T>, 0>;
}

/**
 * One set per element of a list that is text: of a list in the content that an earlier child of a
 * matrix gives, as in `matrix(gitFiles<Stack>({ … }), (stack) => elementsYaml(stack.components))`; or
 * of a template that becomes YAML, `elementsYaml<Component>('{{ .components | toJson }}')`. Its content
 * is known at run time only, so types say what is in it, and nothing checks them: an element that
 * lacks a required field freezes the whole ApplicationSet.
 *
 * Data that is known now is written as YAML; `list()` writes the same as `elements`.
 *
 * @throws {ArgoCdError} `ARGOCD_LIST_ELEMENT` for an element that is no object, and for a parameter
 *   in data: it may hold what YAML takes for something else.
 * @throws {ArgoCdError} `ARGOCD_LIST_PARAM` for a parameter that is no list, or missing in some sets.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/
 */
export const elementsYaml: ElementsYaml = generatorOf as never;

function generatorOf(from: unknown, options?: { readonly numbers?: object }): Generator {
  const { numbers = {} } = options ?? {};
  if (Array.isArray(from)) return ofData(from as object[]);
  const text = listExpression(from);
  const what = 'the elementsYaml of a list generator';
  return {
    spec: { list: { elements: [], elementsYaml: compileTemplate(text, what) } },
    params: group({}, { kind: 'open', numbers: Object.keys(numbers) }),
    depth: 0,
    fast: [
      {
        problem: 'elementsYaml gives values that are no text, which stay unread',
        hint: 'write the elements by list()',
      },
    ],
  };
}

/** Numbers and booleans become text, as in `list()`. */
function ofData(data: readonly object[]): Generator {
  const { spec, ...others } = list(data);
  const { elements } = spec['list'] as { readonly elements: readonly unknown[] };
  const text = emitDocument(elements);
  if (text.includes('{{')) {
    throw new ArgoCdError(
      'ARGOCD_LIST_ELEMENT',
      'the data of elementsYaml holds a template, and what it becomes may be no YAML',
      'write list([ … ]), whose elements may hold parameters',
    );
  }
  return { spec: { list: { elements: [], elementsYaml: text } }, ...others };
}
