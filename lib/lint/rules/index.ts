import type { KindPattern } from '../../core';
import { listed } from '../listed';
import type { Rule } from '../rule';
import type { autoscalerCannotWork } from './autoscaler-cannot-work';
import type { clustersWithoutSelector } from './clusters-without-selector';
import type { composedKindUnknown } from './composed-kind-unknown';
import type { composedResourceInvalid } from './composed-resource-invalid';
import type { compositionInputInvalid } from './composition-input-invalid';
import type { compositionNeverReady } from './composition-never-ready';
import type { compositionPatchIgnored } from './composition-patch-ignored';
import type { compositionPathUnknown } from './composition-path-unknown';
import type { compositionPipelineBroken } from './composition-pipeline-broken';
import type { compositionScopeBroken } from './composition-scope-broken';
import type { compositionTypeMismatch } from './composition-type-mismatch';
import type { controllerOwnedField } from './controller-owned-field';
import type { crdRuleInvalid } from './crd-rule-invalid';
import type { defaultProject } from './default-project';
import type { driftOptionMissing } from './drift-option-missing';
import type { duplicateObject } from './duplicate-object';
import type { fieldHasTwoWriters } from './field-has-two-writers';
import type { fluxDependencyCycle } from './flux-dependency-cycle';
import type { fluxIdentitiesRefused } from './flux-identities-refused';
import type { fluxIgnoreForUnsetField } from './flux-ignore-for-unset-field';
import type { fluxLayerNotGzip } from './flux-layer-not-gzip';
import type { fluxPathNotPacked } from './flux-path-not-packed';
import type { fluxReferenceMissing } from './flux-reference-missing';
import type { fluxSignatureNotRead } from './flux-signature-not-read';
import type { fluxTagMutable } from './flux-tag-mutable';
import type { helmDriftNotIgnored } from './helm-drift-not-ignored';
import type { ignoreRuleDuplicate } from './ignore-rule-duplicate';
import type { ignoreRuleForUnsetField } from './ignore-rule-for-unset-field';
import type { ignoreRuleFreezesList } from './ignore-rule-freezes-list';
import type { ignoreRuleInvalid } from './ignore-rule-invalid';
import type { ignoreRuleMatchesNothing } from './ignore-rule-matches-nothing';
import type { ignoreRuleReplaced } from './ignore-rule-replaced';
import type { ignoreRuleTooBroad } from './ignore-rule-too-broad';
import type { ignoreRuleWithoutGroup } from './ignore-rule-without-group';
import type { ignoreRuleWithoutRespect } from './ignore-rule-without-respect';
import type { invalidName } from './invalid-name';
import type { kedaAutoscalerInGit } from './keda-autoscaler-in-git';
import type { lintStepSkipsKinds } from './lint-step-skips-kinds';
import type { listDefaultMissing } from './list-default-missing';
import type { missingKeyOption } from './missing-key-option';
import type { mutableOciTag } from './mutable-oci-tag';
import type { mutationNotRead } from './mutation-not-read';
import type { nonCanonicalValue } from './non-canonical-value';
import type { objectInTwoApplications } from './object-in-two-applications';
import type { ociSourceWithChart } from './oci-source-with-chart';
import type { ociSourceWithoutPath } from './oci-source-without-path';
import type { ociSourceWithoutScheme } from './oci-source-without-scheme';
import type { packageMetadataInvalid } from './package-metadata-invalid';
import type { pathNotPacked } from './path-not-packed';
import type { plainSecret } from './plain-secret';
import type { providerConfigMissing } from './provider-config-missing';
import type { pushedLayerRefused } from './pushed-layer-refused';
import type { pushedRepositoryNotRead } from './pushed-repository-not-read';
import type { pushedTagNotRead } from './pushed-tag-not-read';
import type { rawClusterName } from './raw-cluster-name';
import type { removedApiVersion } from './removed-api-version';
import type { repositorySecretWithoutType } from './repository-secret-without-type';
import type { rollingSyncSwitchesOffAutomation } from './rolling-sync-switches-off-automation';
import type { scaleTargetUnclear } from './scale-target-unclear';
import type { schemaViolation } from './schema-violation';
import type { sealedSecret } from './sealed-secret';
import type { syncOptionMissing } from './sync-option-missing';
import type { targetHasTwoScalers } from './target-has-two-scalers';
import type { templateNotRepeatable } from './template-not-repeatable';
import type { templateSyntax } from './template-syntax';
import type { unknownField } from './unknown-field';
import type { unknownKind } from './unknown-kind';
import type { xrdInvalid } from './xrd-invalid';
import type { xrdSchemaDropped } from './xrd-schema-dropped';
import type { xrdSchemaInvalid } from './xrd-schema-invalid';

