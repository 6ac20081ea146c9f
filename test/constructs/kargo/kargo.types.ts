/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { Chart, Testing } from 'cdk8s';
import { Artifact, kargo, PlatformApp } from '../../../constructs';

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'c');
const of = new Artifact(new PlatformApp(), 'a', { repository: 'a.io/a', content: () => undefined });

const image = { repoURL: 'ghcr.io/acme/web' };
const warehouse = new kargo.Warehouse(chart, 'a', {
  subscriptions: [{ artifact: { of } }, { image: { ...image, platform: 'linux/amd64' } }],
});
new kargo.Warehouse(chart, 'b', {
  // @ts-expect-error an artifact has no time of creation
  subscriptions: [{ artifact: { of, imageSelectionStrategy: 'NewestBuild' } }],
});
// @ts-expect-error an artifact has no platform
new kargo.Warehouse(chart, 'c', { subscriptions: [{ artifact: { of, platform: 'linux/amd64' } }] });
new kargo.Warehouse(chart, 'd', {
  // @ts-expect-error Digest follows one tag
  subscriptions: [{ artifact: { of, imageSelectionStrategy: 'Digest' } }],
});
// @ts-expect-error at least one subscription
new kargo.Warehouse(chart, 'e', { subscriptions: [] });

const direct = [{ origin: warehouse, sources: { direct: true } }] as const;
const before = new kargo.Stage(chart, 'f', { requestedFreight: direct });
new kargo.Stage(chart, 'g', {
  requestedFreight: [{ origin: warehouse, sources: { stages: [before] } }],
});
// @ts-expect-error from nowhere at all
new kargo.Stage(chart, 'h', { requestedFreight: [{ origin: warehouse, sources: {} }] });
// @ts-expect-error a stage is no origin
new kargo.Stage(chart, 'i', { requestedFreight: [{ origin: before, sources: { direct: true } }] });
// @ts-expect-error at least one request
new kargo.Stage(chart, 'j', { requestedFreight: [] });

const withSteps = (...steps: kargo.Step[]) => steps;
withSteps({ uses: 'git-push', config: { path: './src' } }, { task: { name: 'a' } });
withSteps(kargo.otherStep('set-metadata', { updates: [] }));
// @ts-expect-error a misspelt step
withSteps({ uses: 'git-psh', config: { path: './src' } });
// @ts-expect-error a config that the step does not have
withSteps({ uses: 'git-push', config: { paths: './src' } });
// @ts-expect-error a task has no config
withSteps({ task: { name: 'a' }, config: {} });
