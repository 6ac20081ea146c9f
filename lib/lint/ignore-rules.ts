import type { ObjectKey, Pointer } from '../core';
import type { ApplicationSpec, IgnoreRule } from './applications';

/** Without it, a rule hides a difference that every sync still overwrites. */
export const RESPECT = 'RespectIgnoreDifferences=true';

export function respects({ syncOptions }: ApplicationSpec): boolean {
  return syncOptions.includes(RESPECT);
}

/** Whether a rule applies to an object, as Argo CD decides: a missing group is the core group. */
export function matches(rule: IgnoreRule, key: ObjectKey): boolean {
  return (
    glob(rule.group ?? '', key.group) &&
    glob(rule.kind, key.kind) &&
    isOpenOrSame(rule.name, key.name) &&
    (key.namespace === undefined || isOpenOrSame(rule.namespace, key.namespace))
  );
}

/** Whether a rule takes a field out of the comparison. */
export function coversField(rule: IgnoreRule, pointer: Pointer): boolean {
  const jq = pointer.replace(/\//g, '.');
  return (
    rule.jsonPointers.some((own) => pointer === own || pointer.startsWith(`${own}/`)) ||
    rule.jqPathExpressions.some((own) => own.trim() === jq) ||
    rule.managers.some((name) => name === 'kube-controller-manager' || name.startsWith('keda'))
  );
}

/** What a rule is about, for messages: `apps/Deployment 'web'`. */
export function formatRule({ group, kind, name }: IgnoreRule): string {
  const of = [group, kind].filter((part) => part).join('/');
  return name === undefined ? of : `${of} '${name}'`;
}

function isOpenOrSame(given: string | undefined, value: string): boolean {
  return given === undefined || given === '' || given === value;
}

function glob(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
  return new RegExp(`^${source.replace(/\?/g, '.')}$`).test(text);
}
