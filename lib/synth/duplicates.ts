import type { IConstruct } from 'constructs';
import { formatKey, groupOf, isManifest, keyOf } from '../core';
import { SynthError } from './errors';
import type { Rendered } from './rendered';

/**
 * Objects that are applied together, no two of them the same: same group, kind, namespace and name.
 * An object without a namespace is only the same as another without (which one it will be in is not
 * known here), and one without a name gets its own from the API server.
 */
export class AppliedTogether {
  /** The constructs, since it takes time to tell the path of each. */
  readonly #constructs = new Map<string, IConstruct>();

  /** @throws {SynthError} `SYNTH_DUPLICATE_OBJECT` with both construct paths. */
  add(content: readonly Rendered[]): void {
    for (const { value, construct } of content) {
      if (!isManifest(value) || !value.metadata.name) continue;
      const { name, namespace = '' } = value.metadata;
      const key = `${groupOf(value.apiVersion)}/${value.kind}/${namespace}/${name}`;
      const first = this.#constructs.get(key);
      if (first !== undefined) {
        throw new SynthError(
          'SYNTH_DUPLICATE_OBJECT',
          `'${first.node.path}' and '${construct.node.path}' are the same object, ${formatKey(keyOf(value))}: the second would replace the first`,
          'give one of them another name or namespace, or remove it',
        );
      }
      this.#constructs.set(key, construct);
    }
  }
}
