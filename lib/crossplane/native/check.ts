import type { Pointer } from '../../core';
import type { Fact } from '../fact';
import { isObject, own, type JsonObject } from '../json';

/**
 * What Crossplane 1's own engine refuses or leaves out where function-patch-and-transform would not.
 *
 * @see https://github.com/crossplane/crossplane/blob/v1.20.0/apis/apiextensions/v1/composition_validation.go
 */
export function checkNative(spec: JsonObject, report: (fact: Fact) => void): void {
  const tell = (pointer: Pointer, message: string, hint: string) =>
    report({ rule: 'composition-input-invalid', pointer, message, hint });
  const resources = objectsOf(spec, 'resources');
  checkNames(resources, tell);
  for (const list of ['patchSets', 'resources'] as const) {
    for (const [item, i] of objectsOf(spec, list)) {
      for (const [patch, j] of objectsOf(item, 'patches')) {
        checkPatch(patch, `/spec/${list}/${i}/patches/${j}`, tell);
      }
    }
  }
  for (const [resource, i] of resources) {
    for (const [check, j] of objectsOf(resource, 'readinessChecks')) {
      checkReadinessCheck(check, `/spec/resources/${i}/readinessChecks/${j}`, tell);
    }
  }
}

type Tell = (pointer: Pointer, message: string, hint: string) => void;

function checkNames(resources: readonly Item[], tell: Tell): void {
  const isNamed = ([resource]: Item) => (own(resource, 'name') ?? '') !== '';
  const named = resources.some(isNamed);
  for (const item of resources) {
    if (!named || isNamed(item)) continue;
    const message = 'has no name, while others have one: Crossplane 1 refuses a mixture';
    tell(`/spec/resources/${item[1]}`, message, 'give every resource a name');
    return;
  }
}

function checkPatch(patch: JsonObject, pointer: Pointer, tell: Tell): void {
  const type = own(patch, 'type');
  if (typeof type === 'string' && type.includes('Environment')) {
    const message = `is ${type}, which Crossplane has without a pipeline up to 1.17 only, as an alpha feature`;
    tell(`${pointer}/type`, message, 'move to a pipeline, with function-environment-configs');
  }
  const policy = own(patch, 'policy');
  if (isObject(policy) && own(policy, 'toFieldPath') !== undefined) {
    const message = 'is not read without a pipeline: the value is replaced';
    tell(`${pointer}/policy/toFieldPath`, message, 'write mergeOptions');
  }
  for (const [transform, i] of objectsOf(patch, 'transforms')) {
    const string = own(transform, 'string');
    if (!isObject(string) || own(string, 'type') !== 'Replace') continue;
    const message = 'is Replace, which only function-patch-and-transform has';
    tell(`${pointer}/transforms/${i}/string/type`, message, 'move to a pipeline');
  }
}

/** Its texts and numbers are no pointers, so that the empty ones count as absent. */
function checkReadinessCheck(check: JsonObject, pointer: Pointer, tell: Tell): void {
  const type = own(check, 'type');
  const never = (field: string, value: string) =>
    tell(`${pointer}/${field}`, `is ${value}, which Crossplane 1 takes for none`, 'check another');
  if (type === 'MatchString' && own(check, 'matchString') === '') never('matchString', "''");
  if (type === 'MatchInteger' && own(check, 'matchInteger') === 0) never('matchInteger', '0');
  if (type !== 'MatchCondition' || own(check, 'matchCondition') !== undefined) return;
  const message = 'has no matchCondition, with which Crossplane 1 fails to compose';
  tell(pointer, message, 'write matchCondition: { type, status }');
}

type Item = readonly [item: JsonObject, index: number];

function objectsOf(object: JsonObject, field: string): readonly Item[] {
  const list = own(object, field);
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).flatMap((item, i): Item[] => (isObject(item) ? [[item, i]] : []));
}
