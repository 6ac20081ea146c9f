import type { Construct } from 'constructs';
import { CompositeResourceDefinition, type Composition } from '../../crossplane';
import { refuseRestore } from '../external-deletion';
import { composeVending } from './composition';
import { DeletionGuard } from './deletion-guard';
import { clusterVending } from './schema';
import type { ClusterVendingCompositionProps } from './settings';

const COMPOSITION = 'cluster-vending';

/**
 * A cluster of the fleet: an `EksCluster` in a `Network` of its own, registered in Argo CD once it is
 * usable. In the hub's chart:
 *
 * ```ts
 * new ClusterVending(this, 'eu-1', {
 *   spec: { environment: 'production', version: '1.34', cidr: '10.12.0.0/16' },
 * });
 * ```
 *
 * The Secret has the label `aws.cdk8s-gitops.dev/managed: "true"`, by which a cluster generator deploys
 * the platform's stack to it; `drain: true` turns that to `"false"`, and what was deployed is pruned.
 *
 * In the platform's chart: {@link ClusterVending.definition} and {@link ClusterVending.composition},
 * beside those of `Network`, `EksCluster` and `EncryptionKey`.
 */
export class ClusterVending extends clusterVending.v1alpha1 {
  /** The composite resource: its facts, for compositions of your own. */
  static readonly resource = clusterVending;

  constructor(...given: ConstructorParameters<typeof clusterVending.v1alpha1>) {
    super(...given);
    refuseRestore(this, 'ClusterVending', given[2]);
  }

  /**
   * The XRD, and an admission policy, which Kubernetes 1.30 and later have, that refuses to delete an XR
   * that is not drained.
   */
  static definition(
    scope: Construct,
    id = 'cluster-vending-definition',
    props: { readonly defaultComposition?: string } = {},
  ): CompositeResourceDefinition {
    const { defaultComposition = COMPOSITION } = props;
    const composite = clusterVending;
    const made = new CompositeResourceDefinition(scope, id, { composite, defaultComposition });
    new DeletionGuard(made, 'DeletionGuard');
    return made;
  }

  /** The composition of one region, which function-sequencer takes part in. */
  static composition(
    scope: Construct,
    id: string,
    props: ClusterVendingCompositionProps,
  ): Composition {
    return composeVending(scope, id, { name: COMPOSITION, ...props }) as unknown as Composition;
  }
}
