import type { Since } from '../require-fields';

/*
 * Which minor version of Flux brought a field, read in the definitions that each release installs.
 * What 2.6 has is taken for granted where the kind itself is of 2.6.
 */

/** In the spec of an OCIRepository, which is v1 since 2.6. */
export const OCI_REPOSITORY: readonly Since[] = [
  { since: '2.9', at: 'verify/trustedRootSecretRef' },
];

/** The version that serves `source.toolkit.fluxcd.io/v1` OCIRepository. */
export const OCI_REPOSITORY_SINCE = '2.6';
/** The versions that serve `source.toolkit.fluxcd.io/v1` HelmRepository and HelmRelease `v2`. */
export const HELM_SINCE = '2.3';

/** In the spec of a GitRepository. */
export const GIT_REPOSITORY: readonly Since[] = [
  { since: '2.1', at: 'proxySecretRef' },
  { since: '2.4', at: 'provider' },
  { since: '2.5', at: 'provider', value: /^github$/ },
  { since: '2.6', at: 'sparseCheckout' },
  { since: '2.7', at: 'serviceAccountName' },
  { since: '2.9', at: 'provider', value: /^aws$/ },
];

/** In the spec of a Kustomization. */
export const KUSTOMIZATION: readonly Since[] = [
  { since: '2.3', at: 'namePrefix' },
  { since: '2.3', at: 'nameSuffix' },
  { since: '2.5', at: 'deletionPolicy' },
  { since: '2.5', at: 'healthCheckExprs' },
  { since: '2.6', at: 'decryption/serviceAccountName' },
  { since: '2.6', at: 'deletionPolicy', value: /^WaitForTermination$/ },
  { since: '2.7', at: 'dependsOn/*/readyExpr' },
  { since: '2.7', at: 'ignoreMissingComponents' },
  { since: '2.7', at: 'kubeConfig/configMapRef' },
  { since: '2.7', at: 'sourceRef/kind', value: /^ExternalArtifact$/ },
  { since: '2.9', at: 'buildMetadata' },
  { since: '2.9', at: 'ignore' },
  { since: '2.9', at: 'postBuild/substituteStrategy' },
];

/** The Flux whose Kustomization reads `spec.ignore`. */
export const IGNORE_SINCE = '2.9';

/** In the spec of a HelmRelease, which is v2 since 2.3. */
export const HELM_RELEASE: readonly Since[] = [
  { since: '2.4', at: 'install/disableSchemaValidation' },
  { since: '2.4', at: 'upgrade/disableSchemaValidation' },
  { since: '2.5', at: 'install/disableTakeOwnership' },
  { since: '2.5', at: 'upgrade/disableTakeOwnership' },
  { since: '2.7', at: 'chartRef/kind', value: /^ExternalArtifact$/ },
  { since: '2.7', at: 'commonMetadata' },
  { since: '2.7', at: 'dependsOn/*/readyExpr' },
  { since: '2.7', at: 'install/strategy' },
  { since: '2.7', at: 'kubeConfig/configMapRef' },
  { since: '2.7', at: 'upgrade/strategy' },
  { since: '2.8', at: 'healthCheckExprs' },
  { since: '2.8', at: 'install/serverSideApply' },
  { since: '2.8', at: 'rollback/serverSideApply' },
  { since: '2.8', at: 'upgrade/serverSideApply' },
  { since: '2.8', at: 'waitStrategy' },
  { since: '2.9', at: 'postRenderStrategy' },
  { since: '2.9', at: 'upgrade/chartNameChangeStrategy' },
  { since: '2.9', at: 'valuesFrom/*/literal' },
];

/** In the spec of a Receiver. */
export const RECEIVER: readonly Since[] = [
  { since: '2.3', at: 'type', value: /^cdevents$/ },
  { since: '2.5', at: 'resourceFilter' },
  { since: '2.8', at: 'resources/*/kind', value: /^(ArtifactGenerator|ExternalArtifact)$/ },
  { since: '2.9', at: 'type', value: /^generic-oidc$/ },
  { since: '2.9', at: 'resources/*/filter' },
];
