import { groupOf, keyOf, nearest, type ManifestSet } from '../../core';
import { applicationSpecs, type IgnoreRule } from '../applications';
import { perRun, type Context } from '../context';
import { formatRule } from '../ignore-rules';
import { rule, type Finding } from '../rule';

export const ignoreRuleMatchesNothing = rule({
  id: 'ignore-rule-matches-nothing',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'warning',
  summary: 'A rule of ignoreDifferences that names an object names one that exists.',
  hint: 'correct the name or the namespace, or remove the rule',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',

  *check(set, context) {
    for (const { at, ignoreRules, namespace } of applicationSpecs(context)) {
      for (const one of ignoreRules) {
        const fault = isTemplated(one) ? undefined : faultOf(one, set, namespace, context);
        if (!fault) continue;
        const { message, part, value, hint } = fault;
        const pointer = `${one.pointer}/${part ?? ''}`;
        yield {
          at,
          pointer: one.pointer,
          message,
          ...(hint !== undefined && { hint }),
          ...(value !== undefined && { fixes: [{ at, edits: [{ do: 'set', pointer, value }] }] }),
        };
      }
    }
  },
});

interface Fault extends Pick<Finding, 'message' | 'hint'> {
  /** The part of the rule that is wrong, and what it most likely should be. */
  readonly part?: 'group' | 'kind' | 'name' | 'namespace';
  readonly value?: string;
}

function faultOf(
  one: IgnoreRule,
  set: ManifestSet,
  namespace: string | undefined,
  context: Context,
): Fault | undefined {
  const { group = '', kind, name } = one;
  const known = set.ofKind(group, kind).map(keyOf);
  if (known.length === 0) return otherGroupOrKind(one, context);
  if (!name) return undefined;
  const named = known.filter((key) => key.name === name);
  const fits = (own: string | undefined) =>
    !one.namespace || own === undefined || own === one.namespace;
  if (named.some((key) => fits(key.namespace ?? namespace))) return undefined;
  const where = one.namespace ? ` in namespace '${one.namespace}'` : '';
  const message = `is for ${formatRule(one)}${where}, which the set does not have`;
  const [other] = named;
  if (other) {
    const value = other.namespace ?? namespace;
    return named.length > 1
      ? { message }
      : { message, part: 'namespace', value, hint: `did you mean namespace '${value}'?` };
  }
  const meant = nearest(name, new Set(known.map((key) => key.name)));
  if (meant === undefined) return { message };
  return { message, part: 'name', value: meant, hint: `did you mean '${meant}'?` };
}

/** Where no object is of the rule's kind, one of the same name in another group is what it means. */
function otherGroupOrKind(one: IgnoreRule, context: Context): Fault | undefined {
  const { group = '', kind, name } = one;
  // Without a group is for another rule to report.
  if (group === '' || kind === '' || /[*?[{]/.test(group + kind)) return undefined;
  const groups = groupsOf(context).get(kind);
  if (groups?.size === 1) {
    const [value = ''] = groups;
    const found = name === undefined || context.set.named(value, kind, name).length > 0;
    const message = `is for the group '${group}', but ${kind} is of ${value === '' ? 'the core group' : value}`;
    return found ? { message, part: 'group', value, hint: `write 'group: ${value}'` } : undefined;
  }
  const kinds = kindsOf(context).get(group);
  if (groups || !kinds || isKnownKind(group, kind, context)) return undefined;
  const meant = nearest(kind, kinds);
  if (meant === undefined) return undefined;
  const message = `is for the kind '${kind}', which nobody knows in ${group}`;
  return { message, part: 'kind', value: meant, hint: `did you mean '${meant}'?` };
}

function isKnownKind(group: string, kind: string, { schemas }: Context): boolean {
  return schemas.kindsOf?.(group).includes(kind) ?? false;
}

function isTemplated({ group, kind, name, namespace }: IgnoreRule): boolean {
  return [group, kind, name, namespace].some((text) => text?.includes('{{'));
}

const groupsOf = perRun(({ set }) => indexed(set, ({ kind }) => kind, groupOf));
const kindsOf = perRun(({ set }) => indexed(set, groupOf, ({ kind }) => kind));

function indexed(
  set: ManifestSet,
  key: (of: { readonly kind: string }) => string,
  value: (of: { readonly kind: string }) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const manifest of set) {
    const values = found.get(key(manifest));
    if (values) values.add(value(manifest));
    else found.set(key(manifest), new Set([value(manifest)]));
  }
  return found;
}
