import { formatPointer, parsePointer, valueAt, type Manifest, type Pointer } from '../../core';
import { builtInType, typeFacts } from './built-in';

/**
 * The lists that `RespectIgnoreDifferences` takes over from the cluster as a whole, because something
 * within them is ignored: whatever Git changes there is lost. In custom resources that is every list,
 * also in Argo CD 3.6: a CRD does not tell it how to merge one. In built-in kinds it is what
 * Kubernetes replaces.
 *
 * @param pointers what is ignored, as `ruleEffect` finds it; what is ignored with its list is not in
 *   the list.
 * @see https://github.com/argoproj/argo-cd/issues/9678
 */
export function frozenLists(pointers: readonly Pointer[], object: Manifest): Pointer[] {
  const lists = pointers.flatMap((pointer) => frozenBy(parsePointer(pointer), object) ?? []);
  return [...new Set(lists)];
}

function frozenBy(tokens: readonly string[], object: Manifest): Pointer | undefined {
  let type = builtInType(object.apiVersion, object.kind);
  for (const [depth, token] of tokens.entries()) {
    const list = formatPointer(tokens.slice(0, depth));
    if (!Array.isArray(valueAt(object, list))) {
      const field = type === undefined ? undefined : typeFacts(type).get(token);
      if (type !== undefined && field?.shape === 'list' && depth + 1 < tokens.length) {
        if (!field.strategies.includes('merge')) return formatPointer(tokens.slice(0, depth + 1));
      }
      type = field?.type;
      continue;
    }
    // An index: in a built-in kind the field has been looked at.
    if (builtInType(object.apiVersion, object.kind) === undefined) return list;
  }
  return undefined;
}
