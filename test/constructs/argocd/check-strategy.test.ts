import { Chart, Testing } from 'cdk8s';
import { ApplicationSet, clusters, type TemplatePatch } from '../../../constructs/argocd';
import { deployable, sourceOf } from './support/deployable';

const plain = { repoURL: 'https://github.com/acme/apps.git', path: 'web' };
const expression = { key: 'ring', operator: 'In', values: ['1'] };
const step = (fields: object) => ({ matchExpressions: [expression], ...fields });

const make =
  (
    steps: readonly object[],
    labels: object = { ring: '1' },
    patch?: string | (() => TemplatePatch),
    source: object = plain,
  ) =>
  () =>
    new ApplicationSet(
      new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' }),
      'set',
      {
        generators: clusters(),
        strategy: { type: 'RollingSync', rollingSync: { steps } },
        template: () => ({
          metadata: { name: 'a', labels },
          spec: { project: 'web', source, destination: { server: 'https://eu-1' } },
        }),
        templatePatch: patch,
      } as never,
    );

it.each<readonly [string, () => unknown, string]>([
  ['a label that no Application has', make([step({})], { rng: '1' }), "label 'ring', which no Ap"],
  ['a label of none', make([step({})], {}), "step 1 of ApplicationSet 'set' asks for the label"],
  [
    'one in a later step',
    make([step({}), step({ matchExpressions: [{ ...expression, key: 'x', operator: 'NotIn' }] })]),
    "step 2 of ApplicationSet 'set' asks for the label 'x'",
  ],
  [
    'an operator that selects nothing',
    make([step({ matchExpressions: [{ ...expression, operator: 'Exists' }] })]),
    "the operator 'Exists'",
  ],
  [
    'no values',
    make([step({ matchExpressions: [{ ...expression, values: [] }] })]),
    "no value of 'ring'",
  ],
  ['a share that is none', make([step({ maxUpdate: '25' })]), "at most '25'"],
  ['more than all', make([step({ maxUpdate: '101%' })]), "at most '101%'"],
  ['half an Application', make([step({ maxUpdate: 0.5 })]), "at most '0.5'"],
])('refuses a step with %s', (_, of, message) => {
  expect(of).toThrow(message);
  expect(of).toThrow(expect.objectContaining({ code: 'ARGOCD_ROLLING_SYNC_STEP' }));
});

const version = step({
  matchExpressions: [{ key: 'app.kubernetes.io/version', operator: 'In', values: ['1'] }],
});
it.each<readonly [string, () => unknown]>([
  ['the label of the template', make([step({ maxUpdate: 0 }), {}, step({ maxUpdate: '100%' })])],
  ['a label whose key is a template', make([step({})], { '{{ .name }}': 'x' })],
  ['a label that a patch may add', make([step({})], {}, 'metadata: { labels: { ring: "1" } }')],
  ['the version of an artifact', make([version], {}, undefined, sourceOf(deployable({})))],
])('takes a step that selects by %s', (_, of) => {
  expect(of).not.toThrow();
});
