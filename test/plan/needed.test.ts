import { neededSources } from '../../lib/plan';
import { fileTree } from '../../lib/render';
import { stateOf } from './fixtures';

const apps = 'https://github.com/acme/apps.git';
const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
  - git: { repoURL: '${apps}', revision: HEAD, directories: [{ path: '*' }] }
  template:
    metadata: { name: '{{ .path.basename }}' }
    spec:
      project: p
      source: { repoURL: 'oci://ghcr.io/acme/{{ .path.basename }}', path: ., targetRevision: v1 }
      destination: { server: 'https://10.0.0.1', namespace: n }
`;

it('names the releases that sets read whose generators take folders of git', () => {
  const repositories = new Map([[apps, fileTree({ 'web/a': '', 'api/a': '' })]]);
  const needed = neededSources([stateOf('head', set)], { clusters: [], facts: { repositories } });
  expect(needed.map(({ repoURL }) => repoURL).sort()).toEqual([
    'oci://ghcr.io/acme/api',
    'oci://ghcr.io/acme/web',
  ]);
});
