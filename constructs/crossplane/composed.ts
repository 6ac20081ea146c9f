import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KnownKind } from './kinds';
import type { Composable, FromComposed, Ref } from './reference';
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

export interface AddOptions {
  /**
   * What makes the resource ready: `'none'`, that it exists; or a condition. Default: what
   * function-auto-ready knows of the kind, its `Ready` condition, or, where our facts say that the
   * kind has no conditions, `'none'`.
   */
  readonly readiness?: 'none' | { readonly condition: string; readonly status?: string };
}

/** Composes one more resource. */
export type Add = <P, S = unknown>(
  /** Unique in the composition, and for good: renaming one deletes and recreates the resource. */
  name: string,
  kind: ComposableKind<P, S>,
  base: NoInfer<ComposedBase<NonNullable<P>>>,
  options?: AddOptions,
) => ComposedResource<S>;

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
