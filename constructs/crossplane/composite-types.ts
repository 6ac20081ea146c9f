import type { Static, TSchema } from '@sinclair/typebox';
import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { SecretReference } from '../secret-reference';
import type { Authored, Immutable } from './author';
import type { StructuralSchema } from './structural';

/** One version of a composite resource, as its owner writes it. */
export interface VersionDefinition {
  /** `Type.Object({ … })`: what authors of the XR write. */
  readonly spec: TSchema;
  /** `Type.Object({ … })`: what the composition reports. Default: nothing. */
  readonly status?: TSchema;
  /** Keys of the connection Secret, `<name of the XR>-connection`. Default: there is none. */
  readonly connection?: readonly string[];
  /** Default: true. */
  readonly served?: boolean;
  /** Whether compositions refer to it; exactly one version. Default: true if it is the only one. */
  readonly referenceable?: boolean;
  /** Warning that clients print, at most 256 characters; its presence marks the version deprecated. */
  readonly deprecationWarning?: string;
  /** For `kubectl get`, after Crossplane's own columns. Default: none. */
  readonly additionalPrinterColumns?: readonly PrinterColumn[];
  /** Lets a HorizontalPodAutoscaler scale the XR. Default: no. */
  readonly scale?: ScalePaths;
}

export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** `.spec.region`. */
  readonly jsonPath: string;
  readonly description?: string;
  readonly format?: string;
  /** Above 0 only with `-o wide`. Default: 0. */
  readonly priority?: number;
}

/** Paths as a CRD's scale subresource has them: `.spec.replicas`. */
export interface ScalePaths {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}

/** `LegacyCluster` is cluster-scoped, with Crossplane v1's fields and claims. */
export type CompositeScope = 'Namespaced' | 'Cluster' | 'LegacyCluster';

/** Names of a kind. */
export interface KindNames {
  readonly kind: string;
  /** Lower case. */
  readonly plural: string;
}

/** Facts of a composite resource that hold for all its versions. */
export interface CompositeFacts {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: CompositeScope;
  readonly stateful: boolean;
  /** Longest name of an XR: at most 63. */
  readonly nameMaxLength: number;
  /** What namespaced claims are called, of a legacy composite resource that offers them. */
  readonly claim?: KindNames;
  readonly versions: readonly VersionFacts[];
}

/** One version, compiled. */
export interface VersionFacts extends Omit<VersionDefinition, 'spec' | 'status'> {
  readonly name: string;
  readonly served: boolean;
  readonly referenceable: boolean;
  readonly spec: StructuralSchema;
  readonly status?: StructuralSchema;
}

/** What Crossplane itself reads in the spec of an XR. */
export interface CrossplaneMachinery {
  readonly compositionRef?: { readonly name: string };
  readonly compositionSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
  /** Default: what the definition says, else `Automatic`. */
  readonly compositionUpdatePolicy?: 'Automatic' | 'Manual';
  readonly compositionRevisionRef?: { readonly name: string };
  readonly compositionRevisionSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
}

export interface CompositeProps<Spec> {
  /** `name` defaults to the id, never to the construct path: at most 63 characters. */
  readonly metadata?: ApiObjectMetadata;
  readonly spec: Spec & { readonly crossplane?: CrossplaneMachinery };
  /**
   * Whether a Usage beside the XR makes the API server refuse to delete it until the Usage is gone.
   * Default: true where the composite resource is stateful, else false.
   */
  readonly protect?: boolean;
}

/** An XR in a chart. */
export interface CompositeObject<Keys extends string> extends ApiObject {
  /** The Secret that the composition writes once every value is known; pods wait for it. */
  readonly connection: SecretReference<Keys>;
}

/** What a composition needs of one version. */
export interface VersionStatics<Spec, Status, Keys extends string> {
  readonly GVK: { readonly apiVersion: string; readonly kind: string; readonly status?: Status };
  readonly composite: CompositeFacts;
  readonly version: VersionFacts;
  /** For the compiler alone. */
  readonly types?: { readonly spec: Spec; readonly status: Status; readonly keys: Keys };
}

/** One version of a composite resource: a construct class, and what a composition composes for. */
export interface CompositeVersion<
  Spec = unknown,
  Status = unknown,
  Author = unknown,
  Keys extends string = string,
> extends VersionStatics<Spec, Status, Keys> {
  new (scope: Construct, id: string, props: CompositeProps<Author>): CompositeObject<Keys>;
}

/** The types of one version, free of what its schemas are built with. */
export interface VersionTypes {
  /** As a composition reads it. */
  readonly spec: unknown;
  readonly status: unknown;
  /** As the author of an XR writes it. */
  readonly author: unknown;
  /** Of the connection Secret. */
  readonly keys: string;
}

/**
 * The types of each version. A conditional type, so that declarations of a package that exports a
 * composite resource spell its fields out, and name no schema builder.
 */
export type TypesOfVersions<V> =
  V extends Readonly<Record<string, VersionDefinition>>
    ? {
        readonly [N in keyof V]: {
          readonly spec: Immutable<Static<V[N]['spec']>>;
          readonly status: StatusOf<V[N]>;
          readonly author: Authored<V[N]['spec']>;
          readonly keys: KeysOf<V[N]>;
        };
      }
    : never;

type KeysOf<V> = V extends { readonly connection: readonly (infer K extends string)[] } ? K : never;
type StatusOf<V> = V extends { readonly status: infer S extends TSchema }
  ? Immutable<Static<S>>
  : object;

/** The classes by version. */
export type CompositeVersions<T extends Readonly<Record<string, VersionTypes>>> = {
  readonly [N in keyof T]: CompositeVersion<
    T[N]['spec'],
    T[N]['status'],
    T[N]['author'],
    T[N]['keys']
  >;
};
