import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkDrift } from '../artifact/check-drift';
import type { Drift } from '../drift';
import { checkName, LONGEST_LABEL } from './checks';
import { namespaceOf } from './namespace-of';
import { dependenciesOf, type Dependency } from './references';

/** What a Kustomization and a HelmRelease have in common: a name that becomes a label, and others before them. */
export interface Applying {
  readonly name?: string;
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  readonly drift?: Drift;
  readonly dependsOn?: Parameters<typeof dependenciesOf>[0];
}

export interface Applier {
  readonly name: string;
  /** `Kustomization 'web'` */
  readonly place: string;
  readonly namespace: string | undefined;
  readonly dependencies: readonly Dependency[] | undefined;
}

/** @throws {FluxError} `FLUX_NAME_INVALID`, `FLUX_REFERENCE_INVALID`; {@link DriftError} */
export function applierOf(
  kind: 'HelmRelease' | 'Kustomization',
  scope: Construct,
  id: string,
  { name = id, metadata, drift, dependsOn }: Applying,
): Applier {
  const place = `${kind} '${name}'`;
  checkName(place, name, LONGEST_LABEL);
  checkDrift(scope, drift, place);
  const namespace = metadata?.namespace ?? namespaceOf(scope);
  const dependencies = dependenciesOf(dependsOn, { name, namespace }, place);
  return { name, place, namespace, dependencies };
}
