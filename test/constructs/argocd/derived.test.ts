import type { IgnoreDifference } from '../../../constructs/deployable';
import { mergeRules } from '../../../constructs/argocd/derived';

const rule = (of: Partial<IgnoreDifference>): IgnoreDifference => ({
  group: 'apps',
  kind: 'Deployment',
  jsonPointers: ['/spec/replicas'],
  ...of,
});

it.each([
  { title: 'group', of: { group: 'argoproj.io' } },
  { title: 'kind', of: { kind: 'StatefulSet' } },
  { title: 'name', of: { name: 'web' } },
  { title: 'namespace', of: { namespace: 'shop' } },
])('keeps rules apart that differ in $title', ({ of }) => {
  expect(mergeRules([rule({}), rule(of)])).toEqual([rule({}), rule(of)]);
});

it('joins rules for the same objects, in the order of first mention', () => {
  const jq = { jsonPointers: undefined, jqPathExpressions: ['.a'] };
  expect(
    mergeRules([
      rule({ name: 'b' }),
      rule({ name: 'a', jsonPointers: ['/x'] }),
      rule({ name: 'b', jsonPointers: ['/x', '/spec/replicas'] }),
      rule({ name: 'a', ...jq, managedFieldsManagers: ['m'] }),
    ]),
  ).toEqual([
    rule({ name: 'b', jsonPointers: ['/spec/replicas', '/x'] }),
    rule({
      name: 'a',
      jsonPointers: ['/x'],
      jqPathExpressions: ['.a'],
      managedFieldsManagers: ['m'],
    }),
  ]);
});

it('takes a rule without a group for one of the core group', () => {
  const core = { kind: 'Secret', jsonPointers: ['/data'] };
  expect(mergeRules([core, { ...core, group: '' }])).toEqual([core]);
});
