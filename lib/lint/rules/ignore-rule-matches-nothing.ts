import { nearest, type ManifestSet } from '../../core';
import { applicationSpecs, type IgnoreRule } from '../applications';
import { formatRule } from '../ignore-rules';
import { rule } from '../rule';

export const ignoreRuleMatchesNothing = rule({
  id: 'ignore-rule-matches-nothing',
  category: 'drift',
  severity: 'warning',
  summary: 'A rule of ignoreDifferences that names an object names one that exists.',
  hint: 'correct the name or the namespace, or remove the rule',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',

  *check(set, context) {
    for (const { at, ignoreRules } of applicationSpecs(context)) {
      for (const rule of ignoreRules) {
        const known = candidates(set, rule);
        if (!rule.name || known.length === 0 || known.some((m) => isMeant(rule, m))) continue;
        const meant = nearest(rule.name, new Set(known.map(({ name }) => name)));
        yield {
          at,
          pointer: rule.pointer,
          message: `is for ${formatRule(rule)}${where(rule)}, which the set does not have`,
          ...(meant === undefined || meant === rule.name
            ? {}
            : { hint: `did you mean '${meant}'?` }),
        };
      }
    }
  },
});

interface Named {
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Objects of the rule's kind in the set; where there is none, its content is elsewhere. */
function candidates(set: ManifestSet, { group = '', kind }: IgnoreRule): Named[] {
  return set
    .ofKind(group, kind)
    .flatMap(({ metadata: { name, namespace } }) =>
      typeof name === 'string' ? [{ name, namespace }] : [],
    );
}

function isMeant(rule: IgnoreRule, { name, namespace }: Named): boolean {
  if (name !== rule.name) return false;
  return !rule.namespace || namespace === undefined || namespace === rule.namespace;
}

function where({ namespace }: IgnoreRule): string {
  return namespace ? ` in namespace '${namespace}'` : '';
}
