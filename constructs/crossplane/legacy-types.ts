import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { SecretReference } from '../secret-reference';
import type {
  CompositeFacts,
  CompositeObject,
  CrossplaneMachinery,
  VersionStatics,
  VersionTypes,
} from './composite-types';

/** A cluster-scoped XR of Crossplane v1, whose spec has Crossplane's own fields beside yours. */
export interface LegacyCompositeProps<Spec> {
  /** `name` defaults to the id, never to the construct path: at most 63 characters. */
  readonly metadata?: ApiObjectMetadata;
  readonly spec: Spec &
    CrossplaneMachinery & {
      /** Where the connection Secret goes. Default: nowhere. */
      readonly writeConnectionSecretToRef?: { readonly name: string; readonly namespace: string };
    };
  /**
   * Whether a Usage beside the XR makes the API server refuse to delete it until the Usage is gone.
   * Default: true where the composite resource is stateful, else false.
   */
  readonly protect?: boolean;
}

/** A namespaced claim, for which Crossplane makes an XR. */
export interface ClaimProps<Spec> {
  /** `name` defaults to the id, never to the construct path: at most 63 characters. */
  readonly metadata?: ApiObjectMetadata;
  readonly spec: Spec &
    CrossplaneMachinery & {
      /** Default: what the definition says, else `Background`. */
      readonly compositeDeletePolicy?: 'Background' | 'Foreground';
      /** Default: `<name>-connection` where the version has a connection, else no Secret. */
      readonly writeConnectionSecretToRef?: { readonly name: string };
    };
  /**
   * Whether Usages keep the claim and the XR behind it: with Crossplane 2 the API server refuses to
   * delete either, with Crossplane 1 the deletion of a claim waits, and nothing of it is deleted, until
   * the Usage is gone. Default: true where the composite resource is stateful, else false.
   */
  readonly protect?: boolean;
}

/** A claim in a chart. */
export interface ClaimObject<Keys extends string> extends ApiObject {
  /** The Secret that Crossplane writes once the XR is ready; pods wait for it. */
  readonly connection: SecretReference<Keys>;
}

/** One version of a legacy composite resource, what a composition composes for. */
export interface LegacyVersion<
  Spec = unknown,
  Status = unknown,
  Author = unknown,
  Keys extends string = string,
> extends VersionStatics<Spec, Status, Keys> {
  new (scope: Construct, id: string, props: LegacyCompositeProps<Author>): CompositeObject<Keys>;
}

/** The class of the claims of one version. */
export interface ClaimVersion<Author = unknown, Keys extends string = string> {
  new (scope: Construct, id: string, props: ClaimProps<Author>): ClaimObject<Keys>;
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
}

/** What Crossplane writes into the spec of an XR that a claim made, for `compose`. */
export interface LegacySpec {
  readonly claimRef?: { readonly name: string; readonly namespace: string };
}

type Types = Readonly<Record<string, VersionTypes>>;

export type LegacyVersions<T extends Types> = {
  readonly [N in keyof T]: LegacyVersion<
    T[N]['spec'] & LegacySpec,
    T[N]['status'],
    T[N]['author'],
    T[N]['keys']
  >;
};

export type ClaimVersions<T extends Types> = {
  readonly [N in keyof T]: ClaimVersion<T[N]['author'], T[N]['keys']>;
};

/** A legacy composite resource: its facts, the classes of its XRs, and those of its claims. */
export type LegacyCompositeResource<T extends Types = Types, Claim = never> = {
  readonly composite: CompositeFacts;
} & LegacyVersions<T> &
  ([Claim] extends [never] ? unknown : { readonly claim: ClaimVersions<T> });
