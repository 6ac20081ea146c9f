import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing, type Chart } from 'cdk8s';
import { emitDocuments } from '../../../lib/core';
import { platform, team } from './sample';

const golden = (name: string) => readFileSync(join(__dirname, 'golden', name), 'utf8');
const yaml = (chart: Chart) => emitDocuments(Testing.synth(chart));

test('the platform gets definitions, compositions and the rights that Crossplane lacks', () => {
  expect(yaml(platform())).toBe(golden('platform.yaml'));
});

test('a team gets its XRs, which Argo CD neither prunes nor deletes unasked', () => {
  expect(yaml(team())).toBe(golden('team.yaml'));
});
