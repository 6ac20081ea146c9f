import { below, eachBelow, invalid, required } from './field-error';
import type {
  Combine,
  ComposedTemplate,
  ConnectionDetail,
  Patch,
  PatchSet,
  ReadinessCheck,
  Resources,
} from './input';
import { isCombine, typeOf } from './patch-type';
import { validateTransform } from './validate-transform';

const TO_POLICIES = [
  'Replace',
  'MergeObjects',
  'MergeObjectsAppendArrays',
  'ForceMergeObjects',
  'ForceMergeObjectsAppendArrays',
  'MergeObject',
  'AppendArray',
];
const FROM_POLICIES = ['Required', 'Optional'];
const ENVIRONMENT_TYPES = [
  'FromCompositeFieldPath',
  'ToCompositeFieldPath',
  'CombineFromComposite',
  'CombineToComposite',
  'FromEnvironmentFieldPath',
  'ToEnvironmentFieldPath',
];

/** @throws {Failure} for the first fault; paths of patch sets start at the set, as upstream's do. */
export function validateResources(input: Resources): void {
  const { patchSets = [], resources = [], environment } = input;
  patchSets.forEach((set) => validatePatchSet(set));
  if (resources.length === 0 && !environment?.patches?.length) {
    throw required('resources', 'resources or environment patches are required');
  }
  eachBelow('resources', resources, validateTemplate);
  below('environment', () => {
    environment?.patches?.forEach((patch, i) => {
      const type = typeOf(patch);
      if (!ENVIRONMENT_TYPES.includes(type)) {
        throw invalid(`patches[${i}][type]`, type, 'invalid environment patch type');
      }
      below(`patches[${i}]`, () => validatePatch(patch));
    });
  });
}

function validatePatchSet({ name, patches }: PatchSet): void {
  if (!name) throw required('name', 'name is required');
  eachBelow('patches', patches, (patch) => {
    if (typeOf(patch) === 'PatchSet') {
      const detail = 'patch type *v1beta1.PatchSetPatch does not support patch of type PatchSet';
      throw invalid('type', 'PatchSet', detail);
    }
    validatePatch(patch);
  });
}

function validateTemplate(template: ComposedTemplate): void {
  if (!template.name) throw required('name', 'name is required');
  eachBelow('patches', template.patches, validatePatch);
  eachBelow('connectionDetails', template.connectionDetails, validateConnectionDetail);
  eachBelow('readinessChecks', template.readinessChecks, validateReadinessCheck);
}

function validatePatch(patch: Patch): void {
  const type = typeOf(patch);
  const must = (field: string) => required(field, `${field} must be set for patch type ${type}`);
  if (isCombine(type)) {
    const { combine } = patch;
    if (!combine) throw must('combine');
    if (!(patch.toFieldPath ?? patch.fromFieldPath)) throw must('toFieldPath');
    // Neither transforms nor policies of a combine are looked at.
    below('combine', () => validateCombine(combine));
    return;
  }
  if (type === 'PatchSet') {
    if (!patch.patchSetName) throw must('patchSetName');
  } else if (/^(From|To)(Composite|Environment)FieldPath$/.test(type)) {
    if (!patch.fromFieldPath) throw must('fromFieldPath');
  } else throw invalid('type', type, 'unknown patch type');
  eachBelow('transforms', patch.transforms, validateTransform);
  const { toFieldPath = 'Replace', fromFieldPath = 'Optional' } = patch.policy ?? {};
  if (!TO_POLICIES.includes(toFieldPath)) {
    throw invalid('policy.toFieldPathPolicy', toFieldPath, 'unknown toFieldPathPolicy');
  }
  if (!FROM_POLICIES.includes(fromFieldPath)) {
    throw invalid('policy.fromFieldPathPolicy', fromFieldPath, 'unknown fromFieldPathPolicy');
  }
}

function validateCombine({ strategy = '', string, variables = [] }: Combine): void {
  if (strategy === '') throw required('strategy', 'a combine strategy must be provided');
  if (strategy !== 'string') throw invalid('strategy', strategy, 'unknown strategy type');
  if (!string) throw required('string', 'string must be set for combine strategy string');
  if (variables.length === 0) {
    throw required('variables', 'at least one variable must be provided');
  }
  variables.forEach(({ fromFieldPath }, i) => {
    if (fromFieldPath) return;
    const detail = 'fromFieldPath must be set for each combine variable';
    throw required(`variables[${i}].fromFieldPath`, detail);
  });
}

/** Also run before each check. */
export function validateReadinessCheck(check: ReadinessCheck): void {
  const { type = '', fieldPath, matchString, matchInteger, matchCondition } = check;
  switch (type) {
    case 'None':
      return;
    case 'MatchString':
      if (matchString === undefined) {
        throw required('matchString', 'cannot be nil for type MatchString');
      }
      break;
    case 'MatchInteger':
      if (matchInteger === undefined) {
        throw required('matchInteger', 'cannot be nil for type MatchInteger');
      }
      break;
    case 'MatchCondition':
      if (!matchCondition) return;
      for (const field of ['type', 'status'] as const) {
        if (matchCondition[field]) continue;
        throw required(`matchCondition.${field}`, 'cannot be empty for type MatchCondition');
      }
      return;
    case 'NonEmpty':
    case 'MatchTrue':
    case 'MatchFalse':
      break;
    default:
      throw invalid('type', type, 'unknown readiness check type');
  }
  if (fieldPath === undefined) throw required('fieldPath', 'cannot be empty');
}

/** Also run before each extraction. */
export function validateConnectionDetail(detail: ConnectionDetail): void {
  const { type = '', name, value, fromConnectionSecretKey, fromFieldPath } = detail;
  if (type === '') throw required('type', 'connection detail type is required');
  if (!['FromConnectionSecretKey', 'FromFieldPath', 'FromValue'].includes(type)) {
    throw invalid('type', type, 'unknown connection detail type');
  }
  if (!name) throw required('name', 'name is required');
  if (type === 'FromValue' && value === undefined) {
    throw required('value', 'value connection detail requires a value');
  }
  if (type === 'FromConnectionSecretKey' && fromConnectionSecretKey === undefined) {
    const text = 'from connection secret key connection detail requires a key';
    throw required('fromConnectionSecretKey', text);
  }
  if (type === 'FromFieldPath' && fromFieldPath === undefined) {
    throw required('fromFieldPath', 'from field path connection detail requires a field path');
  }
}
