import {
  compareTyped,
  intersection,
  managedFieldsOf,
  removeFields,
  TypedError,
  type Node,
} from './typed';
import type { JsonMap } from './value';

/**
 * Takes out what a trusted manager owns and the desired object has otherwise, from both. What cannot
 * be compared stays.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/argo/managedfields/managed_fields.go
 */
export function withoutTrusted(
  live: JsonMap,
  config: JsonMap,
  managers: readonly string[],
  root: Node,
): { readonly live: JsonMap; readonly config: JsonMap } {
  const trusted = managedFieldsOf(live).filter(({ manager }) => managers.includes(manager));
  try {
    const { modified } = compareTyped(live, config, root);
    let result = { live, config };
    for (const { fields } of trusted) {
      const fought = intersection(fields, modified);
      if (fought.size === 0) continue;
      result = {
        live: removeFields(result.live, root, fought),
        config: removeFields(result.config, root, fought),
      };
    }
    return result;
  } catch (error) {
    if (error instanceof TypedError) return { live, config };
    throw error;
  }
}
