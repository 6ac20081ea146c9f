import { type Manifest, type ObjectKey, type YamlEdit } from '../core';
import {
  appliedKey,
  covers,
  mismatchOf,
  ruleEffect,
  type Mismatch,
  type WriterClaim,
} from '../drift';
import type { ApplicationSpec, IgnoreRule } from './applications';
import { ignores, ssaPolicyOf } from './flux';
import { misescaped, respects } from './ignore-rules';
import { rulesFor, type Exists } from './rules-for';

/** What the rules of an Application do for a field that a controller writes. */
export interface Cover {
  /**
   * `kept`: not compared, and syncs leave it, those that replace too, since Argo CD puts the live
   * value into what it sends; `hidden`: not compared, but each sync writes it; `none`: both.
   */
  readonly effect: 'kept' | 'hidden' | 'none';
  /** What is wrong with the rule that was meant for it, where there is one. */
  readonly fault?: Fault;
}

/** Why a rule that was meant for a field does not reach it. */
export interface Fault {
  /** Read after "the rule in …": "has no group, …". */
  readonly text: string;
  /** What repairs the rule, in the object that holds it. */
  readonly edits: readonly YamlEdit[];
}

/**
 * What an Application's rules do for a claim, as Argo CD applies them.
 *
 * @param exists whether the set has an object of that key: a rule for another object that exists is
 *   not a misspelt one for this.
 * @param annotated whether Argo CD reads pointers from an annotation of the object; default no.
 */
export function coverOf(
  claim: WriterClaim,
  owner: ApplicationSpec,
  exists: Exists,
  annotated = false,
): Cover {
  if (owner.tool === 'flux') return fluxCover(claim, owner);
  const key = keyUnder(claim, owner);
  const rules = rulesFor(owner, key, exists);
  const own = annotated && isAnnotated(claim);
  if (own || rules.some((rule) => !mismatch(rule, key) && reaches(rule, claim))) {
    return { effect: respects(owner) ? 'kept' : 'hidden' };
  }
  for (const rule of rules) {
    const fault = faultOf(rule, claim, key, exists);
    if (fault) return { effect: 'none', fault };
  }
  return { effect: 'none' };
}

/** Pointers that travel with the object, separated by commas; Argo CD reads them from 3.6 on. */
function isAnnotated({ at, pointer }: WriterClaim): boolean {
  const given: unknown = at?.metadata.annotations?.[POINTERS];
  if (typeof given !== 'string') return false;
  const pointers = given.split(',').map((text) => text.trim());
  return pointers.some((text) => text.startsWith('/') && holds(text, pointer));
}

const POINTERS = 'argocd.argoproj.io/ignore-differences-json-pointers';

function holds(own: string, pointer: string): boolean {
  return pointer === own || pointer.startsWith(`${own}/`);
}

/** Rules of the Kustomization; and an object says itself how it is applied. */
function fluxCover(claim: WriterClaim, owner: ApplicationSpec): Cover {
  const policy = ssaPolicyOf(claim.at);
  if (policy === 'IfNotPresent' || policy === 'Ignore') return { effect: 'kept' };
  const key = keyUnder(claim, owner);
  if (owner.fluxIgnores?.some((rule) => ignores(rule, key, claim.pointer))) {
    return { effect: 'kept' };
  }
  if (policy !== 'Merge') return { effect: 'none' };
  const text = "is for 'ssa: Merge', which keeps what others add, not what Git writes";
  return { effect: 'none', fault: { text, edits: [] } };
}

/** The key of the claim's object where this Application puts it. */
export function keyUnder(
  { target }: WriterClaim,
  { namespace, renaming }: ApplicationSpec,
): ObjectKey {
  if (renaming) return appliedKey(target, renaming);
  return target.namespace === undefined && namespace !== undefined
    ? { ...target, namespace }
    : target;
}

