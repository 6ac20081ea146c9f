import type { Construct } from 'constructs';
import type { Artifact } from '../artifact/artifact';
import type { Drift } from '../drift';
import { Kustomization } from './kustomization';
import type { KustomizationProps } from './kustomization-types';
import { OCIRepository, type OCIRepositoryProps } from './oci-repository';

/** What `source` says by itself. */
type Settled = 'artifact' | 'ring' | 'url' | 'ref' | 'name' | 'sourceRef' | 'path' | 'drift';
type Without<T> = T extends unknown ? Omit<T, Settled> : never;

/** Which release, which of its variants, and whatever else the two objects are to have. */
export type FluxSourceOptions<Variant extends string> = {
  /** The line of `releases.yaml` that says what runs: `production`. */
  readonly ring: string;
  /** Name of both objects. Default: that of the artifact, and where there is one, of the variant. */
  readonly name?: string;
  /** Of the OCIRepository, e.g. `verify`, `secretRef`, `interval`. */
  readonly repository?: Without<OCIRepositoryProps>;
  /** Of the Kustomization, e.g. `wait`, `dependsOn`, `targetNamespace`. */
  readonly kustomization?: Without<KustomizationProps>;
  /** What to do about fields that controllers write; default the rules that the content needs. */
  readonly drift?: Drift;
} & ([Variant] extends [never] ? { readonly variant?: undefined } : { readonly variant: Variant });

export interface FluxSource {
  readonly repository: OCIRepository;
  readonly kustomization: Kustomization;
}

/**
 * An artifact as Flux runs it: an OCIRepository with the digest that the ring pins, and a Kustomization
 * that applies its folder.
 *
 * @throws {FluxError} and {@link TargetError} as both do.
 */
export function source<Variant extends string = never>(
  scope: Construct,
  artifact: Artifact<Variant>,
  options: FluxSourceOptions<Variant>,
): FluxSource {
  const { ring, variant, drift, repository = {}, kustomization = {} } = options;
  const { name = variant === undefined ? artifact.name : `${artifact.name}-${variant}` } = options;
  const made = new OCIRepository(scope, `${name}-source`, {
    ...repository,
    name,
    artifact: artifact as unknown as Artifact,
    ring,
  } as OCIRepositoryProps);
  const props = {
    ...kustomization,
    name,
    sourceRef: made,
    ...(variant !== undefined && { path: `./${variant}` }),
    ...(drift !== undefined && { drift }),
  } as KustomizationProps;
  return { repository: made, kustomization: new Kustomization(scope, name, props) };
}
