import { ignoreRuleDuplicate } from '../../../lib/lint/rules/ignore-rule-duplicate';
import { ignoreRuleForUnsetField } from '../../../lib/lint/rules/ignore-rule-for-unset-field';
import { ignoreRuleFreezesList } from '../../../lib/lint/rules/ignore-rule-freezes-list';
import { ignoreRuleInvalid } from '../../../lib/lint/rules/ignore-rule-invalid';
import { ignoreRuleMatchesNothing } from '../../../lib/lint/rules/ignore-rule-matches-nothing';
import { ignoreRuleReplaced } from '../../../lib/lint/rules/ignore-rule-replaced';
import { ignoreRuleTooBroad } from '../../../lib/lint/rules/ignore-rule-too-broad';
import { application } from '../support/applications';
import { ruleCases } from '../support/rule-cases';

const RULES = 'argoproj.io/Application/shop/spec/ignoreDifferences';
const ignoring = (rules: string, options = '') =>
  application(`ignoreDifferences: [${rules}], syncPolicy: { syncOptions: [${options}] }`);
const RESPECT = 'RespectIgnoreDifferences=true';
const deployment = (spec = '{ replicas: 3 }', name = 'web') =>
  `\n---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name}, annotations: { a.io/b: x } }, spec: ${spec} }`;
const hpa = `\n---
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web },
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }`;
const web = (fields: string) => `{ group: apps, kind: Deployment, name: web, ${fields} }`;

describe('ignore-rule-invalid', () => {
  ruleCases(ignoreRuleInvalid, [
    {
      title: 'reports an annotation whose slash is not escaped',
      given: ignoring(web('jsonPointers: [/metadata/annotations/a.io/b]')),
      reports: [
        `${RULES}/0/jsonPointers/0 is '/metadata/annotations/a.io/b', in which a / of a key`,
      ],
    },
    {
      title: 'reports a key of any map of the object',
      given:
        ignoring(web('jsonPointers: [/spec/selector/x.io/y]')) +
        deployment('{ selector: { x.io/y: 1 } }'),
      reports: [`${RULES}/0/jsonPointers/0 is '/spec/selector/x.io/y'`],
    },
    {
      title: 'accepts what is escaped, and steps that are none',
      given:
        ignoring(web('jsonPointers: [/metadata/annotations/a.io~1b, /spec/template/spec]')) +
        deployment(),
      reports: [],
    },
    {
      title: 'reports a path that is no pointer',
      given: ignoring(web('jsonPointers: [spec.replicas, .spec.paused]')),
      reports: [
        `${RULES}/0/jsonPointers/0 is 'spec.replicas', which is no JSON pointer`,
        `${RULES}/0/jsonPointers/1 is '.spec.paused'`,
      ],
    },
    {
      title: 'reports jq that does not compile',
      given: ignoring(web("jqPathExpressions: ['.spec[']")),
      reports: [
        `${RULES}/0/jqPathExpressions/0 so Argo CD compares nothing of the whole Application`,
      ],
    },
    {
      title: 'reports jq that fails on the object',
      given: ignoring(web("jqPathExpressions: ['.spec.volumes[].name']")) + deployment(),
      reports: [`${RULES}/0/jqPathExpressions/0 which fails on Deployment 'web'`],
    },
    {
      title: 'accepts jq that finds nothing, and that of a kind nobody has here',
      given:
        ignoring(
          web("jqPathExpressions: ['.spec.volumes[]?.name']") +
            ", { kind: Secret, jqPathExpressions: ['.data[].x'] }",
        ) + deployment(),
      reports: [],
    },
    {
      title: 'says nothing of templates',
      given: ignoring(web("jsonPointers: ['{{p}}'], jqPathExpressions: ['{{q}}']")),
      reports: [],
    },
  ]);
});

describe('ignore-rule-too-broad', () => {
  ruleCases(ignoreRuleTooBroad, [
    {
      title: 'reports whole parts of an object',
      given: ignoring(web("jsonPointers: [/spec, /, /metadata], jqPathExpressions: ['.spec', .]")),
      reports: [0, 1]
        .map((i) => `${RULES}/0/jqPathExpressions/${i}`)
        .concat([0, 1, 2].map((i) => `${RULES}/0/jsonPointers/${i}`)),
    },
    {
      title: 'reports a rule for every kind',
      given: ignoring("{ group: '*', kind: '*', jsonPointers: [/metadata/labels/x] }"),
      reports: [`${RULES}/0 is for every kind`],
    },
    {
      title: 'accepts every kind of one group, a name, and narrow paths',
      given: ignoring(
        "{ group: apps, kind: '*', jsonPointers: [/spec/replicas] }, { kind: Secret, name: s, jsonPointers: [/data] }",
      ),
      reports: [],
    },
    {
      title: 'reports the data of every Secret',
      given: ignoring('{ kind: Secret, jsonPointers: [/data] }'),
      reports: [`${RULES}/0/jsonPointers/0`],
    },
  ]);
});

