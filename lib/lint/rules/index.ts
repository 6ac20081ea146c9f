import type { Rule } from '../rule';
import { autoscalerCannotWork } from './autoscaler-cannot-work';
import { clustersWithoutSelector } from './clusters-without-selector';
import { composedKindUnknown } from './composed-kind-unknown';
import { composedResourceInvalid } from './composed-resource-invalid';
import { compositionInputInvalid } from './composition-input-invalid';
import { compositionNeverReady } from './composition-never-ready';
import { compositionPatchIgnored } from './composition-patch-ignored';
import { compositionPathUnknown } from './composition-path-unknown';
import { compositionPipelineBroken } from './composition-pipeline-broken';
import { compositionScopeBroken } from './composition-scope-broken';
import { compositionTypeMismatch } from './composition-type-mismatch';
import { controllerOwnedField } from './controller-owned-field';
import { defaultProject } from './default-project';
import { driftOptionMissing } from './drift-option-missing';
import { duplicateObject } from './duplicate-object';
import { fieldHasTwoWriters } from './field-has-two-writers';
import { helmDriftNotIgnored } from './helm-drift-not-ignored';
import { ignoreRuleDuplicate } from './ignore-rule-duplicate';
import { ignoreRuleForUnsetField } from './ignore-rule-for-unset-field';
import { ignoreRuleFreezesList } from './ignore-rule-freezes-list';
import { ignoreRuleInvalid } from './ignore-rule-invalid';
import { ignoreRuleMatchesNothing } from './ignore-rule-matches-nothing';
import { ignoreRuleReplaced } from './ignore-rule-replaced';
import { ignoreRuleTooBroad } from './ignore-rule-too-broad';
import { ignoreRuleWithoutGroup } from './ignore-rule-without-group';
import { ignoreRuleWithoutRespect } from './ignore-rule-without-respect';
import { invalidName } from './invalid-name';
import { kedaAutoscalerInGit } from './keda-autoscaler-in-git';
import { lintStepSkipsKinds } from './lint-step-skips-kinds';
import { listDefaultMissing } from './list-default-missing';
import { missingKeyOption } from './missing-key-option';
import { mutableOciTag } from './mutable-oci-tag';
import { mutationNotRead } from './mutation-not-read';
import { nonCanonicalValue } from './non-canonical-value';
import { objectInTwoApplications } from './object-in-two-applications';
import { ociSourceWithChart } from './oci-source-with-chart';
import { ociSourceWithoutPath } from './oci-source-without-path';
import { ociSourceWithoutScheme } from './oci-source-without-scheme';
import { pathNotPacked } from './path-not-packed';
import { plainSecret } from './plain-secret';
import { pushedLayerRefused } from './pushed-layer-refused';
import { pushedRepositoryNotRead } from './pushed-repository-not-read';
import { pushedTagNotRead } from './pushed-tag-not-read';
import { rawClusterName } from './raw-cluster-name';
import { removedApiVersion } from './removed-api-version';
import { repositorySecretWithoutType } from './repository-secret-without-type';
import { rollingSyncSwitchesOffAutomation } from './rolling-sync-switches-off-automation';
import { scaleTargetUnclear } from './scale-target-unclear';
import { schemaViolation } from './schema-violation';
import { sealedSecret } from './sealed-secret';
import { targetHasTwoScalers } from './target-has-two-scalers';
import { templateNotRepeatable } from './template-not-repeatable';
import { templateSyntax } from './template-syntax';
import { unknownField } from './unknown-field';
import { unknownKind } from './unknown-kind';
import { xrdInvalid } from './xrd-invalid';
import { xrdSchemaDropped } from './xrd-schema-dropped';
import { xrdSchemaInvalid } from './xrd-schema-invalid';

const list = [
  autoscalerCannotWork,
  clustersWithoutSelector,
  composedKindUnknown,
  composedResourceInvalid,
  compositionInputInvalid,
  compositionNeverReady,
  compositionPatchIgnored,
  compositionPathUnknown,
  compositionPipelineBroken,
  compositionScopeBroken,
  compositionTypeMismatch,
  controllerOwnedField,
  defaultProject,
  driftOptionMissing,
  duplicateObject,
  fieldHasTwoWriters,
  helmDriftNotIgnored,
  ignoreRuleDuplicate,
  ignoreRuleForUnsetField,
  ignoreRuleFreezesList,
  ignoreRuleInvalid,
  ignoreRuleMatchesNothing,
  ignoreRuleReplaced,
  ignoreRuleTooBroad,
  ignoreRuleWithoutGroup,
  ignoreRuleWithoutRespect,
  invalidName,
  kedaAutoscalerInGit,
  lintStepSkipsKinds,
  listDefaultMissing,
  missingKeyOption,
  mutableOciTag,
  mutationNotRead,
  nonCanonicalValue,
  objectInTwoApplications,
  ociSourceWithChart,
  ociSourceWithoutPath,
  ociSourceWithoutScheme,
  pathNotPacked,
  plainSecret,
  pushedLayerRefused,
  pushedRepositoryNotRead,
  pushedTagNotRead,
  rawClusterName,
  removedApiVersion,
  repositorySecretWithoutType,
  rollingSyncSwitchesOffAutomation,
  scaleTargetUnclear,
  schemaViolation,
  sealedSecret,
  targetHasTwoScalers,
  templateNotRepeatable,
  templateSyntax,
  unknownField,
  unknownKind,
  xrdInvalid,
  xrdSchemaDropped,
  xrdSchemaInvalid,
] as const;

/** The id of a rule: what a suppression names. */
export type RuleId = (typeof list)[number]['id'];

/** Every rule there is; one file each. */
export const rules: readonly Rule<RuleId>[] = list;
