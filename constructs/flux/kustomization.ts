import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { Kustomization as Upstream, type KustomizationSpec } from '../../imports/flux';
import { expectedRulesOf } from '../artifact/facts';
import { programOf } from '../artifact/program';
import { expectedIn } from '../drift';
import { EXPLAIN, type Explained } from '../explained';
import { requireFieldsOf } from '../require-fields';
import { isOlder } from '../targets';
import { applierOf } from './applier';
import { checkKustomization } from './check-kustomization';
import { explainKustomization } from './explain-kustomization';
import { fluxRules, withRules, type FluxRules } from './ignore-rules';
import type { HealthCheck, KustomizationProps, SourceKind } from './kustomization-types';
import { OCIRepository } from './oci-repository';
import { referenceTo } from './references';
import { IGNORE_SINCE, KUSTOMIZATION } from './since';
import { variantAt } from './variant-at';

/**
 * A Flux Kustomization. Fields of an artifact's content that a controller writes as well are added to
 * `ignore` during synth, where the declared Flux reads it (2.9).
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export class Kustomization extends Upstream implements Explained {
  declare readonly kind: 'Kustomization';
  readonly #explain: () => readonly string[];

  /**
   * @throws {FluxError} `FLUX_KUSTOMIZATION_INVALID`, `FLUX_REFERENCE_INVALID`, `FLUX_PATH_UNKNOWN`,
   *   `FLUX_DURATION_INVALID`, `FLUX_NAME_INVALID` for what Flux refuses or ignores.
   * @throws {TargetError} `TARGET_TOO_OLD` for what the declared Flux does not have.
   */
  constructor(scope: Construct, id: string, props: KustomizationProps) {
    const { name, place, namespace, dependencies } = applierOf('Kustomization', scope, id, props);
    const { name: _, metadata, drift, dependsOn: __, ...rest } = props;
    const { interval = '10m', prune = true, sourceRef, healthChecks, ignore, ...others } = rest;
    const spec = {
      ...others,
      interval,
      prune,
      sourceRef: referenceTo(sourceRef, KINDS, namespace, `sourceRef of ${place}`),
      ...(dependencies && { dependsOn: dependencies }),
      ...(healthChecks && { healthChecks: healthChecks.map(healthCheckOf) }),
      ...(ignore && { ignore }),
    };
    checkKustomization(place, spec);
    const { targets } = programOf(scope) ?? {};
    requireFieldsOf('flux', targets, KUSTOMIZATION, spec, place);
    const release =
      sourceRef instanceof OCIRepository ? (sourceRef as OCIRepository).release : undefined;
    const variant = release && variantAt(place, release, spec.path);
    const reads = targets?.flux === undefined || !isOlder(targets.flux, IGNORE_SINCE);
    const derived = (): FluxRules => {
      const differences = release
        ? release.rules(variant, drift)
        : expectedRulesOf({ construct: scope }, expectedIn(drift), 'serverSideDiff');
      return fluxRules(differences, spec);
    };
    const rules = () => withRules(ignore, reads ? derived().rules : []);
    const version = Lazy.any({ produce: () => release?.version() }) as string;
    super(scope, id, {
      metadata: {
        ...metadata,
        name,
        ...(release && { labels: { [VERSION_LABEL]: version, ...metadata?.labels } }),
      },
      spec: Lazy.any({
        produce: () => {
          const all = rules();
          return all.length > 0 ? { ...spec, ignore: all } : spec;
        },
      }) as KustomizationSpec,
    });
    this.#explain = () => explainKustomization(derived(), { release, variant, drift, reads });
  }

  [EXPLAIN](): readonly string[] {
    return this.#explain();
  }
}

const KINDS: readonly SourceKind[] = [
  'OCIRepository',
  'GitRepository',
  'Bucket',
  'ExternalArtifact',
];
const VERSION_LABEL = 'app.kubernetes.io/version';

function healthCheckOf(check: ApiObject | HealthCheck): HealthCheck {
  if (!ApiObject.isApiObject(check)) return check;
  const { apiVersion, kind, name } = check;
  const { namespace } = check.metadata;
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}
