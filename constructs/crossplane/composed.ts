import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KnownKind } from './kinds';
import type { RawPatch } from './raw-patches';
import type { Readiness } from './readiness';
import type { Composable, FromComposed, Origin, Ref, Reference } from './reference';
import { referTo } from './references';
import { childNode, type StructuralSchema } from './structural';

/** An L1 class, by what `add` needs of it: its props and, for the compiler, its status. */
export interface ComposableKind<P, S> {
  new (scope: Construct, id: string, props: P): ApiObject;
  readonly GVK: { readonly apiVersion: string; readonly kind: string; readonly status?: S };
}

/** Metadata of a composed resource. Crossplane adds name, owner, and its own labels. */
export interface ComposedMetadata {
  /**
   * Default: a stable name that Crossplane derives from the XR's, which is right unless something
   * looks for the object by name. A constant name admits one XR.
   */
  readonly name?: string;
  /** Only below a cluster-scoped XR; a namespaced one composes into its own namespace. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** `crossplane.io/external-name` is the name in the cloud. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What `add` takes: the props of kind `P` with references at any depth. */
export type ComposedBase<P> = {
  [K in keyof P]: K extends 'metadata' ? Composable<ComposedMetadata> : Composable<P[K]>;
};

/** What `add.observed` takes: as much of kind `P` as finds the resource. */
export type ObservedBase<P> = {
  /** Name in the cloud, such as `vpc-0a1b2c`; the resource waits until it is known. */
  readonly externalName?: string | Reference<string, Origin>;
  readonly metadata?: Composable<ComposedMetadata>;
} & (P extends { readonly spec?: infer Spec } ? ObservedSpec<NonNullable<Spec>> : object);

type ObservedSpec<Spec> = {
  readonly providerConfigRef?: Spec extends { readonly providerConfigRef?: infer R }
    ? Composable<R>
    : never;
  /** What the provider needs in order to look: the region, and fields that identify. */
  readonly forProvider?: Spec extends { readonly forProvider?: infer F }
    ? Composable<Partial<NonNullable<F>>>
    : never;
};

export interface AddOptions<S = unknown> {
  /**
   * Default: what function-auto-ready knows of the kind, its `Ready` condition, or, where our facts
   * say that the kind has no conditions, `'none'`.
   */
  readonly readiness?: Readiness<S>;
  /** Resources that must be ready before this one is made. Default: none. */
  readonly after?: AnyComposedResource | readonly AnyComposedResource[];
  /**
   * Why nobody may delete it while its XR is there: `'holds data'`. Composes a Usage named
   * `<name>-usage` beside it, which goes with the XR. Needs Crossplane 2. Default: anybody may.
   */
  readonly protect?: string;
  /**
   * Patches as function-patch-and-transform reads them, behind those that references make, for what
   * references do not say. Nothing about their paths is typed. Default: none.
   */
  readonly patches?: readonly RawPatch[];
}

/** Composes one more resource. */
export interface Add {
  <P, S = unknown>(
    /** Unique in the composition, and for good: renaming one deletes and recreates the resource. */
    name: string,
    kind: ComposableKind<P, S>,
    base: NoInfer<ComposedBase<NonNullable<P>>>,
    options?: NoInfer<AddOptions<S>>,
  ): ComposedResource<S>;
  /**
   * A cloud resource that somebody else made: Crossplane reports its status, and neither changes nor
   * deletes it (`managementPolicies: ['Observe']`).
   */
  observed<P, S = unknown>(
    name: string,
    kind: ComposableKind<P, S>,
    base: NoInfer<ObservedBase<NonNullable<P>>>,
    options?: NoInfer<AddOptions<S>>,
  ): ComposedResource<S>;
}

interface ObservedMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A composed resource of any kind, as `compose` returns the one that writes the connection. */
export abstract class AnyComposedResource {
  readonly metadata: Ref<ObservedMetadata, FromComposed>;

  constructor(readonly name: string) {
    this.metadata = observe(name, 'metadata', METADATA) as never;
  }
}

/** A resource that a composition composes, as it is observed: for `status`, not for other bases. */
export class ComposedResource<S> extends AnyComposedResource {
  readonly status: Ref<S, FromComposed>;

  constructor(name: string, { schema }: KnownKind) {
    super(name);
    this.status = observe(name, 'status', childNode(schema, 'status')) as never;
  }
}

function observe(resource: string, field: string, schema: StructuralSchema | undefined) {
  return referTo({ resource, path: [field], schema, transforms: [] });
}

const TEXT = { type: 'string' } as const;
const TEXTS = { type: 'object', additionalProperties: TEXT } as const;

/** The metadata that a reference may read, of composites and composed resources alike. */
export const METADATA = {
  type: 'object',
  properties: { name: TEXT, namespace: TEXT, uid: TEXT, labels: TEXTS, annotations: TEXTS },
} as const;
