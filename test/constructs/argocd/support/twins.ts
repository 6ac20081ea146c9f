import { Chart, Testing } from 'cdk8s';
import {
  ApplicationSet,
  clusters,
  gitDirectories,
  type Generator,
} from '../../../../constructs/argocd';
import type { Manifest } from '../../../../lib/core';
import { expandApplicationSet, fileTree, type ExpandInputs } from '../../../../lib/render';

export const repoURL = 'https://github.com/acme/apps.git';
const source = { repoURL, path: 'web' };
export const base = { project: 'web', source, destination: { server: 'https://eu-1' } };
export const chart = () =>
  new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });

/** One program; `p` is whatever the generators give, in either language. */
export interface Program {
  readonly generators: Generator | readonly Generator[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly name: (p: any) => string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly labels?: (p: any) => Readonly<Record<string, unknown>>;
}

export function written(
  { generators, name, labels = () => ({}) }: Program,
  goTemplate: boolean,
): Manifest {
  const scope = chart();
  new ApplicationSet(scope, 'set', {
    goTemplate,
    generators,
    template: (p: unknown) => ({
      metadata: { name: name(p), labels: labels(p) },
      spec: { ...base, destination: { server: 'https://eu-1', namespace: name(p) } },
    }),
  } as never);
  return scope.toJson()[0] as Manifest;
}

export function expectTwins(program: Program, inputs: ExpandInputs): number {
  const [go, fast] = [true, false].map((goTemplate) => {
    const manifest = written(program, goTemplate);
    expect(manifest['spec']).toMatchObject({ goTemplate });
    const { applications, diagnostics } = expandApplicationSet(manifest, inputs);
    expect(diagnostics.filter(({ rule }) => rule === 'application-set-fails')).toEqual([]);
    return applications;
  });
  expect(fast).toEqual(go);
  expect(JSON.stringify(fast)).not.toContain('{{');
  return fast?.length ?? 0;
}

export const inputs: ExpandInputs = {
  clusters: [
    { name: 'Eu_1', server: 'https://eu-1', labels: { environment: 'a', 'acme.io/zone': 'x' } },
    { name: 'us-1', server: 'https://us-1', labels: { environment: 'b', 'acme.io/zone': 'y' } },
  ],
  repositories: new Map([
    [
      repoURL,
      fileTree({
        'apps/web/a.yaml': 'name: web\nnested: { team: core, tags: [x] }\nport: "80"\n',
        'apps/Lab_2/a.yaml': '{ name: lab, nested: { team: lab }, port: "1000000" }',
      }),
    ],
  ]),
  scm: {
    'github/acme': [
      { repository: 'web', url: 'https://x/web.git', branch: 'main', sha: '0123456789abcdef' },
    ],
  },
  pullRequests: {
    'github/acme/web': [
      {
        number: 7,
        title: 'a title',
        branch: 'a/b',
        target_branch: 'main',
        head_sha: 'fedcba9876543210',
        author: 'jo',
      },
    ],
  },
  plugins: { tenants: [{ tenant: 'acme', quota: { cpu: '2' } }] },
  decisions: { placement: { clusters: [{ clusterName: 'us-1', rank: '1' }] } } as never,
};
export const zones = clusters({
  matchExpressions: [{ key: 'acme.io/zone', operator: 'Exists' }],
  values: { title: 'of {{ .name }}', fixed: 'x' },
});
export const folders = gitDirectories({
  repoURL,
  directories: [{ path: 'apps/*' }],
  values: { of: '{{ .path.basename }}' },
});
export const files = { repoURL, files: [{ path: 'apps/*' }] };
