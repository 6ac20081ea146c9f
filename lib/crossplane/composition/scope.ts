import { groupOf } from '../../core';
import { show, type KindSchema } from '../../schema';
import { isObject, own, type JsonObject } from '../json';
import { typeOf } from '../patch-and-transform/patch-type';
import type { XrScope } from '../xrd/definition';
import type { Report } from './patch';
import type { PlacedPatch, PlacedTemplate } from './read-input';

/** Groups of providers whose cluster-scoped kinds have a namespaced twin in `<service>.m.…`. */
const TWINS =
  /^((?:[a-z0-9-]+\.)*)(aws|azure|azuread|gcp|gcp-beta|kubernetes|helm)\.(upbound\.io|crossplane\.io)$/;

/** Whether a group is one of a provider's cluster-scoped ones, which Crossplane 1 had; its twin if so. */
export function namespacedTwin(group: string): string | undefined {
  const [, service = '', cloud = '', domain = ''] = TWINS.exec(group) ?? [];
  return domain === '' ? undefined : `${service}${cloud}.m.${domain}`;
}

/**
 * A namespaced XR composes namespaced kinds into its own namespace and nothing else; a cluster-scoped
 * one must name the namespace of each.
 */
export function checkScope(
  { template, pointer, patches }: PlacedTemplate,
  base: JsonObject,
  schema: KindSchema | undefined,
  xr: { readonly kind: string; readonly scope: XrScope },
  report: Report,
): void {
  const { apiVersion = '', kind = '' } = base as { apiVersion?: string; kind?: string };
  const metadata = own(base, 'metadata');
  const namespace = isObject(metadata) ? own(metadata, 'namespace') : undefined;
  const rule = 'composition-scope-broken';
  const twin = namespacedTwin(groupOf(apiVersion));
  const scope = schema?.facts.scope ?? (twin === undefined ? undefined : 'Cluster');
  if (xr.scope === 'Namespaced') {
    if (scope === 'Cluster') {
      report({
        rule,
        pointer: `${pointer}/base/kind`,
        message: `is ${kind}, which is cluster-scoped: the namespaced ${xr.kind} cannot compose it`,
        hint:
          twin === undefined
            ? `compose a namespaced kind, or define ${xr.kind} with scope: Cluster`
            : `compose its namespaced form, ${kind} of ${twin}`,
      });
      return;
    }
    const writers = patches.filter(writesNamespace);
    if (namespace !== undefined && writers.length === 0) {
      report({
        rule,
        pointer: `${pointer}/base/metadata/namespace`,
        message: `is ${show(namespace)}, and Crossplane composes into the namespace of the ${xr.kind} regardless`,
        hint: `remove it, or define ${xr.kind} with scope: Cluster`,
        severity: 'warning',
      });
    }
    for (const { patch, pointer: at } of writers) {
      if (
        typeOf(patch) === 'FromCompositeFieldPath' &&
        patch.fromFieldPath === 'metadata.namespace'
      )
        continue;
      report({
        rule,
        pointer: at,
        message: `writes metadata.namespace, and Crossplane composes into the namespace of the ${xr.kind} regardless`,
        hint: 'remove the patch',
        severity: 'warning',
      });
    }
    return;
  }
  if (schema?.facts.scope !== 'Namespaced' || namespace !== undefined) return;
  if (patches.some(writesNamespace)) return;
  report({
    rule,
    pointer: `${pointer}/base`,
    message: `is ${kind} '${template.name ?? ''}', a namespaced kind, without a namespace: the cluster-scoped ${xr.kind} has none to give`,
    hint: 'write metadata: { namespace: … }, or a patch for it',
  });
}

function writesNamespace({ patch }: PlacedPatch): boolean {
  const { fromFieldPath, toFieldPath = fromFieldPath } = patch;
  return /^(Combine)?From/.test(typeOf(patch)) && toFieldPath === 'metadata.namespace';
}
