import type { Construct } from 'constructs';
import { CompositeResourceDefinition, type Composition } from '../crossplane';
import { refuseRestore } from './external-deletion';
import { composeBucket } from './bucket-composition';
import { bucket } from './bucket-schema';
import type { BucketCompositionProps } from './bucket-settings';

const COMPOSITION = 'bucket';

/**
 * An S3 bucket. In a team's chart:
 *
 * ```ts
 * const receipts = new Bucket(this, 'receipts', { spec: { environment: 'production' } });
 * container.env.copyFrom(receipts.connection.envFrom());
 * ```
 *
 * In the platform's chart, once for each cluster: {@link Bucket.definition} and
 * {@link Bucket.composition}.
 *
 * Closed to the public, owned by its account, TLS only, versioned, encrypted with a key of its own.
 * Neither Argo CD nor a deleted XR takes objects along: the bucket stays, with what guards it, and
 * where the XR says `onExternalDeletion: recreateEmpty`, S3 still keeps one that is not empty.
 */
export class Bucket extends bucket.v1alpha1 {
  /** The composite resource: its facts, for compositions of your own. */
  static readonly resource = bucket;

  constructor(...given: ConstructorParameters<typeof bucket.v1alpha1>) {
    super(...given);
    refuseRestore(this, 'Bucket', given[2]);
  }

  /** The XRD. XRs take new revisions of the composition when a person says so. */
  static definition(
    scope: Construct,
    id = 'bucket-definition',
    props: { readonly defaultComposition?: string } = {},
  ): CompositeResourceDefinition {
    const { defaultComposition = COMPOSITION } = props;
    return new CompositeResourceDefinition(scope, id, { composite: bucket, defaultComposition });
  }

  /** The composition of one region. */
  static composition(scope: Construct, id: string, props: BucketCompositionProps): Composition {
    return composeBucket(scope, id, { name: COMPOSITION, ...props }) as Composition;
  }
}
