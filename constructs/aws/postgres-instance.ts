import type { Construct } from 'constructs';
import { CompositeResourceDefinition, type Composition } from '../crossplane';
import { composePostgres } from './postgres-composition';
import { postgresInstance } from './postgres-schema';
import type { PostgresCompositionProps } from './postgres-settings';

const COMPOSITION = 'postgres-instance';

/**
 * A PostgreSQL database on RDS. In a team's chart:
 *
 * ```ts
 * const orders = new PostgresInstance(this, 'orders', { spec: { environment: 'production' } });
 * container.env.copyFrom(orders.connection.envFrom());
 * ```
 *
 * In the platform's chart, once for each cluster: {@link PostgresInstance.definition} and
 * {@link PostgresInstance.composition}.
 *
 * Encrypted with a key of its own, private, TLS only, password kept and rotated by AWS, backed up,
 * protected from deletion, monitored. Neither Argo CD nor a deleted XR takes the data along: a protected
 * instance stays, another leaves a final snapshot and its automated backups, and the key stays. What
 * somebody deletes in AWS is not made again empty unless the XR says so: `onExternalDeletion`.
 */
export class PostgresInstance extends postgresInstance.v1alpha1 {
  /** The composite resource: its facts, for compositions of your own. */
  static readonly resource = postgresInstance;

  /** The XRD. XRs take new revisions of the composition when a person says so. */
  static definition(
    scope: Construct,
    id = 'postgres-instance-definition',
    props: { readonly defaultComposition?: string } = {},
  ): CompositeResourceDefinition {
    const { defaultComposition = COMPOSITION } = props;
    return new CompositeResourceDefinition(scope, id, {
      composite: postgresInstance,
      defaultComposition,
    });
  }

  /** The composition of one region. */
  static composition(scope: Construct, id: string, props: PostgresCompositionProps): Composition {
    return composePostgres(scope, id, { name: COMPOSITION, ...props }) as Composition;
  }
}
