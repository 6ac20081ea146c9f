import * as schemas from '../../imports/schemas';
import { ManifestSet, type Manifest } from '../../lib/core';
import { lint } from '../../lib/lint';
import { fieldHasTwoWriters } from '../../lib/lint/rules/field-has-two-writers';

const scaled = (name: string): Manifest[] => [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: { replicas: 3 },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: 'shop' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
  },
];

const application = (rules: readonly object[], name = 'shop'): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name },
  spec: {
    source: { repoURL: 'https://x', path: 'elsewhere' },
    destination: { namespace: 'shop' },
    ignoreDifferences: rules,
    syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] },
  },
});

const rule = (name: string, more: object = {}) => ({
  ...{ group: 'apps', kind: 'Deployment', name, jsonPointers: ['/spec/replicas'] },
  ...more,
});

/** What is told of the Deployments `names` where an Application has these rules. */
function told(names: readonly string[], rules: readonly object[]): string[] {
  const set = ManifestSet.of([...names.flatMap(scaled), application(rules)]);
  return lint(set, { schemas, rules: [fieldHasTwoWriters] }).map(
    ({ manifest, message }) => `${manifest?.metadata.name} ${/; (.*)/.exec(message)?.[1] ?? '-'}`,
  );
}

it.each([
  { title: 'a rule by its name', rules: [rule('web')], reports: ['api -'] },
  { title: 'a rule for all', rules: [rule('', { name: undefined })], reports: [] },
  { title: 'a templated name', rules: [rule('{{name}}')], reports: [] },
  {
    title: 'the name of nobody, which is misspelt',
    rules: [rule('wep')],
    reports: [
      "web the rule in Application 'shop' is for the name 'wep'",
      "api the rule in Application 'shop' is for the name 'wep'",
    ],
  },
  {
    title: 'the first misspelt rule, not one for another object',
    rules: [rule('api'), rule('web', { group: 'app' }), rule('wep')],
    reports: ["web the rule in Application 'shop' is for the group 'app': write 'group: apps'"],
  },
  {
    title: 'a name that exists under another kind only',
    rules: [rule('web', { kind: 'StatefulSet' })],
    reports: ['web -', 'api -'],
  },
])('of two objects, considers $title', ({ rules, reports }) => {
  expect(told(['web', 'api'], rules)).toEqual(reports);
});

it('asks once a rule, not once a rule and object, whether its name is that of another', () => {
  const asked = (count: number) => {
    const named = jest.spyOn(ManifestSet.prototype, 'named');
    const names = Array.from({ length: count }, (_, i) => `web-${i}`);
    const halves = [names.slice(count / 2), names.slice(0, count / 2)].map((half, i) =>
      application(
        half.map((name) => rule(name)),
        `app-${i}`,
      ),
    );
    const set = ManifestSet.of([...names.flatMap(scaled), ...halves]);
    expect(lint(set, { schemas, rules: [fieldHasTwoWriters] })).toHaveLength(count);
    const calls = named.mock.calls.length;
    named.mockRestore();
    return calls;
  };
  expect(asked(60)).toBeLessThan(3 * asked(30));
});
