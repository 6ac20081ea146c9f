import { applicationSpecs, type IgnoreRule } from '../applications';
import { rule } from '../rule';

/** Whole parts of every object: whoever ignores them deploys nothing new in them. */
const WHOLE = new Set([
  '',
  '/',
  '/spec',
  '/metadata',
  '/data',
  '/spec/template',
  '/spec/template/spec',
]);
const WHOLE_JQ = /^\.(spec|metadata|data)?(\.template)?(\[\]\??)?$/;

export const ignoreRuleTooBroad = rule({
  id: 'ignore-rule-too-broad',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'warning',
  summary: 'A rule of ignoreDifferences takes out what is fought over, not whole objects or kinds.',
  hint: 'name the kind and the field: group apps, kind Deployment, /spec/replicas',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',

  *check(_set, context) {
    for (const { at, ignoreRules } of applicationSpecs(context)) {
      for (const one of ignoreRules) {
        if (one.kind === '*' && !one.name && (one.group === '*' || one.group === undefined)) {
          yield { at, pointer: one.pointer, message: 'is for every kind of object' };
        }
        for (const [pointer, path] of wholesIn(one)) {
          const message = `is '${path}', so no change of that part is ever seen, and none is deployed once respected`;
          yield { at, pointer, message };
        }
      }
    }
  },
});

function* wholesIn(one: IgnoreRule): Generator<readonly [pointer: string, path: string]> {
  for (const [i, path] of one.jsonPointers.entries()) {
    // The data of one Secret or ConfigMap by name is what its controller writes.
    if (WHOLE.has(path) && !(path === '/data' && one.name)) {
      yield [`${one.pointer}/jsonPointers/${i}`, path];
    }
  }
  for (const [i, path] of one.jqPathExpressions.entries()) {
    if (WHOLE_JQ.test(path.trim())) yield [`${one.pointer}/jqPathExpressions/${i}`, path];
  }
}