type Kinds = readonly KindPattern[];

const ANY: Kinds = ['*'];
const ARGO_CD: Kinds = ['argoproj.io/*'];
const CROSSPLANE: Kinds = ['apiextensions.crossplane.io/*'];
const FLUX: Kinds = [
  'helm.toolkit.fluxcd.io/*',
  'kustomize.toolkit.fluxcd.io/*',
  'source.toolkit.fluxcd.io/*',
];
/** Of OCI artifacts. */
const READERS: Kinds = ['argoproj.io/*', 'source.toolkit.fluxcd.io/*'];

const list = [
  listed<typeof autoscalerCannotWork>(
    'autoscaler-cannot-work',
    'drift',
    ['autoscaling/*', 'keda.sh/*'],
    () => require('./autoscaler-cannot-work'),
  ),
  listed<typeof clustersWithoutSelector>('clusters-without-selector', 'gitops', ARGO_CD, () =>
    require('./clusters-without-selector'),
  ),
  listed<typeof composedKindUnknown>('composed-kind-unknown', 'crossplane', CROSSPLANE, () =>
    require('./composed-kind-unknown'),
  ),
  listed<typeof composedResourceInvalid>(
    'composed-resource-invalid',
    'crossplane',
    CROSSPLANE,
    () => require('./composed-resource-invalid'),
  ),
  listed<typeof compositionInputInvalid>(
    'composition-input-invalid',
    'crossplane',
    CROSSPLANE,
    () => require('./composition-input-invalid'),
  ),
  listed<typeof compositionNeverReady>('composition-never-ready', 'crossplane', CROSSPLANE, () =>
    require('./composition-never-ready'),
  ),
  listed<typeof compositionPatchIgnored>(
    'composition-patch-ignored',
    'crossplane',
    CROSSPLANE,
    () => require('./composition-patch-ignored'),
  ),
  listed<typeof compositionPathUnknown>('composition-path-unknown', 'crossplane', CROSSPLANE, () =>
    require('./composition-path-unknown'),
  ),
  listed<typeof compositionPipelineBroken>(
    'composition-pipeline-broken',
    'crossplane',
    CROSSPLANE,
    () => require('./composition-pipeline-broken'),
  ),
  listed<typeof compositionScopeBroken>('composition-scope-broken', 'crossplane', CROSSPLANE, () =>
    require('./composition-scope-broken'),
  ),
  listed<typeof compositionTypeMismatch>(
    'composition-type-mismatch',
    'crossplane',
    CROSSPLANE,
    () => require('./composition-type-mismatch'),
  ),
  listed<typeof controllerOwnedField>('controller-owned-field', 'drift', ANY, () =>
    require('./controller-owned-field'),
  ),
  listed<typeof crdRuleInvalid>('crd-rule-invalid', 'schema', ['apiextensions.k8s.io/*'], () =>
    require('./crd-rule-invalid'),
  ),
  listed<typeof defaultProject>('default-project', 'gitops', ARGO_CD, () =>
    require('./default-project'),
  ),
  listed<typeof driftOptionMissing>('drift-option-missing', 'drift', ANY, () =>
    require('./drift-option-missing'),
  ),
  listed<typeof duplicateObject>('duplicate-object', 'gitops', ANY, () =>
    require('./duplicate-object'),
  ),
  listed<typeof fieldHasTwoWriters>('field-has-two-writers', 'drift', ANY, () =>
    require('./field-has-two-writers'),
  ),
  listed<typeof fluxDependencyCycle>('flux-dependency-cycle', 'gitops', FLUX, () =>
    require('./flux-dependency-cycle'),
  ),
  listed<typeof fluxIdentitiesRefused>('flux-identities-refused', 'gitops', FLUX, () =>
    require('./flux-identities-refused'),
  ),
  listed<typeof fluxIgnoreForUnsetField>('flux-ignore-for-unset-field', 'drift', FLUX, () =>
    require('./flux-ignore-for-unset-field'),
  ),
  listed<typeof fluxLayerNotGzip>('flux-layer-not-gzip', 'gitops', FLUX, () =>
    require('./flux-layer-not-gzip'),
  ),
  listed<typeof fluxPathNotPacked>('flux-path-not-packed', 'gitops', FLUX, () =>
    require('./flux-path-not-packed'),
  ),
  listed<typeof fluxReferenceMissing>('flux-reference-missing', 'gitops', FLUX, () =>
    require('./flux-reference-missing'),
  ),
  listed<typeof fluxSignatureNotRead>('flux-signature-not-read', 'gitops', FLUX, () =>
    require('./flux-signature-not-read'),
  ),
  listed<typeof fluxTagMutable>('flux-tag-mutable', 'gitops', FLUX, () =>
    require('./flux-tag-mutable'),
  ),
  listed<typeof helmDriftNotIgnored>(
    'helm-drift-not-ignored',
    'drift',
    ['helm.toolkit.fluxcd.io/*'],
    () => require('./helm-drift-not-ignored'),
  ),
  listed<typeof ignoreRuleDuplicate>('ignore-rule-duplicate', 'drift', ARGO_CD, () =>
    require('./ignore-rule-duplicate'),
  ),
  listed<typeof ignoreRuleForUnsetField>('ignore-rule-for-unset-field', 'drift', ARGO_CD, () =>
    require('./ignore-rule-for-unset-field'),
  ),
  listed<typeof ignoreRuleFreezesList>('ignore-rule-freezes-list', 'drift', ARGO_CD, () =>
    require('./ignore-rule-freezes-list'),
  ),
  listed<typeof ignoreRuleInvalid>('ignore-rule-invalid', 'drift', ARGO_CD, () =>
    require('./ignore-rule-invalid'),
  ),
  listed<typeof ignoreRuleMatchesNothing>('ignore-rule-matches-nothing', 'drift', ARGO_CD, () =>
    require('./ignore-rule-matches-nothing'),
  ),
  listed<typeof ignoreRuleReplaced>('ignore-rule-replaced', 'drift', ARGO_CD, () =>
    require('./ignore-rule-replaced'),
  ),
  listed<typeof ignoreRuleTooBroad>('ignore-rule-too-broad', 'drift', ARGO_CD, () =>
    require('./ignore-rule-too-broad'),
  ),
  listed<typeof ignoreRuleWithoutGroup>('ignore-rule-without-group', 'drift', ARGO_CD, () =>
    require('./ignore-rule-without-group'),
  ),
  listed<typeof ignoreRuleWithoutRespect>('ignore-rule-without-respect', 'drift', ARGO_CD, () =>
    require('./ignore-rule-without-respect'),
  ),
  listed<typeof invalidName>('invalid-name', 'schema', ANY, () => require('./invalid-name')),
  listed<typeof kedaAutoscalerInGit>('keda-autoscaler-in-git', 'drift', ['autoscaling/*'], () =>
    require('./keda-autoscaler-in-git'),
  ),
  listed<typeof lintStepSkipsKinds>('lint-step-skips-kinds', 'gitops', ANY, () =>
    require('./lint-step-skips-kinds'),
  ),
  listed<typeof listDefaultMissing>('list-default-missing', 'drift', ANY, () =>
    require('./list-default-missing'),
  ),
  listed<typeof missingKeyOption>('missing-key-option', 'gitops', ARGO_CD, () =>
    require('./missing-key-option'),
  ),
  listed<typeof mutableOciTag>('mutable-oci-tag', 'gitops', ARGO_CD, () =>
    require('./mutable-oci-tag'),
  ),
  listed<typeof mutationNotRead>('mutation-not-read', 'drift', ['policies.kyverno.io/*'], () =>
    require('./mutation-not-read'),
  ),
  listed<typeof nonCanonicalValue>('non-canonical-value', 'drift', ANY, () =>
    require('./non-canonical-value'),
  ),
  listed<typeof objectInTwoApplications>(
    'object-in-two-applications',
    'drift',
    ['argoproj.io/*', 'kustomize.toolkit.fluxcd.io/*'],
    () => require('./object-in-two-applications'),
  ),
  listed<typeof ociSourceWithChart>('oci-source-with-chart', 'gitops', ARGO_CD, () =>
    require('./oci-source-with-chart'),
  ),
  listed<typeof ociSourceWithoutPath>('oci-source-without-path', 'gitops', ARGO_CD, () =>
    require('./oci-source-without-path'),
  ),
  listed<typeof ociSourceWithoutScheme>('oci-source-without-scheme', 'gitops', ARGO_CD, () =>
    require('./oci-source-without-scheme'),
  ),
  listed<typeof packageMetadataInvalid>(
    'package-metadata-invalid',
    'crossplane',
    ['meta.pkg.crossplane.io/*'],
    () => require('./package-metadata-invalid'),
  ),
  listed<typeof pathNotPacked>('path-not-packed', 'gitops', READERS, () =>
    require('./path-not-packed'),
  ),
  listed<typeof plainSecret>('plain-secret', 'secrets', ['/Secret'], () =>
    require('./plain-secret'),
  ),
  listed<typeof providerConfigMissing>(
    'provider-config-missing',
    'crossplane',
    ['*crossplane.io/*', '*upbound.io/*'],
    () => require('./provider-config-missing'),
  ),
  listed<typeof pushedLayerRefused>('pushed-layer-refused', 'gitops', READERS, () =>
    require('./pushed-layer-refused'),
  ),
  listed<typeof pushedRepositoryNotRead>('pushed-repository-not-read', 'gitops', READERS, () =>
    require('./pushed-repository-not-read'),
  ),
  listed<typeof pushedTagNotRead>('pushed-tag-not-read', 'gitops', READERS, () =>
    require('./pushed-tag-not-read'),
  ),
  listed<typeof rawClusterName>('raw-cluster-name', 'gitops', ARGO_CD, () =>
    require('./raw-cluster-name'),
  ),
  listed<typeof removedApiVersion>('removed-api-version', 'deprecations', ANY, () =>
    require('./removed-api-version'),
  ),
  listed<typeof repositorySecretWithoutType>(
    'repository-secret-without-type',
    'gitops',
    ['/Secret', 'external-secrets.io/*'],
    () => require('./repository-secret-without-type'),
  ),
  listed<typeof rollingSyncSwitchesOffAutomation>(
    'rolling-sync-switches-off-automation',
    'gitops',
    ARGO_CD,
    () => require('./rolling-sync-switches-off-automation'),
  ),
  listed<typeof scaleTargetUnclear>(
    'scale-target-unclear',
    'drift',
    ['autoscaling/*', 'keda.sh/*', 'argoproj.io/Rollout'],
    () => require('./scale-target-unclear'),
  ),
  listed<typeof schemaViolation>('schema-violation', 'schema', ANY, () =>
    require('./schema-violation'),
  ),
  listed<typeof sealedSecret>('sealed-secret', 'secrets', ['bitnami.com/*'], () =>
    require('./sealed-secret'),
  ),
  listed<typeof syncOptionMissing>('sync-option-missing', 'gitops', ANY, () =>
    require('./sync-option-missing'),
  ),
  listed<typeof targetHasTwoScalers>('target-has-two-scalers', 'drift', ANY, () =>
    require('./target-has-two-scalers'),
  ),
  listed<typeof templateNotRepeatable>('template-not-repeatable', 'gitops', ARGO_CD, () =>
    require('./template-not-repeatable'),
  ),
  listed<typeof templateSyntax>('template-syntax', 'gitops', ARGO_CD, () =>
    require('./template-syntax'),
  ),
  listed<typeof unknownField>('unknown-field', 'schema', ANY, () => require('./unknown-field')),
  listed<typeof unknownKind>('unknown-kind', 'schema', ANY, () => require('./unknown-kind')),
  listed<typeof xrdInvalid>('xrd-invalid', 'crossplane', CROSSPLANE, () =>
    require('./xrd-invalid'),
  ),
  listed<typeof xrdSchemaDropped>('xrd-schema-dropped', 'crossplane', CROSSPLANE, () =>
    require('./xrd-schema-dropped'),
  ),
  listed<typeof xrdSchemaInvalid>('xrd-schema-invalid', 'crossplane', CROSSPLANE, () =>
    require('./xrd-schema-invalid'),
  ),
] as const;

/** The id of a rule: what a suppression names. */
export type RuleId = (typeof list)[number]['id'];

/**
 * Every rule there is; one file each, which is loaded where a set holds one of the kinds that it is
 * about, or somebody asks for its texts.
 */
export const rules: readonly Rule<RuleId>[] = list;
