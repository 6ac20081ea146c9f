import type { Rule } from '../rule';
import { clustersWithoutSelector } from './clusters-without-selector';
import { defaultProject } from './default-project';
import { duplicateObject } from './duplicate-object';
import { fieldHasTwoWriters } from './field-has-two-writers';
import { ignoreRuleMatchesNothing } from './ignore-rule-matches-nothing';
import { ignoreRuleWithoutGroup } from './ignore-rule-without-group';
import { ignoreRuleWithoutRespect } from './ignore-rule-without-respect';
import { invalidName } from './invalid-name';
import { lintStepSkipsKinds } from './lint-step-skips-kinds';
import { missingKeyOption } from './missing-key-option';
import { mutableOciTag } from './mutable-oci-tag';
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

const list = [
  clustersWithoutSelector,
  defaultProject,
  duplicateObject,
  fieldHasTwoWriters,
  ignoreRuleMatchesNothing,
  ignoreRuleWithoutGroup,
  ignoreRuleWithoutRespect,
  invalidName,
  lintStepSkipsKinds,
  missingKeyOption,
  mutableOciTag,
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
] as const;

/** The id of a rule: what a suppression names. */
export type RuleId = (typeof list)[number]['id'];

/** Every rule there is; one file each. */
export const rules: readonly Rule<RuleId>[] = list;
