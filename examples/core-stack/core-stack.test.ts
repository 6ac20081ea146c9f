import { join } from 'node:path';
import { expandFleet, lintApp, manifests, testApp, yamlSerializer } from 'cdk8s-gitops/testing';
import { platformApp } from './app';

expect.addSnapshotSerializer(yamlSerializer);

// Paths are relative to the working folder, which for a repository of its own is its root.
const here = (file: string) => join(__dirname, file);
const app = platformApp(testApp({ releases: here('releases.yaml') }));
const fleet = expandFleet(app, here('inventory.yaml'));

it('has no findings', () => {
  expect(lintApp(app)).toEqual([]);
});

it('gives every cluster its platform and its services', () => {
  const services = ['catalog', 'orders', 'payments', 'platform', 'web'];
  expect(Object.keys(fleet)).toHaveLength(13);
  for (const [cluster, applications] of Object.entries(fleet)) {
    if (cluster === 'in-cluster') continue;
    expect(Object.keys(applications)).toEqual(services.map((name) => `${cluster}-${name}`));
  }
});

it('delivers nothing but the hub to the cluster that runs Argo CD', () => {
  expect(Object.keys(fleet['in-cluster'] ?? {})).toEqual(['hub']);
});

it('runs the content of each environment and region where it belongs', () => {
  const sourcesOf = (cluster: string, name: string) =>
    fleet[cluster]?.[`${cluster}-${name}`]?.sources;
  expect(sourcesOf('eu-west-1-a', 'web')).toEqual(['core-stack/production']);
  expect(sourcesOf('eu-west-1-staging', 'web')).toEqual(['core-stack/staging']);
  expect(sourcesOf('us-east-1-b', 'platform')).toEqual(['platform/us-east-1']);
});

it('brings payments to production as reviewed', () => {
  const { manifests: objects } = fleet['eu-west-1-a']?.['eu-west-1-a-payments'] ?? {};
  expect(objects).toMatchSnapshot();
});

it('self-heals, retries, and leaves the autoscalers alone', () => {
  const set = manifests(app).find(({ metadata }) => metadata.name === 'production-microservices');
  expect(set).toMatchSnapshot();
});
