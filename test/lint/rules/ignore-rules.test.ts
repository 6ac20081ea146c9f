import { ignoreRuleMatchesNothing } from '../../../lib/lint/rules/ignore-rule-matches-nothing';
import { ignoreRuleWithoutGroup } from '../../../lib/lint/rules/ignore-rule-without-group';
import { ignoreRuleWithoutRespect } from '../../../lib/lint/rules/ignore-rule-without-respect';
import { application } from '../support/applications';
import { ruleCases } from '../support/rule-cases';

const RULES = 'argoproj.io/Application/shop/spec/ignoreDifferences';
const ignoring = (rule: string, more = '') => application(`ignoreDifferences: [${rule}], ${more}`);
const deployment = (name: string, namespace = 'shop') =>
  `\n---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name}, namespace: ${namespace} } }`;

describe('ignore-rule-without-group', () => {
  ruleCases(ignoreRuleWithoutGroup, [
    {
      title: 'reports a Deployment',
      given: ignoring('{ kind: Deployment }'),
      reports: [`${RULES}/0 is for Deployment of the core group`],
    },
    {
      title: 'reports an empty group',
      given: ignoring("{ group: '', kind: Rollout }"),
      reports: [`${RULES}/0`],
    },
    { title: 'accepts a group', given: ignoring('{ group: apps, kind: Deployment }'), reports: [] },
    { title: 'accepts a core kind', given: ignoring('{ kind: Secret }'), reports: [] },
    { title: 'accepts every kind', given: ignoring("{ kind: '*' }"), reports: [] },
  ]);
});

describe('ignore-rule-without-respect', () => {
  const weights =
    "{ group: networking.istio.io, kind: VirtualService, jqPathExpressions: ['.spec.http[].route[].weight'] }";
  const respect = 'syncPolicy: { syncOptions: [RespectIgnoreDifferences=true] }';
  ruleCases(ignoreRuleWithoutRespect, [
    {
      title: 'reports rules alone',
      given: ignoring('{ kind: Secret }'),
      reports: [`${RULES} is set, but without RespectIgnoreDifferences=true`],
    },
    {
      title: 'reports the option switched off',
      given: ignoring('{ kind: Secret }', respect.replace('true', 'false')),
      reports: [RULES],
    },
    { title: 'accepts both', given: ignoring('{ kind: Secret }', respect), reports: [] },
    { title: 'asks nothing without rules', given: ignoring(''), reports: [] },
    {
      title: 'reports a field that is added inside a list, which every sync of the list removes',
      given: ignoring(weights, respect),
      reports: [`${RULES}/0 ignores what a controller adds inside a list`],
    },
    {
      title: 'accepts it where only what differs is applied',
      given: ignoring(weights, respect.replace(']', ', ApplyOutOfSyncOnly=true]')),
      reports: [],
    },
  ]);
});

describe('ignore-rule-matches-nothing', () => {
  const rule = (more = '') => ignoring(`{ group: apps, kind: Deployment, name: web ${more} }`);
  ruleCases(ignoreRuleMatchesNothing, [
    {
      title: 'reports a name that no object of the kind has',
      given: rule() + deployment('wep'),
      reports: [`${RULES}/0 is for apps/Deployment 'web'`],
    },
    {
      title: 'reports another namespace',
      given: rule(', namespace: a') + deployment('web', 'b'),
      reports: [`${RULES}/0 is for apps/Deployment 'web' in namespace 'a'`],
    },
    { title: 'accepts the object', given: rule() + deployment('web'), reports: [] },
    {
      title: 'accepts the namespace',
      given: rule(', namespace: shop') + deployment('web'),
      reports: [],
    },
    { title: 'says nothing where no object of the kind is known', given: rule(), reports: [] },
    {
      title: 'says nothing of a rule for all names',
      given: ignoring('{ group: apps, kind: Deployment }') + deployment('web'),
      reports: [],
    },
  ]);
});
