import { formatKey, isManifest, keyOf } from '../core';
import { SynthError } from './errors';
import type { Rendered } from './pass';

/**
 * Refuses objects that would be applied as one, the second over the first: same group, kind,
 * namespace and name among objects that are applied together. An object without a namespace is only
 * the same as another without (which namespace that will be is not known here); one without a name
 * has its name from the API server and is never the same.
 *
 * @throws {SynthError} `SYNTH_DUPLICATE_OBJECT` with both construct paths.
 */
export function refuseDuplicates(together: Iterable<Rendered>): void {
  const seen = new Map<string, Rendered>();
  for (const rendered of together) {
    const { value } = rendered;
    if (!isManifest(value) || !value.metadata.name) continue;
    const { group, kind, namespace = '', name } = keyOf(value);
    const key = `${group}/${kind}/${namespace}/${name}`;
    const first = seen.get(key);
    if (first) {
      const paths = `'${first.construct.node.path}' and '${rendered.construct.node.path}'`;
      throw new SynthError(
        'SYNTH_DUPLICATE_OBJECT',
        `${paths} are the same object, ${formatKey(keyOf(value))}: the second would replace the first`,
        'give one of them another name or namespace, or remove it',
      );
    }
    seen.set(key, rendered);
  }
}
