import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Inventory } from '../../lib/render';
import { Artifact } from '../../constructs';
import { expandFleet, testApp } from '../../lib/testing';
import { tempFolder } from '../support/temp-folder';

const apiVersion = 'argoproj.io/v1alpha1';
const repoURL = 'https://github.com/acme/apps.git';
const folder = tempFolder();
mkdirSync(join(folder, 'apps/web'), { recursive: true });
writeFileSync(join(folder, 'apps/web/config.yaml'), 'cluster: eu-1');

const inventory: Inventory = {
  clusters: [{ name: 'eu-1', server: 'https://10.0.0.1' }],
  repositories: { [repoURL]: join(folder, 'apps') },
};

function program(template: object = {}) {
  const app = testApp();
  const chart = new Chart(app, 'hub');
  new ApiObject(chart, 'project', {
    apiVersion,
    kind: 'AppProject',
    metadata: { name: 'shop' },
    spec: { sourceRepos: [repoURL], destinations: [{ name: '*', namespace: 'web' }] },
  });
  new ApiObject(chart, 'set', {
    apiVersion,
    kind: 'ApplicationSet',
    metadata: { name: 'apps' },
    spec: {
      goTemplate: true,
      generators: [{ git: { repoURL, revision: 'HEAD', files: [{ path: '*/config.yaml' }] } }],
      template: {
        metadata: { name: '{{ .path.basename }}' },
        spec: {
          project: 'shop',
          source: { repoURL, path: '{{ .path.path }}' },
          destination: { name: '{{ .cluster }}', namespace: 'web' },
          ...template,
        },
      },
    },
  });
  return app;
}

describe('expandFleet', () => {
  test('reads the repositories of the inventory', () => {
    const fleet = expandFleet(program(), inventory);
    expect(Object.keys(fleet['eu-1'] ?? {})).toEqual(['web']);
  });

  test('refuses what an AppProject of the program does not permit', () => {
    const app = program({ destination: { name: 'eu-1', namespace: 'other' } });
    expect(() => expandFleet(app, inventory)).toThrow(
      expect.objectContaining({
        code: 'FLEET_INVALID',
        message:
          "ApplicationSet 'apps' sends 'web' to 'eu-1', namespace 'other' in the project 'shop', which does not permit that destination",
      }),
    );
  });

  test('refuses a repository that the inventory does not have', () => {
    expect(() => expandFleet(program(), { ...inventory, repositories: {} })).toThrow(
      /the git generator needs the directories and files of/,
    );
  });
});

test('reads an artifact of the program at the digest that it has', () => {
  const app = testApp();
  const repository = 'ghcr.io/acme/apps';
  const apps = new Artifact(app, 'apps', {
    repository,
    variants: ['web', 'api'],
    content(scope) {
      new ApiObject(new Chart(scope, 'base'), 'config', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'config' },
      });
    },
  });
  const setAt = (revision: string) => ({
    apiVersion,
    kind: 'ApplicationSet',
    metadata: { name: 'apps' },
    spec: {
      goTemplate: true,
      generators: [
        { oci: { repoURL: `oci://${repository}`, revision, directories: [{ path: '*' }] } },
      ],
      template: {
        metadata: { name: '{{ .path.basename }}' },
        spec: { project: 'default', destination: { name: 'eu-1' } },
      },
    },
  });
  const set = new ApiObject(new Chart(app, 'hub'), 'set', setAt(apps.digest));
  const fleet = expandFleet(app, { ...inventory, repositories: {} });
  expect(Object.keys(fleet['eu-1'] ?? {})).toEqual(['api', 'web']);

  set.addJsonPatch(
    JsonPatch.replace('/spec/generators/0/oci/revision', `sha256:${'0'.repeat(64)}`),
  );
  expect(() => expandFleet(app, { ...inventory, repositories: {} })).toThrow(
    /the oci generator needs the directories and files of/,
  );
});
