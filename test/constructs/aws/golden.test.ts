import { Testing } from 'cdk8s';
import type { Manifest } from '../../../lib/core';
import { expectGolden } from './golden';
import { fleet, platform, team } from './sample';

test('the platform gets definitions, compositions and the rights that Crossplane lacks', () => {
  expectGolden('platform.yaml', Testing.synth(platform()) as unknown[]);
});

test('a hub gets the definitions of networks and clusters, and what guards their deletion', () => {
  const manifests = Testing.synth(fleet()) as Manifest[];
  expectGolden(
    'fleet.yaml',
    manifests.filter(({ kind }) => kind !== 'Composition'),
  );
});

test('a team gets its XRs, which Argo CD neither prunes nor deletes unasked', () => {
  expectGolden('team.yaml', Testing.synth(team()) as unknown[]);
});
