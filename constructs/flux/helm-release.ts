import { Lazy, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { HelmRelease as Upstream, type HelmReleaseSpec } from '../../imports/flux';
import { expectationOf, expectedRulesOf } from '../artifact/facts';
import { programOf } from '../artifact/program';
import { expectedIn, type Drift } from '../drift';
import { EXPLAIN, type Explained } from '../explained';
import { requireFieldsOf } from '../require-fields';
import { requireTarget } from '../targets';
import { applierOf } from './applier';
import { checkHelmRelease } from './check-helm-release';
import type { ChartSource, DriftDetection, Install, Upgrade, Waiting } from './helm-release-types';
import { fluxRules, withRules } from './ignore-rules';
import { referenceTo, type Dependency } from './references';
import { HELM_RELEASE, HELM_SINCE } from './since';

type Own =
  | 'chart'
  | 'chartRef'
  | 'interval'
  | 'dependsOn'
  | 'driftDetection'
  | 'install'
  | 'upgrade'
  | 'values'
  | 'waitStrategy'
  | 'healthCheckExprs'
  | 'kubeConfig';

/** Upstream's spec, beside the object's name and metadata. */
export type HelmReleaseProps = ChartSource &
  Waiting &
  Omit<HelmReleaseSpec, Own> & {
    /** Name of the object, at most 63 characters. Default: the construct's id. */
    readonly name?: string;
    /** Labels, annotations, namespace. Default none; the namespace is the chart's. */
    readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
    /** How often it is looked at; default `10m`. */
    readonly interval?: string;
    readonly dependsOn?: readonly (HelmRelease | Dependency)[];
    /** What the chart's values are, as the chart defines them; laid over `valuesFrom`. */
    readonly values?: Readonly<Record<string, unknown>>;
    /** Whether changes in the cluster are undone; default not. What `drift.expect` needs is added. */
    readonly driftDetection?: DriftDetection;
    readonly install?: Install;
    readonly upgrade?: Upgrade;
    readonly kubeConfig?:
      | {
          readonly secretRef: { readonly name: string; readonly key?: string };
          readonly configMapRef?: undefined;
        }
      | { readonly configMapRef: { readonly name: string }; readonly secretRef?: undefined };
    /** Who writes into the chart's objects, or `'report'` to add no rule. Default nobody. */
    readonly drift?: Drift;
  };

/**
 * A Flux HelmRelease. Where it detects drift, what `drift.expect` names is added to
 * `driftDetection.ignore` during synth.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export class HelmRelease extends Upstream implements Explained {
  declare readonly kind: 'HelmRelease';
  readonly #explain: () => readonly string[];

  /**
   * @throws {FluxError} `FLUX_RELEASE_INVALID`, `FLUX_REFERENCE_INVALID`, `FLUX_DURATION_INVALID`,
   *   `FLUX_NAME_INVALID` for what Flux or Helm refuses or ignores; most of it does not compile.
   * @throws {TargetError} `TARGET_TOO_OLD` for what the declared Flux does not have.
   */
  constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    const { name, place, namespace, dependencies } = applierOf('HelmRelease', scope, id, props);
    const { name: _, metadata, drift, dependsOn: __, ...rest } = props;
    const { interval = '10m', chart, chartRef, driftDetection, ...others } = rest;
    const spec = {
      ...others,
      interval,
      ...(chart && { chart: chartOf(chart, namespace, place) }),
      ...(chartRef && {
        chartRef: referenceTo(
          chartRef,
          ['OCIRepository', 'HelmChart', 'ExternalArtifact'],
          namespace,
          `chartRef of ${place}`,
        ),
      }),
      ...(dependencies && { dependsOn: dependencies }),
      ...(driftDetection && { driftDetection }),
    };
    checkHelmRelease(place, spec);
    const { targets } = programOf(scope) ?? {};
    requireTarget(targets, 'flux', HELM_SINCE, `HelmRelease v2 '${name}'`);
    requireFieldsOf('flux', targets, HELM_RELEASE, spec, place);
    const detects = (driftDetection?.mode ?? 'disabled') !== 'disabled';
    const derived = () => {
      const expected = detects && drift !== 'report' ? expectedIn(drift) : [];
      return fluxRules(expectedRulesOf({ construct: scope }, expected, 'serverSideDiff'));
    };
    super(scope, id, {
      metadata: { ...metadata, name },
      spec: Lazy.any({
        produce: () => {
          const ignore = withRules(driftDetection?.ignore, derived().rules);
          return ignore.length > 0 && detects
            ? { ...spec, driftDetection: { ...driftDetection, ignore } }
            : spec;
        },
      }) as HelmReleaseSpec,
    });
    this.#explain = () => {
      const expected = expectedIn(drift);
      if (expected.length === 0) return [];
      if (!detects) return ['no rules: driftDetection.mode is off, so nothing is set back'];
      const { rules, unsaid } = derived();
      return [
        ...rules.flatMap(({ paths, target = {} }) =>
          paths.map((path) => `+ driftDetection.ignore: ${path} of ${target.kind ?? 'anything'}`),
        ),
        ...unsaid.map((one) => `? no rule, since Flux ignores JSON pointers alone: ${one}`),
        ...expected.map((one) => `because ${expectationOf(one)}`),
      ];
    };
  }

  [EXPLAIN](): readonly string[] {
    return this.#explain();
  }
}

function chartOf(
  chart: NonNullable<ChartSource['chart']>,
  namespace: string | undefined,
  place: string,
) {
  const sourceRef = referenceTo(
    chart.spec.sourceRef,
    ['HelmRepository', 'GitRepository', 'Bucket'],
    namespace,
    `chart.spec.sourceRef of ${place}`,
  );
  return { ...chart, spec: { ...chart.spec, sourceRef } };
}
