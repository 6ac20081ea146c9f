import type { CompositeFacts, VersionFacts } from './composite-types';
import type { Add, AnyComposedResource } from './composed';
import type { ConnectionKey } from './connection-key';
import type { Origin, Ref, Reference } from './reference';
import type { ComposedStatus, ExactStatus, Refused } from './status';

/** One version of a composite resource, as `Composition` needs it: `PostgresDatabase.v1alpha1`. */
export interface Composite {
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  readonly composite: CompositeFacts;
  readonly version: VersionFacts;
  readonly types?: { readonly spec: unknown; readonly status: unknown; readonly keys: string };
}

type TypesOf<C extends Composite> = NonNullable<C['types']>;

interface CompositeMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The composite resource that a composition composes for, field by field. */
export interface CompositeRefs<C extends Composite> {
  readonly metadata: Ref<CompositeMetadata>;
  readonly spec: Ref<TypesOf<C>['spec']>;
  /** What earlier rounds put there by returning `status`. */
  readonly status: Ref<TypesOf<C>['status']>;
}

/** What `compose` returns; `{}` if there is nothing to report. */
export type Composed<C extends Composite> = {
  /** Fields of the status schema, each read from a composed resource. */
  readonly status?: ComposedStatus<TypesOf<C>['status']>;
  /**
   * Each comes up once those before it are ready; members of a list come up together. Default: all
   * at once, but for what `after` says.
   */
  readonly sequence?: readonly (AnyComposedResource | readonly AnyComposedResource[])[];
} & Connected<TypesOf<C>['keys']>;

type Connected<Keys extends string> = [Keys] extends [never]
  ? { readonly connection?: undefined }
  : { readonly connection: ComposedConnection<Keys> };

/**
 * Each key of the connection Secret, or the composed resource that writes the whole Secret, such as
 * an ExternalSecret. Keys are withheld until every one of them is known.
 */
export type ComposedConnection<Keys extends string> =
  | { readonly [K in Keys]: string | Reference<string, Origin> | ConnectionKey }
  | AnyComposedResource;

type ExactComposed<C extends Composite, R> = {
  readonly [K in keyof R]: K extends 'status'
    ? ExactStatus<TypesOf<C>['status'], NonNullable<R[K]>>
    : K extends 'connection'
      ? R[K] extends AnyComposedResource
        ? unknown
        : {
            readonly [
              N in Exclude<keyof R[K], TypesOf<C>['keys']>
            ]: Refused<'no such key is declared'>;
          }
      : K extends 'sequence'
        ? unknown
        : Refused<'compose returns status, connection and sequence only'>;
};

/** Composes the resources of one XR. Runs once, at synth, on references. */
export type Compose<C extends Composite, R> = (
  xr: CompositeRefs<C>,
  add: Add,
) => R & ExactComposed<C, R>;
