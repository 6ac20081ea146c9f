import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { ResourceRef } from './resource';

interface Props {
  /** Default of `name`: the id. */
  readonly metadata?: ApiObjectMetadata;
  /**
   * Whether a deletion that was refused is carried out when the Usage goes. Leave it out where the
   * resource holds data: an attempt of last year would be remembered. Default: false.
   */
  readonly replayDeletion?: boolean;
}

type Why<By> =
  /** The resource that needs it; while that one is there, it stays. */
  | { readonly by: By; readonly reason?: string }
  /** Told to whoever tries to delete it. */
  | { readonly by?: undefined; readonly reason: string };

/** @see https://docs.crossplane.io/latest/managed-resources/usages/ */
export type UsageProps = Props & {
  /** What must not be deleted. In another namespace it needs `by`. */
  readonly of: ApiObject | ResourceRef<{ readonly namespace?: string }>;
} & Why<ApiObject | ResourceRef>;

/** As {@link UsageProps}, of cluster-scoped resources. */
export type ClusterUsageProps = Props & {
  readonly of: ApiObject | ResourceRef;
} & Why<ApiObject | ResourceRef>;
