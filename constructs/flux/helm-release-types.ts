import type {
  HelmReleaseSpecChart,
  HelmReleaseSpecChartSpec,
  HelmReleaseSpecDriftDetection,
  HelmReleaseSpecInstall,
  HelmReleaseSpecUpgrade,
} from '../../imports/flux';
import type { IgnoreRule } from './ignore-rules';
import type { HealthCheckExpression } from './kustomization-types';
import type { Referable } from './references';

type ChartSpec = Omit<
  HelmReleaseSpecChartSpec,
  'sourceRef' | 'version' | 'reconcileStrategy' | 'verify'
>;

/** A chart of an index, or a folder of a repository: `version` and signatures count in the first alone. */
type Chart =
  | (ChartSpec & {
      readonly sourceRef: Referable<'HelmRepository'>;
      /** A version or a range; default the newest. */
      readonly version?: string;
      readonly verify?: HelmReleaseSpecChartSpec['verify'];
      readonly reconcileStrategy?: 'ChartVersion';
    })
  | (ChartSpec & {
      readonly sourceRef: Referable<'GitRepository' | 'Bucket'>;
      /** Whether a new revision is a new chart though its version is the same; default ChartVersion. */
      readonly reconcileStrategy?: 'ChartVersion' | 'Revision';
      readonly version?: undefined;
      readonly verify?: undefined;
    });

/** Exactly one of `chart`, of which Flux makes a HelmChart, and `chartRef`. */
export type ChartSource =
  | {
      readonly chart: Omit<HelmReleaseSpecChart, 'spec'> & { readonly spec: Chart };
      readonly chartRef?: undefined;
    }
  | {
      /** A chart in a registry (OCIRepository), or a HelmChart of another release. */
      readonly chartRef: Referable<'OCIRepository' | 'HelmChart' | 'ExternalArtifact'>;
      readonly chart?: undefined;
    };

export interface DriftDetection extends HelmReleaseSpecDriftDetection {
  /** `enabled` sets changes back, `warn` tells of them; default disabled. */
  readonly mode?: 'enabled' | 'warn' | 'disabled';
  /** What is left alone. */
  readonly ignore?: readonly IgnoreRule[];
}

/** What happens after a failure: remediation, or the same attempt again after an interval. */
type Remedies<Remediation> =
  | {
      readonly remediation?: Remediation;
      readonly strategy?: {
        readonly name: 'RemediateOnFailure';
        readonly retryInterval?: undefined;
      };
    }
  | {
      /** Tries again, and never uninstalls or rolls back; `remediation` is not read. Flux 2.7. */
      readonly strategy: {
        readonly name: 'RetryOnFailure';
        /** Default, by Flux: 5m. */
        readonly retryInterval?: string;
      };
      readonly remediation?: undefined;
    };

export type Install = Omit<HelmReleaseSpecInstall, 'remediation' | 'strategy'> &
  Remedies<HelmReleaseSpecInstall['remediation']>;

export type Upgrade = Omit<HelmReleaseSpecUpgrade, 'remediation' | 'strategy'> &
  Remedies<HelmReleaseSpecUpgrade['remediation']>;

/** Expressions are evaluated by the poller alone. */
export type Waiting =
  | {
      readonly waitStrategy?: { readonly name: 'poller' };
      readonly healthCheckExprs?: readonly HealthCheckExpression[];
    }
  | { readonly waitStrategy: { readonly name: 'legacy' }; readonly healthCheckExprs?: undefined };
