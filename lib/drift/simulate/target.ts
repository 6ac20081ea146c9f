import { valueAt, type IgnoreDifference, type Manifest, type Pointer } from '../../core';
import type { SyncFacts } from './application';
import type { SimulateOptions } from './simulate-types';
import { lastAppliedOf, rememberApplied } from './sync';
import { fieldOf, isMap, withPath, type JsonMap } from './value';

/** The desired object as Argo CD sends it: in its namespace, with the annotation that tracks it. */
export function inPlace(
  desired: JsonMap,
  live: JsonMap | undefined,
  { namespace }: SyncFacts,
): JsonMap {
  let result = desired;
  const own = textAt(live, '/metadata/namespace') ?? (live ? undefined : namespace);
  if (own !== undefined && textAt(desired, '/metadata/namespace') === undefined) {
    result = withPath(result, ['metadata', 'namespace'], own);
  }
  const tracking = fieldOf(fieldOf(fieldOf(live, 'metadata'), 'annotations'), TRACKING);
  const annotations = fieldOf(fieldOf(desired, 'metadata'), 'annotations');
  if (tracking === undefined || fieldOf(annotations, TRACKING) !== undefined) return result;
  const added = { ...(isMap(annotations) ? annotations : {}), [TRACKING]: tracking };
  return withPath(result, ['metadata', 'annotations'], added);
}

const TRACKING = 'argocd.argoproj.io/tracking-id';

/** The live object with what was applied last, where it does not say so itself. */
export function remembered(live: JsonMap, lastApplied: Manifest | undefined): JsonMap {
  if (!lastApplied || lastAppliedOf(live)) return live;
  return rememberApplied(live, lastApplied as unknown as JsonMap);
}

/** The rules of `argocd-cm`, with what it ignores by default. */
export function systemRules({
  systemRules: given = [],
  ignoreStatus = 'all',
}: SimulateOptions): IgnoreDifference[] {
  const jsonPointers = ['/status'];
  if (ignoreStatus === 'all') return [...given, { group: '*', kind: '*', jsonPointers }];
  if (ignoreStatus === 'none') return [...given];
  const group = 'apiextensions.k8s.io';
  return [...given, { group, kind: 'CustomResourceDefinition', jsonPointers }];
}

export function textAt(object: JsonMap | undefined, pointer: Pointer): string | undefined {
  const value = valueAt(object, pointer);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
