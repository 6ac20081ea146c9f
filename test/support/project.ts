import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installInto } from './consumer';
import { root } from './source-files';

/** Makes a folder a project whose program is JavaScript: with the built package, cdk8s and a `cdk8s.yaml`. */
export function makeProject(folder: string, program: string): void {
  mkdirSync(folder, { recursive: true });
  installInto(folder, root, ['cdk8s', 'constructs']);
  writeFileSync(join(folder, 'cdk8s.yaml'), 'app: node main.js\n');
  writeFileSync(join(folder, 'main.js'), program);
}

/**
 * A program of one artifact and a hub that deploys it by the ring `production`.
 *
 * @param before runs when the tree stands, before synth; `chart` is one in the artifact.
 */
export function smallProgram(before = ''): string {
  return `const { ApiObject, Chart } = require('cdk8s');
const { Application, Artifact, git, Hub, PlatformApp } = require('cdk8s-gitops');
const app = new PlatformApp();
let chart;
const core = new Artifact(app, 'core', {
  repository: 'ghcr.io/acme/core',
  content(scope) {
    for (const id of ['a', 'b', 'c']) chart = new Chart(scope, id);
    for (const one of scope.node.children) new ApiObject(one, 'map', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: one.node.id }, data: {},
    });
  },
});
const hub = new Hub(app, 'hub', { deliver: git({ repoURL: 'https://github.com/a/b.git', path: 'dist/hub' }) });
new Application(hub, 'core', {
  project: hub.project,
  source: core.source({ ring: 'production' }),
  destination: { name: 'in-cluster', namespace: 'core' },
});
${before}
app.synth();
`;
}
