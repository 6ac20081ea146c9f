import { escapeToken, type Pointer } from '../core';
import { isMap, typed, type ValueMap } from '../template';
import type { Renderer } from './renderer';
import { setOwn } from './params';

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
