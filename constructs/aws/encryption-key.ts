import type { Construct } from 'constructs';
import { CompositeResourceDefinition, type Composition } from '../crossplane';
import { refuseRestore } from './external-deletion';
import {
  composeEncryptionKey,
  type EncryptionKeyCompositionProps,
} from './encryption-key-composition';
import { encryptionKey } from './encryption-key-schema';

const COMPOSITION = 'encryption-key';

/**
 * A KMS key with the alias `alias/<namespace>/<name>`. In a team's chart:
 *
 * ```ts
 * new EncryptionKey(this, 'payments', { spec: { environment: 'production' } });
 * ```
 *
 * In the platform's chart, once for each cluster: {@link EncryptionKey.definition} and
 * {@link EncryptionKey.composition}.
 *
 * Rotated, never deleted with its XR, and never replaced by another: what it closed, only it opens.
 */
export class EncryptionKey extends encryptionKey.v1alpha1 {
  /** The composite resource: its facts, for compositions of your own. */
  static readonly resource = encryptionKey;

  constructor(...given: ConstructorParameters<typeof encryptionKey.v1alpha1>) {
    super(...given);
    refuseRestore(this, 'EncryptionKey', given[2]);
  }

  /** The XRD. XRs take new revisions of the composition when a person says so. */
  static definition(
    scope: Construct,
    id = 'encryption-key-definition',
    props: { readonly defaultComposition?: string } = {},
  ): CompositeResourceDefinition {
    const { defaultComposition = COMPOSITION } = props;
    return new CompositeResourceDefinition(scope, id, {
      composite: encryptionKey,
      defaultComposition,
    });
  }

  /** The composition of one region. */
  static composition(
    scope: Construct,
    id: string,
    props: EncryptionKeyCompositionProps,
  ): Composition {
    return composeEncryptionKey(scope, id, { name: COMPOSITION, ...props }) as Composition;
  }
}
