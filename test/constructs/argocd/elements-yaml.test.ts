import { Chart, Testing } from 'cdk8s';
import {
  ApplicationSet,
  elementsYaml,
  gitFiles,
  list,
  matrix,
  orElse,
} from '../../../constructs/argocd';
import type { Manifest } from '../../../lib/core';
import { expandApplicationSet, fileTree } from '../../../lib/render';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const repoURL = 'https://github.com/acme/stacks.git';
const base = {
  project: 'web',
  source: { repoURL, path: 'web' },
  destination: { server: 'https://eu-1' },
};

interface Stack {
  readonly name: string;
  readonly key: { readonly components: readonly Component[] };
}

interface Component {
  readonly component: string;
  readonly port: number;
  readonly image: { readonly tag: string };
  readonly tier?: string;
}

const manifestOf = ({ node }: ApplicationSet) => (node.scope as Chart).toJson()[0] as Manifest;
const elementsOf = (set: ApplicationSet) =>
  JSON.stringify(manifestOf(set)['spec']).match(/"elementsYaml":"((?:[^"\\]|\\.)*)"/)?.[1];

it('makes a set of each item of a list in a file', () => {
  const stacks = gitFiles<Stack>({ repoURL, files: [{ path: '*.yaml' }] });
  const set = new ApplicationSet(chart(), 'set', {
    generators: matrix(stacks, (stack) =>
      elementsYaml(stack.key.components, { numbers: { port: true } }),
    ),
    template: (p) => ({
      metadata: {
        name: `${p.name}-${p.component}`,
        labels: { port: p.port, tag: p.image.tag, tier: orElse(p.tier, 'back') },
      },
      spec: base,
    }),
  });
  expect(elementsOf(set)).toBe('{{ .key.components | toJson }}');
  const file = `
name: shop
key:
  components:
  - { component: web, port: 1000000, image: { tag: v1 }, tier: front }
  - { component: api, port: 80, image: { tag: v2 } }
`;
  const { applications, diagnostics } = expandApplicationSet(manifestOf(set), {
    clusters: [{ name: 'eu-1', server: 'https://eu-1' }],
    repositories: new Map([[repoURL, fileTree({ 'shop.yaml': file })]]),
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(applications.map(({ metadata: { name, labels } }) => ({ name, labels }))).toEqual([
    { name: 'shop-web', labels: { port: '1000000', tag: 'v1', tier: 'front' } },
    { name: 'shop-api', labels: { port: '80', tag: 'v2', tier: 'back' } },
  ]);
});

it('makes a set of each item of a list that elements of a list hold', () => {
  const teams = list([
    { team: 'core', services: [{ service: 'a: "b"' }, { service: 'c' }] },
    { team: 'web', services: [{ service: 'd' }] },
  ]);
  const set = new ApplicationSet(chart(), 'set', {
    generators: matrix(teams, (team) => elementsYaml(team.services)),
    template: (p) => ({
      metadata: { name: p.team, annotations: { service: p.service } },
      spec: base,
    }),
  });
  expect(elementsOf(set)).toBe('{{ .services | toJson }}');
  const { applications } = expandApplicationSet(manifestOf(set), { clusters: [] });
  expect(applications.map(({ metadata }) => metadata.annotations?.['service'])).toEqual([
    'a: "b"',
    'c',
    'd',
  ]);
});

it('takes the template that Argo CD documents, typed by an argument', () => {
  const generator = elementsYaml<Component>('{{ .key.components | toJson }}', {
    numbers: { port: true },
  });
  expect(generator.spec).toEqual({
    list: { elements: [], elementsYaml: '{{ .key.components | toJson }}' },
  });
});

it('writes data as YAML, numbers and booleans as text', () => {
  const set = new ApplicationSet(chart(), 'set', {
    generators: elementsYaml([
      { name: 'web', port: 1000000, public: true },
      { name: 'no', port: 80, public: false, tier: 'a: b' },
    ]),
    template: (p) => ({
      metadata: {
        name: p.name,
        labels: { port: p.port, public: p.public, tier: orElse(p.tier, '') },
      },
      spec: base,
    }),
  });
  const { applications } = expandApplicationSet(manifestOf(set), { clusters: [] });
  expect(applications.map(({ metadata: { name, labels } }) => ({ name, ...labels }))).toEqual([
    { name: 'web', port: '1000000', public: 'true', tier: '' },
    { name: 'no', port: '80', public: 'false', tier: 'a: b' },
  ]);
});

it.each([
  ['data that is no object', () => elementsYaml(['a'] as never), 'ARGOCD_LIST_ELEMENT'],
  ['data with a template in it', () => elementsYaml([{ a: '{{ .b }}' }]), 'ARGOCD_LIST_ELEMENT'],
  [
    'a parameter that is an object',
    () => matrix(list([{ a: { b: 'c' } }]), (p) => elementsYaml(p.a as never)),
    'ARGOCD_LIST_PARAM',
  ],
  ['nothing', () => elementsYaml(undefined as never), 'ARGOCD_LIST_PARAM'],
  [
    'a list that some elements lack',
    () => matrix(list([{ a: [{ b: 'c' }] }, {}]), (p) => elementsYaml((p as { a: never }).a)),
    'ARGOCD_LIST_PARAM',
  ],
])('refuses %s', (_, make, code) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});
