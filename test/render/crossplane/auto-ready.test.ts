import { isHealthy } from '../../../lib/render/crossplane/auto-ready/health';

const pod = (conditions: readonly object[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  spec: { restartPolicy: 'Always' },
  status: { phase: 'Running', conditions },
});
const job = (...conditions: readonly (readonly [string, string])[]) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  status: { conditions: conditions.map(([type, status]) => ({ type, status })) },
});

test.each([
  ['a Pod that says so', pod([{ type: 'Ready', status: 'True' }]), true],
  [
    'a Pod that says so twice',
    pod([
      { type: 'Ready', status: 'False' },
      { type: 'Ready', status: 'True' },
    ]),
    true,
  ],
  [
    'no Pod with a broken generation in a condition',
    pod([{ type: 'Ready', status: 'True', observedGeneration: 1.5 }]),
    false,
  ],
  [
    'a Pod with a generation in a condition',
    pod([{ type: 'Ready', status: 'True', observedGeneration: 2 }]),
    true,
  ],
  [
    'a Job that is complete before it fails',
    job(['Failed', 'False'], ['Complete', 'True'], ['Failed', 'True']),
    true,
  ],
  ['no Job that fails before it is complete', job(['Failed', 'True'], ['Complete', 'True']), false],
] as const)('function-auto-ready takes for ready: %s', (_, object, ready) => {
  expect(isHealthy(object)).toBe(ready);
});