describe('ignore-rule-freezes-list', () => {
  const rollout = (path: string, group = 'argoproj.io', options = RESPECT) =>
    ignoring(`{ group: ${group}, kind: Rollout, jqPathExpressions: ['${path}'] }`, options);
  const images = '.spec.template.spec.containers[]?.image';
  const frozen = `${RULES}/0/jqPathExpressions/0 syncs put the whole live list back`;
  ruleCases(ignoreRuleFreezesList, [
    { title: 'reports a path into a list', given: rollout(images), reports: [frozen] },
    {
      title: 'asks the object where it is here',
      given:
        rollout('.spec.strategy[]?') +
        '\n---\n{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: r }, spec: { strategy: { canary: {} } } }',
      reports: [],
    },
    {
      title: 'reports a pointer with an index',
      given: ignoring('{ group: acme.io, kind: X, jsonPointers: [/spec/list/0/x] }', RESPECT),
      reports: [`${RULES}/0/jsonPointers/0`],
    },
    {
      title: 'accepts it from Argo CD 3.6 on',
      given: rollout(images),
      targets: { argocd: '3.6' },
      reports: [],
    },
    {
      title: 'reports it for 3.5',
      given: rollout(images),
      targets: { argocd: '3.5' },
      reports: [frozen],
    },
    { title: 'accepts built-in kinds', given: rollout(images, 'apps'), reports: [] },
    {
      title: 'accepts a rule that is not respected',
      given: rollout(images, 'argoproj.io', ''),
      reports: [],
    },
    { title: 'accepts a path without lists', given: rollout('.spec.replicas'), reports: [] },
  ]);
});

const patched = (options: string) => `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: shop }
spec:
  template: { spec: { ignoreDifferences: [{ group: apps, kind: Deployment, jsonPointers: [/spec/replicas] }] } }
  templatePatch: |
    spec: { syncPolicy: { syncOptions: [${options}] } }
`;

describe('ignore-rule-replaced', () => {
  const rule = web('jsonPointers: [/spec/replicas]');
  ruleCases(ignoreRuleReplaced, [
    {
      title: 'reports a replace of what is respected',
      given: ignoring(rule, `${RESPECT}, Replace=true`),
      reports: ['argoproj.io/Application/shop/spec/syncPolicy/syncOptions/1'],
    },
    {
      title: 'accepts a replace without rules',
      given: ignoring('', `${RESPECT}, Replace=true`),
      reports: [],
    },
    {
      title: 'reports a replace that a templatePatch sets',
      given: patched(`${RESPECT}, Replace=true`),
      reports: ["argoproj.io/ApplicationSet/shop/spec/templatePatch sets 'Replace=true'"],
    },
    { title: 'accepts a templatePatch that sets none', given: patched(RESPECT), reports: [] },
    { title: 'accepts rules without a replace', given: ignoring(rule, RESPECT), reports: [] },
    {
      title: 'leaves unrespected rules to another rule',
      given: ignoring(rule, 'Replace=true'),
      reports: [],
    },
  ]);
});

describe('ignore-rule-duplicate', () => {
  const one = web('jsonPointers: [/spec/replicas, /spec/paused]');
  ruleCases(ignoreRuleDuplicate, [
    {
      title: 'reports the second of two that say the same, in any order',
      given: ignoring(`${one}, ${web('jsonPointers: [/spec/paused, /spec/replicas]')}`),
      reports: [
        `${RULES}/1 is for apps/Deployment 'web' and says what /spec/ignoreDifferences/0 says`,
      ],
    },
    {
      title: 'accepts another name, another path and another namespace',
      given: ignoring(
        `${one}, ${one.replace('web', 'api')}, ${web('jsonPointers: [/spec/paused]')}, ${web('namespace: a, jsonPointers: [/spec/replicas, /spec/paused]')}`,
      ),
      reports: [],
    },
  ]);
});

describe('ignore-rule-for-unset-field', () => {
  const paused = ignoring(web('jsonPointers: [/spec/paused]'));
  ruleCases(ignoreRuleForUnsetField, [
    {
      title: 'reports a field that the object does not set',
      given: paused + deployment(),
      reports: [`${RULES}/0 is for apps/Deployment 'web', which sets none`],
    },
    {
      title: 'accepts a field that it sets',
      given: paused + deployment('{ paused: true }'),
      reports: [],
    },
    { title: 'says nothing where the object is elsewhere', given: paused, reports: [] },
    {
      title: 'accepts a scale, which Git leaves out',
      given: ignoring(web('jsonPointers: [/spec/replicas]')) + deployment('{}') + hpa,
      reports: [],
    },
    {
      title: 'reports the same without an autoscaler',
      given: ignoring(web('jsonPointers: [/spec/replicas]')) + deployment('{}'),
      reports: [`${RULES}/0`],
    },
    {
      title: 'accepts managers, whose fields nobody here knows',
      given:
        ignoring(web('managedFieldsManagers: [x], jsonPointers: [/spec/paused]')) + deployment(),
      reports: [],
    },
    {
      title: 'accepts what one of several objects sets',
      given:
        ignoring('{ group: apps, kind: Deployment, jsonPointers: [/spec/paused] }') +
        deployment() +
        deployment('{ paused: true }', 'api'),
      reports: [],
    },
  ]);
});

describe('ignore-rule-matches-nothing, of kinds', () => {
  const rule = (fields: string) => ignoring(`{ ${fields}, jsonPointers: [/spec/replicas] }`);
  ruleCases(ignoreRuleMatchesNothing, [
    {
      title: 'reports the group of another time',
      given: rule('group: extensions, kind: Deployment, name: web') + deployment(),
      reports: [`${RULES}/0 is for the group 'extensions', but Deployment is of apps`],
    },
    {
      title: 'accepts a kind that is elsewhere',
      given: rule('group: extensions, kind: Deployment, name: other') + deployment(),
      reports: [],
    },
    {
      title: 'reports a misspelt kind',
      given: rule('group: apps, kind: Deploymnet') + deployment(),
      reports: [`${RULES}/0 is for the kind 'Deploymnet'`],
    },
    {
      title: 'accepts a kind of the group that is not here',
      given: rule('group: apps, kind: StatefulSet') + deployment(),
      reports: [],
    },
    {
      title: 'says nothing of patterns and templates',
      given: rule("group: 'ap*', kind: Deployment, name: '{{name}}'") + deployment(),
      reports: [],
    },
  ]);
});
