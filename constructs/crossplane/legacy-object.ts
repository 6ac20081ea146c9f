import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { SecretReference } from '../secret-reference';
import { LONGEST_NAME } from './composite-facts';
import { connectionName, metadataOf } from './composite-object';
import type { CompositeFacts, VersionFacts } from './composite-types';
import { CompositeResourceError } from './errors';
import { keepClaim, keepXr } from './protection/in-use';
import type { ClaimProps, ClaimVersion, LegacyCompositeProps, LegacyVersion } from './legacy-types';

/** The class of the XRs of one version, which are cluster-scoped. */
export function legacyClass(composite: CompositeFacts, version: VersionFacts): LegacyVersion {
  const GVK = { apiVersion: `${composite.group}/${version.name}`, kind: composite.kind };
  class LegacyComposite extends ApiObject {
    static readonly GVK = GVK;
    static readonly composite = composite;
    static readonly version = version;

    readonly #secret: string | undefined;

    constructor(scope: Construct, id: string, props: LegacyCompositeProps<unknown>) {
      const { protect, metadata, spec } = props;
      const given = spec as LegacyCompositeProps<object>['spec'];
      super(scope, id, { ...GVK, metadata: metadataOf(composite, id, metadata), spec });
      // A chart's namespace is not one of cluster-scoped objects.
      Object.assign(this.metadata, { namespace: metadata?.namespace });
      this.#secret = given.writeConnectionSecretToRef?.name;
      if (protect ?? composite.stateful) keepXr(this, composite, undefined, protect === true);
    }

    get connection(): SecretReference {
      if (this.#secret !== undefined) return new SecretReference(this.#secret);
      throw new CompositeResourceError(
        'XR_CONNECTION_UNKNOWN',
        `${composite.kind} '${this.name}' says nowhere where its connection Secret goes`,
        'write spec.writeConnectionSecretToRef: { name, namespace }',
      );
    }
  }
  return named(LegacyComposite, composite.kind) as unknown as LegacyVersion;
}

/** The class of the claims of one version. */
export function claimClass(composite: CompositeFacts, version: VersionFacts): ClaimVersion {
  const { kind = '' } = composite.claim ?? {};
  const GVK = { apiVersion: `${composite.group}/${version.name}`, kind };
  const claim: CompositeFacts = { ...composite, kind, nameMaxLength: longestName(composite) };
  class Claim extends ApiObject {
    static readonly GVK = GVK;
    static readonly claimOf = composite;

    readonly connection: SecretReference;

    constructor(scope: Construct, id: string, props: ClaimProps<unknown>) {
      const metadata = metadataOf(claim, id, props.metadata);
      const spec = props.spec as ClaimProps<object>['spec'];
      const { name } = spec.writeConnectionSecretToRef ?? { name: connectionName(metadata.name) };
      const isWritten = (version.connection ?? []).length > 0;
      const secret = isWritten && { writeConnectionSecretToRef: { name } };
      super(scope, id, { ...GVK, metadata, spec: { ...spec, ...secret } });
      this.connection = new SecretReference(name);
      const { protect } = props;
      if (protect ?? composite.stateful) keepClaim(this, composite, protect === true);
    }
  }
  return named(Claim, kind) as unknown as ClaimVersion;
}

/** The XR is named after the claim, with a dash and five letters; only up to 63 they are made to fit. */
function longestName({ nameMaxLength }: CompositeFacts): number {
  return nameMaxLength === LONGEST_NAME ? LONGEST_NAME : nameMaxLength - 6;
}

function named<T extends object>(made: T, name: string): T {
  return Object.defineProperty(made, 'name', { value: name });
}
