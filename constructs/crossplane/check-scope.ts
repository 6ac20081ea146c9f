import type { CompositeFacts } from './composite-types';
import { CompositionError } from './errors';
import type { Entry } from './entry';

/**
 * A namespaced XR composes namespaced kinds into its own namespace and nothing else; a cluster-scoped
 * one must name the namespace of each. Kinds of unknown scope pass.
 *
 * @throws {CompositionError} `COMPOSITION_SCOPE` naming the resource.
 */
export function checkScope({ name, kind, base }: Entry, xr: CompositeFacts, where: string): void {
  const { namespace } = (base['metadata'] ?? {}) as { readonly namespace?: unknown };
  const fail = (what: string, hint: string) => {
    const message = `resource '${name}' of ${where} ${what}`;
    return new CompositionError('COMPOSITION_SCOPE', message, hint);
  };
  if (xr.scope === 'Namespaced') {
    if (kind.scope === 'Cluster') {
      throw fail(
        `is a cluster-scoped ${kind.kind}, which the namespaced ${xr.kind} cannot compose`,
        `compose a namespaced kind, or define ${xr.kind} with scope: 'Cluster'`,
      );
    }
    if (namespace === undefined) return;
    throw fail(
      `names a namespace, and Crossplane composes into the namespace of the ${xr.kind} regardless`,
      'remove metadata.namespace',
    );
  }
  if (kind.scope === 'Namespaced' && namespace === undefined) {
    throw fail(
      `is a namespaced ${kind.kind} without a namespace, composed by the cluster-scoped ${xr.kind}`,
      'write metadata: { namespace: … }',
    );
  }
}