/** What keeps a rule from an object; a part that is templated, or unknown, may be right. */
function mismatch(rule: IgnoreRule, key: ObjectKey): Mismatch | undefined {
  const { name, namespace, ...rest } = rule;
  const isOpen = (text: string | undefined) => text === undefined || text.includes('{{');
  return mismatchOf(
    {
      ...rest,
      ...(isOpen(name) ? {} : { name }),
      ...(isOpen(namespace) || key.namespace === undefined ? {} : { namespace }),
    },
    key,
  );
}

/** Whether a rule that applies takes the claimed field out of the comparison. */
function reaches(rule: IgnoreRule, claim: WriterClaim): boolean {
  const { managedFieldsManagers } = rule;
  if (managedFieldsManagers.some((name) => isManagerOf(name, claim))) return true;
  return covers(fieldsOf(rule, claim), claim.pointer);
}

function isManagerOf(name: string, { field }: WriterClaim): boolean {
  const managers = (field?.manager ?? '').split(/,\s*/);
  return managers.includes(name) || name === 'kube-controller-manager' || name.startsWith('keda');
}

/** What the rule ignores in the object, were it for this object. */
function fieldsOf(rule: IgnoreRule, { at, target, jq }: WriterClaim) {
  const { jsonPointers, jqPathExpressions } = rule;
  const { group, kind } = target;
  // Without the object, a path of the catalogue is known by its text.
  const object: Manifest = at ?? { apiVersion: `${group}/v1`, kind, metadata: {} };
  const same = at === undefined && jq !== undefined && jqPathExpressions.includes(jq);
  const effect = ruleEffect({ group, kind, jsonPointers, jqPathExpressions }, object);
  return same ? { ...effect, pointers: [''] } : effect;
}

function faultOf(
  rule: IgnoreRule,
  claim: WriterClaim,
  key: ObjectKey,
  exists: Exists,
): Fault | undefined {
  const [part, ...others] = faultyParts(rule, key);
  if (others.length > 0) return undefined;
  const effect = fieldsOf(rule, claim);
  if (part !== undefined)
    return covers(effect, claim.pointer) ? partFault(rule, key, part, exists) : undefined;
  const [problem] = effect.problems;
  if (problem) {
    const text = `has the jq path ${JSON.stringify(problem.expression)}: ${problem.problem}`;
    return { text, edits: [] };
  }
  const wrong = misescaped(rule, claim.at).find(({ meant }) => meant === claim.pointer);
  if (!wrong) return undefined;
  const pointer = `${rule.pointer}/jsonPointers/${wrong.index}`;
  return {
    text: `has the pointer '${wrong.given}', in which a / of a key must be written ~1: '${wrong.meant}'`,
    edits: [{ do: 'set', pointer, value: wrong.meant }],
  };
}

type Part = Exclude<Mismatch, 'kind'>;

/** Each part of a rule that does not fit, the kind excepted: rules of other kinds are not meant. */
function faultyParts(rule: IgnoreRule, key: ObjectKey): readonly Part[] {
  const only = { kind: rule.kind, group: key.group };
  const isWrong = (part: Part) => {
    const own = part === 'group' ? { group: rule.group ?? '' } : { [part]: rule[part] };
    return mismatch(
      { ...rule, name: undefined, namespace: undefined, ...only, ...own } as IgnoreRule,
      key,
    );
  };
  return (['group', 'name', 'namespace'] as const).filter((part) => isWrong(part) === part);
}

function partFault(
  rule: IgnoreRule,
  key: ObjectKey,
  part: Part,
  exists: Exists,
): Fault | undefined {
  const value = key[part];
  const edits: YamlEdit[] = [{ do: 'set', pointer: `${rule.pointer}/${part}`, value }];
  if (part === 'group') {
    return rule.group
      ? { text: `is for the group '${rule.group}': write 'group: ${key.group}'`, edits }
      : { text: `has no group, so it matches core kinds only: write 'group: ${key.group}'`, edits };
  }
  if (exists({ ...key, [part]: rule[part] })) return undefined;
  return { text: `is for the ${part} '${rule[part] ?? ''}'`, edits };
}
