import { escapeToken, type Pointer } from '../core';
import { isMap, typed, type ValueMap } from '../template';
import type { Renderer } from './renderer';
import { setOwn } from './params';
import { wrap } from './wrap';

/**
 * Adds a generator's `values`, each filled in from the generator's own parameters and never from
 * another value: `.values` under goTemplate, else `values.<key>`.
 *
 * @throws {ExpansionFailure}
 */
export function addValues(
  params: ValueMap,
  values: unknown,
  renderer: Renderer,
  pointer: Pointer,
): void {
  if (!isMap(values) || Object.keys(values).length === 0) return;
  const filled: ValueMap = {};
  for (const [key, text] of Object.entries(values)) {
    const at = `${pointer}/${escapeToken(key)}`;
    setOwn(filled, key, renderer.text(String(text), at).run(params));
  }
  if (renderer.options.goTemplate) params.values = typed(filled, 'map[string]string');
  else for (const [key, text] of Object.entries(filled)) params[`values.${key}`] = text;
}

const FAILED =
  'failed to replace templated string: failed to replace templated string with rendered values';

/**
 * As {@link addValues}, failures told as most generators do.
 *
 * @param what goes in front of them; default `failed to append templated values`.
 */
export function appendValues(
  params: ValueMap,
  values: unknown,
  renderer: Renderer,
  pointer: Pointer,
  what = 'failed to append templated values',
): void {
  wrap(what === '' ? FAILED : `${what}: ${FAILED}`, () => {
    addValues(params, values, renderer, pointer);
  });
}
