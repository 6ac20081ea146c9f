import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UsageV1Beta1 as LegacyUsageObject } from '../../../imports/crossplane';
import { ClusterUsage, Usage } from '../../../imports/crossplane-protection';
import { programOf } from '../../artifact/program';
import { isOlder } from '../../targets';
import type { CompositeFacts } from '../composite-types';
import { requireCrossplane } from '../packages/since';
import { UsageError } from './errors';

/** What Argo CD must not do to an object that holds data unless a person confirms it. */
export const KEEP = { 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=confirm' };

/** Labels that Crossplane gives the XR of a claim. */
const CLAIM_NAME = 'crossplane.io/claim-name';
const CLAIM_NAMESPACE = 'crossplane.io/claim-namespace';

/** Whether the declared Crossplane has the cluster-scoped Usages of Crossplane 1 alone. */
export function hasLegacyUsages(from: IConstruct): boolean {
  const { crossplane = '2.0' } = programOf(from)?.targets ?? {};
  return isOlder(crossplane, '2.0');
}

/** Resources of an XR kind behind a claim, found by what Crossplane labels them with. */
export function behindClaim(apiVersion: string, kind: string, name: string, namespace: string) {
  const matchLabels = { [CLAIM_NAME]: name, [CLAIM_NAMESPACE]: namespace };
  return { apiVersion, kind, resourceSelector: { matchLabels } };
}

/**
 * A Usage, by which Crossplane's webhook refuses to delete `xr` until the Usage is gone. It replays no
 * deletion: one that was refused long ago must not come true when somebody lifts the protection.
 *
 * @see https://docs.crossplane.io/latest/managed-resources/usages/
 */
export function keepXr(
  xr: ApiObject,
  { kind, scope }: CompositeFacts,
  namespace: string | undefined,
  isAsked: boolean,
): void {
  const of = { apiVersion: xr.apiVersion, kind, resourceRef: { name: xr.name } };
  const name = `${kind.toLowerCase()}-${xr.name}`;
  if (scope === 'Namespaced') {
    new Usage(xr, 'Usage', propsOf(name, of, namespace));
  } else {
    keepCluster(xr, 'Usage', name, of, isAsked);
  }
}

/**
 * Keeps a claim, and the XR behind it, which has the data. A Usage of Crossplane 1 finds nothing that is
 * namespaced, but as long as the XR may not be deleted, neither claim nor data go: a deletion of the
 * claim waits for the Usage.
 *
 * @throws {UsageError} `USAGE_INVALID` for Crossplane 1, without the claim's namespace.
 * @see https://github.com/crossplane/crossplane/blob/v1.20.0/internal/controller/apiextensions/claim/reconciler.go
 */
export function keepClaim(claim: ApiObject, composite: CompositeFacts, isAsked: boolean): void {
  const { apiVersion, kind, name } = claim;
  const { namespace } = claim.metadata;
  const isLegacy = hasLegacyUsages(claim);
  if (!isLegacy) {
    const of = { apiVersion, kind, resourceRef: { name } };
    new Usage(claim, 'Usage', propsOf(`${kind.toLowerCase()}-${name}`, of, namespace));
  }
  if (namespace === undefined) {
    if (!isLegacy) return;
    throw new UsageError(
      'USAGE_INVALID',
      `${kind} '${name}' holds data and is in no namespace that is known here, so the XR behind it cannot be protected`,
      'write metadata.namespace, or the namespace of the chart; or protect: false',
    );
  }
  keepCluster(
    claim,
    'CompositeUsage',
    `${composite.kind.toLowerCase()}-${namespace}-${name}`,
    behindClaim(apiVersion, composite.kind, name, namespace),
    isAsked,
  );
}

/** @param isAsked Whether somebody wrote `protect: true`, rather than that it follows. */
function keepCluster(
  of: ApiObject,
  id: string,
  name: string,
  resource: object,
  isAsked: boolean,
): void {
  if (!hasLegacyUsages(of)) {
    new ClusterUsage(of, id, propsOf(name, resource, undefined));
    return;
  }
  if (isAsked) requireCrossplane(of, 'LegacyUsage', `the protection of ${of.kind} '${of.name}'`);
  const { crossplane = '2.0' } = programOf(of)?.targets ?? {};
  // Before, Usages were behind a flag that is off.
  if (!isOlder(crossplane, '1.19')) {
    new LegacyUsageObject(of, id, propsOf(name, resource, undefined));
  }
}

function propsOf(name: string, of: object, namespace: string | undefined) {
  return {
    metadata: { name, ...(namespace !== undefined && { namespace }), annotations: KEEP },
    spec: { of: of as { readonly kind: string }, reason: 'holds data' },
  };
}
