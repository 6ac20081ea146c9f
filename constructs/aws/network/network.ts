import type { Construct } from 'constructs';
import { CompositeResourceDefinition, type Composition } from '../../crossplane';
import { composeNetwork } from './composition';
import { network } from './schema';
import type { NetworkCompositionProps } from './settings';

/**
 * A VPC of a /16 with public, private and isolated subnets in two to four zones. In a chart:
 *
 * ```ts
 * new Network(this, 'core', { spec: { environment: 'production', cidr: '10.12.0.0/16' } });
 * ```
 *
 * In the platform's chart, once for each cluster: {@link Network.definition}, and
 * {@link Network.composition} for each environment. An XR of this class names the composition of its
 * environment; one written as YAML that names none gets production's.
 *
 * Its default security group lets nothing through, subnets give out no public addresses, traffic is
 * recorded, and S3 is reached without leaving AWS.
 */
export class Network extends network.v1alpha1 {
  /** The composite resource: its facts, for compositions of your own. */
  static readonly resource = network;

  /** The XRD. XRs take new revisions of the composition when a person says so. */
  static definition(
    scope: Construct,
    id = 'network-definition',
    props: { readonly defaultComposition?: string } = {},
  ): CompositeResourceDefinition {
    const { defaultComposition = 'network-production' } = props;
    return new CompositeResourceDefinition(scope, id, { composite: network, defaultComposition });
  }

  /**
   * The composition of one region and environment.
   *
   * @throws {NetworkError} `NETWORK_LAYOUT` where zones or subnets do not fit.
   */
  static composition(scope: Construct, id: string, props: NetworkCompositionProps): Composition {
    return composeNetwork(scope, id, props) as unknown as Composition;
  }

  constructor(
    scope: Construct,
    id: string,
    props: ConstructorParameters<typeof network.v1alpha1>[2],
  ) {
    const { environment, crossplane } = props.spec;
    const machinery = crossplane ?? { compositionRef: { name: `network-${environment}` } };
    super(scope, id, { ...props, spec: { ...props.spec, crossplane: machinery } });
  }
}
