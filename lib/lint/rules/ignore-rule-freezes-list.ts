import { parsePointer } from '../../core';
import { ruleEffect } from '../../drift';
import { applicationSpecs, type ApplicationSpec, type IgnoreRule } from '../applications';
import type { Context } from '../context';
import { respects } from '../ignore-rules';
import { ruleTargets } from '../rule-targets';
import { rule } from '../rule';

/** Groups whose kinds Argo CD merges list item by list item; custom resources it does not. */
const BUILT_IN =
  /^(|apps|autoscaling|batch|extensions|policy|(admissionregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage)\.k8s\.io)$/;

export const ignoreRuleFreezesList = rule({
  id: 'ignore-rule-freezes-list',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'warning',
  summary:
    'No rule that is respected reaches into a list of a custom resource, before Argo CD 3.6.',
  hint: 'compare by ServerSideDiff=true in place of the rule, or set the target to Argo CD 3.6',
  source: 'https://github.com/argoproj/argo-cd/issues/23283',

  *check(_set, context) {
    if (isPerItem(context)) return;
    for (const spec of applicationSpecs(context)) {
      if (!respects(spec)) continue;
      for (const one of spec.ignoreRules) yield* frozenBy(one, spec, context);
    }
  },
});

/** 3.6 keeps the live value of each item, and lets the rest of the list through. */
function isPerItem({ targets: { argocd } }: Context): boolean {
  const [, minor = 0] = /^3\.(\d+)/.exec(argocd ?? '') ?? [];
  return Number(minor) >= 6;
}

function* frozenBy(one: IgnoreRule, { at }: ApplicationSpec, context: Context) {
  if (BUILT_IN.test(one.group ?? '')) return;
  const [target] = ruleTargets(one, at, context);
  const paths = [
    ...one.jsonPointers.map((path, i) => ({ path, at: `jsonPointers/${i}`, list: inList(path) })),
    ...one.jqPathExpressions.map((path, i) => ({
      path,
      at: `jqPathExpressions/${i}`,
      list: target
        ? ruleEffect({ group: '*', kind: '*', jqPathExpressions: [path] }, target).pointers.some(
            inList,
          )
        : /\[[^"]*\]/.test(path),
    })),
  ];
  for (const { path, at: place, list } of paths) {
    if (!list) continue;
    yield {
      at,
      pointer: `${one.pointer}/${place}`,
      message: `is '${path}', inside a list of a custom resource: syncs put the whole live list back, so that no item can be changed or added`,
    };
  }
}

function inList(pointer: string): boolean {
  return parsePointer(pointer).some((token) => /^\d+$/.test(token));
}
