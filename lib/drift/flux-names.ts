import type { ObjectKey } from '../core';

/** How a Kustomization of Flux renames what it reads. */
export interface Renaming {
  readonly targetNamespace?: string | undefined;
  readonly namePrefix?: string | undefined;
  readonly nameSuffix?: string | undefined;
}

/** Kinds whose names are made of something else, and which kustomize therefore leaves as they are. */
const KEPT = ['APIService', 'CustomResourceDefinition', 'Namespace'];

/**
 * The name under which an object is applied.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/plugin/builtin/prefixtransformer/PrefixTransformer.go
 */
export function appliedName(
  { kind, name }: Pick<ObjectKey, 'kind' | 'name'>,
  { namePrefix = '', nameSuffix = '' }: Renaming,
): string {
  return KEPT.includes(kind) ? name : `${namePrefix}${name}${nameSuffix}`;
}

/** The key under which an object is applied; one without a namespace is taken for one that gets one. */
export function appliedKey(key: ObjectKey, renaming: Renaming): ObjectKey {
  const { targetNamespace: namespace = key.namespace } = renaming;
  return {
    ...key,
    name: appliedName(key, renaming),
    ...(namespace !== undefined && { namespace }),
  };
}
