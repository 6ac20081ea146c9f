import type { Construct } from 'constructs';
import { CompositeResourceDefinition, type Composition } from '../../crossplane';
import { refuseRestore } from '../external-deletion';
import { composeEksCluster } from './composition';
import { eksCluster } from './schema';
import type { EksClusterCompositionProps } from './settings';

const COMPOSITION = 'eks-cluster';

/**
 * A Kubernetes cluster on EKS, named as the XR, in the private subnets of a {@link Network}. In a chart:
 *
 * ```ts
 * new EksCluster(this, 'eu-1', {
 *   spec: { environment: 'production', version: '1.34', network: 'core' },
 * });
 * ```
 *
 * In the platform's chart, once for each cluster: {@link EksCluster.definition} and
 * {@link EksCluster.composition}, beside those of `Network` and `EncryptionKey`, which it composes.
 *
 * Private, its Secrets encrypted by a key of its own, its log kept, its machines without public
 * addresses and IMDSv1, access by IAM alone, roles of add-ons by Pod Identity. Nodes follow the
 * version of the control plane. Protected from deletion until the XR says otherwise.
 */
export class EksCluster extends eksCluster.v1alpha1 {
  /** The composite resource: its facts, for compositions of your own. */
  static readonly resource = eksCluster;

  constructor(...given: ConstructorParameters<typeof eksCluster.v1alpha1>) {
    super(...given);
    refuseRestore(this, 'EksCluster', given[2]);
  }

  /** The XRD. XRs take new revisions of the composition when a person says so. */
  static definition(
    scope: Construct,
    id = 'eks-cluster-definition',
    props: { readonly defaultComposition?: string } = {},
  ): CompositeResourceDefinition {
    const { defaultComposition = COMPOSITION } = props;
    return new CompositeResourceDefinition(scope, id, {
      composite: eksCluster,
      defaultComposition,
    });
  }

  /** The composition of one region. */
  static composition(scope: Construct, id: string, props: EksClusterCompositionProps): Composition {
    return composeEksCluster(scope, id, { name: COMPOSITION, ...props }) as unknown as Composition;
  }
}
