import type { Manifest } from '../../lib/core';
import { expandApplicationSet } from '../../lib/render';

const steps = '/spec/strategy/rollingSync/steps';
const step = (...matchExpressions: object[]) => ({ matchExpressions });
const ring = (operator: string, ...values: string[]) => ({ key: 'ring', operator, values });

function applicationSet(strategy: object): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 's', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      strategy,
      generators: [
        { list: { elements: [{ ring: 'canary' }, { ring: 'wide' }, { ring: 'last' }] } },
      ],
      template: {
        metadata: { name: '{{ .ring }}', labels: { ring: '{{ .ring }}' } },
        spec: { project: 'p', destination: { name: 'in-cluster' } },
      },
    },
  };
}

describe('steps of a RollingSync', () => {
  test.each<{ title: string; given: readonly object[]; reports: readonly string[] }>([
    {
      title: 'share the Applications out',
      given: [step(ring('In', 'canary')), step(ring('In', 'wide', 'last'))],
      reports: [],
    },
    {
      title: 'may end with all others',
      given: [step(ring('In', 'canary')), step(ring('NotIn', 'canary'))],
      reports: [],
    },
    {
      title: 'leave out what no step selects',
      given: [step(ring('In', 'canary'))],
      reports: [`rolling-sync-leaves-out ${steps}: 'wide', 'last'`],
    },
    {
      title: 'select twice what an empty step selects too',
      given: [step(ring('In', 'canary')), step()],
      reports: [`rolling-sync-selects-twice ${steps}: 'canary (steps 1, 2)'`],
    },
    {
      title: 'hold all of their expressions',
      given: [step(ring('In', 'canary'), ring('NotIn', 'canary')), step(ring('NotIn', 'x'))],
      reports: [`rolling-sync-step-empty ${steps}: `],
    },
    {
      title: 'know no other operators, which select nothing that has the label',
      given: [step(ring('Exists')), step(ring('NotIn', 'x'))],
      reports: [
        `rolling-sync-operator-unknown ${steps}/0/matchExpressions/0/operator: 'Exists'`,
        `rolling-sync-step-empty ${steps}: `,
      ],
    },
    {
      title: 'take a missing label for no value of a NotIn, and of other operators',
      given: [step({ key: 'none', operator: 'NotIn', values: ['x'] })],
      reports: [],
    },
    {
      title: 'select nothing by an In whose label is missing',
      given: [step({ key: 'none', operator: 'In', values: ['x'] }), step(ring('NotIn', 'x'))],
      reports: [`rolling-sync-step-empty ${steps}: `],
    },
  ])('$title', ({ given, reports }) => {
    const set = applicationSet({ type: 'RollingSync', rollingSync: { steps: given } });
    const { diagnostics } = expandApplicationSet(set, { clusters: [] });
    const shown = diagnostics.map(
      ({ rule, pointer, message }) => `${rule} ${pointer}: ${/'.*'/.exec(message)?.[0] ?? ''}`,
    );
    expect(shown).toEqual(reports);
  });

  test('do not count of another strategy', () => {
    const strategy = { type: 'AllAtOnce', rollingSync: { steps: [step(ring('Has'))] } };
    const { diagnostics } = expandApplicationSet(applicationSet(strategy), { clusters: [] });
    expect(diagnostics).toEqual([]);
  });

  const whole = { matchExpressions: [] };
  test.each<[string, object, string[]]>([
    [
      'there are none',
      { type: 'RollingSync', rollingSync: { steps: [] } },
      ['rolling-sync-without-steps /spec/strategy'],
    ],
    [
      'the strategy is misspelt',
      { type: 'Rollingsync', rollingSync: { steps: [whole] } },
      ['strategy-type-unknown /spec/strategy/type'],
    ],
    [
      'a maxUpdate is no percentage',
      { type: 'RollingSync', rollingSync: { steps: [{ ...whole, maxUpdate: 'two' }] } },
      [`rolling-sync-max-update-invalid ${steps}/0/maxUpdate`],
    ],
    ['there is no strategy at all', { type: '' }, []],
    ['maxUpdate is 0', { type: 'RollingSync', rollingSync: { steps: [{ maxUpdate: 0 }] } }, []],
    [
      'maxUpdate is 25%',
      { type: 'RollingSync', rollingSync: { steps: [{ maxUpdate: '25%' }] } },
      [],
    ],
  ])('are told where %s', (_title, strategy, reports) => {
    const { diagnostics } = expandApplicationSet(applicationSet(strategy), { clusters: [] });
    expect(diagnostics.map(({ rule, pointer }) => `${rule} ${pointer}`)).toEqual(reports);
  });
});
