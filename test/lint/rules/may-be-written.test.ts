import * as schemas from '../../../imports/schemas';
import { lint } from '../../../lib/lint';
import { setOf } from '../support/rule-cases';

const given = (key: string, patch: string) => `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: p }
spec:
  rules:
  - name: r
    match: { any: [{ resources: { kinds: [Deployment] } }] }
    preconditions: { all: [{ key: '${key}', operator: Equals, value: x }] }
    mutate: { patchStrategicMerge: { metadata: { labels: { team: ${patch} } } } }
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, labels: { team: a } } }`;
const found = (key: string, patch: string) =>
  lint(setOf(given(key, patch)), { schemas, only: ['drift'] }).map(
    ({ rule, severity, message, fight, fixes }) => ({
      ...{ rule, severity, message, outcome: fight?.outcome, repairs: fixes !== undefined },
    }),
  );

const OPEN = '{{ lookup }}';

it('a field that a policy may write is a warning without a repair', () => {
  expect(found(OPEN, 'b')).toEqual([
    {
      rule: 'field-has-two-writers',
      severity: 'warning',
      message: "is 'a', but ClusterPolicy 'p' may write it too",
      outcome: "if it does, every apply sets it back to 'a'",
      repairs: false,
    },
  ]);
});

it('a field that a policy may remove, too', () => {
  expect(found(OPEN, 'null')).toMatchObject([
    { rule: 'controller-owned-field', severity: 'warning', repairs: false },
  ]);
});

it('what is certain is an error that can be repaired', () => {
  expect(found('x', 'b')).toMatchObject([{ severity: 'error', repairs: true }]);
});
