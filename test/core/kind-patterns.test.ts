import { holdsKind, ManifestSet, type KindPattern } from '../../lib/core';

const set = ManifestSet.of([
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'b' } },
  { apiVersion: 'rds.aws.upbound.io/v1', kind: 'Instance', metadata: { name: 'c' } },
]);

it.each<[holds: boolean, patterns: KindPattern[]]>([
  [true, ['apps/Deployment']],
  [true, ['apps/*']],
  [true, ['batch/*', '/Service']],
  [true, ['/*']],
  [true, ['*.upbound.io/*']],
  [true, ['*']],
  [false, []],
  [false, ['/Deployment']],
  [false, ['apps/Service']],
  [false, ['upbound.io/*']],
  [false, ['apps/Deploy']],
])('holds: %p, of %p', (holds, patterns) => {
  expect(holdsKind(set, patterns)).toBe(holds);
});

it('is asked of an empty set, whatever the kinds', () => {
  expect(holdsKind(ManifestSet.of([]), ['*'])).toBe(true);
  expect(holdsKind(ManifestSet.of([]), ['apps/*'])).toBe(false);
});
