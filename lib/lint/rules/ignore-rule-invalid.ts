import { compileJq, nameOf, ruleEffect } from '../../drift';
import { groupOf, type Manifest } from '../../core';
import { applicationSpecs, type IgnoreRule } from '../applications';
import { misescaped } from '../ignore-rules';
import { ruleTargets } from '../rule-targets';
import { rule, type Finding } from '../rule';

export const ignoreRuleInvalid = rule({
  id: 'ignore-rule-invalid',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'error',
  summary: 'Pointers and jq paths of ignoreDifferences are ones that Argo CD can follow.',
  hint: 'write a JSON pointer such as /spec/replicas, or a jq path such as .webhooks[]?.clientConfig',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',

  *check(_set, context) {
    for (const { at, ignoreRules } of applicationSpecs(context)) {
      for (const one of ignoreRules) {
        const [target] = ruleTargets(one, at, context);
        yield* pointerFaults(one, at, target);
        yield* jqFaults(one, at, target);
      }
    }
  },
});

function* pointerFaults(
  one: IgnoreRule,
  at: Manifest,
  target: Manifest | undefined,
): Generator<Finding> {
  for (const { index, given, meant } of misescaped(one, target)) {
    const pointer = `${one.pointer}/jsonPointers/${index}`;
    yield {
      at,
      pointer,
      message: `is '${given}', in which a / of a key must be written ~1, so it finds nothing`,
      hint: `write '${meant}'`,
      fixes: [{ at, edits: [{ do: 'set', pointer, value: meant }] }],
    };
  }
  for (const [i, given] of one.jsonPointers.entries()) {
    if (given.startsWith('/') || given.includes('{{')) continue;
    const pointer = `${one.pointer}/jsonPointers/${i}`;
    const meant = `/${given.replace(/^\./, '').replaceAll('.', '/')}`;
    const plain = /^\.?[A-Za-z]+([./][A-Za-z]+)*$/.test(given);
    yield {
      at,
      pointer,
      message: `is '${given}', which is no JSON pointer: those start with /`,
      ...(plain && {
        hint: `write '${meant}'`,
        fixes: [{ at, edits: [{ do: 'set' as const, pointer, value: meant }] }],
      }),
    };
  }
}

function* jqFaults(
  one: IgnoreRule,
  at: Manifest,
  target: Manifest | undefined,
): Generator<Finding> {
  for (const [i, expression] of one.jqPathExpressions.entries()) {
    if (expression.includes('{{')) continue;
    const pointer = `${one.pointer}/jqPathExpressions/${i}`;
    const compiled = compileJq(expression);
    if (!compiled.ok) {
      const refused = compiled.reason === 'syntax';
      yield {
        at,
        pointer,
        message: refused
          ? `is ${JSON.stringify(expression)}: ${compiled.problem}, so Argo CD compares nothing of the whole Application`
          : `is ${JSON.stringify(expression)}, which is not followed here: ${compiled.problem}`,
        severity: refused ? 'error' : 'info',
      };
      continue;
    }
    if (!target) continue;
    const [problem] = ruleEffect(onlyThis(expression, target), target).problems;
    if (!problem) continue;
    yield {
      at,
      pointer,
      message: `is ${JSON.stringify(expression)}, which fails on ${nameOf(target)}, so the rule is skipped: ${problem.problem}`,
      severity: 'warning',
      hint: 'write []? in place of [], which does not fail where there is no list',
    };
  }
}

function onlyThis(expression: string, { apiVersion, kind }: Manifest) {
  return { group: groupOf(apiVersion), kind, jqPathExpressions: [expression] };
}
