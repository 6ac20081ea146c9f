import { join } from 'node:path';
import { lintApp, manifests, testApp } from 'cdk8s-gitops/testing';
import { fluxFleet } from './app';

const app = fluxFleet(testApp({ releases: join(__dirname, 'releases.yaml') }));

const specOf = (kind: string, name: string) =>
  manifests(app).find((one) => one.kind === kind && one.metadata.name === name);

it('has no findings', () => {
  expect(lintApp(app)).toEqual([]);
});

it('pins each cluster to its ring', () => {
  const digest = (pattern: RegExp) => ({
    spec: { ref: { digest: expect.stringMatching(pattern) as string } },
  });
  expect(specOf('OCIRepository', 'shop-staging')).toMatchObject(digest(/^sha256:(?!4f1c)/));
  expect(specOf('OCIRepository', 'shop-production')).toMatchObject(digest(/^sha256:4f1c/));
});

it('waits for the platform, and shows the version that production runs', () => {
  expect(specOf('Kustomization', 'shop-production')).toMatchObject({
    metadata: { labels: { 'app.kubernetes.io/version': '1.3.0' } },
    spec: { path: './production', dependsOn: [{ name: 'platform-production' }] },
  });
});

it('needs no rule for a scale that is not in the content', () => {
  for (const name of ['shop-staging', 'shop-production']) {
    expect(specOf('Kustomization', name)?.['spec']).not.toHaveProperty('ignore');
  }
});
