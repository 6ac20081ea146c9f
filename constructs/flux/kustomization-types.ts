import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { KustomizationSpec, KustomizationSpecPostBuild } from '../../imports/flux';
import type { Drift } from '../drift';
import type { IgnoreRule } from './ignore-rules';
import type { Dependency, Referable } from './references';

/** What a Kustomization may read. */
export type SourceKind = 'OCIRepository' | 'GitRepository' | 'Bucket' | 'ExternalArtifact';

/** An object whose health is waited for. */
export interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Default: the namespace of the Kustomization. */
  readonly namespace?: string;
}

export interface HealthCheckExpression {
  readonly apiVersion: string;
  /** Default every kind of the API. */
  readonly kind?: string;
  /** CEL over the object: true when it is ready. */
  readonly current: string;
  readonly inProgress?: string;
  readonly failed?: string;
}

/** Health: of everything (`wait`), of some objects, or of none. Expressions count in the first two alone. */
export type Health =
  | {
      readonly wait: true;
      readonly healthCheckExprs?: readonly HealthCheckExpression[];
      readonly healthChecks?: undefined;
    }
  | {
      readonly healthChecks: readonly (ApiObject | HealthCheck)[];
      readonly healthCheckExprs?: readonly HealthCheckExpression[];
      readonly wait?: false;
    }
  | {
      readonly wait?: false;
      readonly healthChecks?: undefined;
      readonly healthCheckExprs?: undefined;
    };

type Own = 'interval' | 'prune' | 'sourceRef' | 'dependsOn' | 'kubeConfig' | 'ignore' | 'postBuild';

/** Upstream's spec, beside the object's name and metadata. */
export type KustomizationProps = Health &
  Omit<KustomizationSpec, Own | 'wait' | 'healthChecks' | 'healthCheckExprs'> & {
    /** Name of the object, at most 63 characters. Default: the construct's id. */
    readonly name?: string;
    /** Labels, annotations, namespace. Default none; the namespace is the chart's. */
    readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
    readonly sourceRef: Referable<SourceKind>;
    /** Folder in the source. Default its top; of an artifact with variants, one of them: `./production`. */
    readonly path?: string;
    /** Whether objects that leave the source are deleted; default true. */
    readonly prune?: boolean;
    /** How often it is applied; default `10m`. */
    readonly interval?: string;
    /** Those that must be ready before. */
    readonly dependsOn?: readonly ((ApiObject & { readonly kind: 'Kustomization' }) | Dependency)[];
    readonly kubeConfig?:
      | {
          readonly secretRef: { readonly name: string; readonly key?: string };
          readonly configMapRef?: undefined;
        }
      | { readonly configMapRef: { readonly name: string }; readonly secretRef?: undefined };
    /** Names of variables are letters, digits and underscores. */
    readonly postBuild?: KustomizationSpecPostBuild;
    /** Fields that stay as they are in the cluster; what the content needs is added. Flux 2.9. */
    readonly ignore?: readonly IgnoreRule[];
    /**
     * Who writes into a source that nobody here can see, or `'report'` to add no rule. Default: the
     * rules that an artifact of this program needs are added.
     */
    readonly drift?: Drift;
  };
