import { readConfig } from '../../lib/cli/config';
import { lint } from '../../lib/cli/commands/lint';
import { parseInvocation } from '../../lib/cli/parse';
import { memoryWorld } from '../support/memory-world';

const config = (text: string) => readConfig(memoryWorld({ 'cdk8s-gitops.yaml': text }));

it('needs no file, and no key in it', () => {
  expect(readConfig(memoryWorld())).toEqual({ targets: {} });
  expect(config('')).toEqual({ targets: {} });
});

it('reads the targets', () => {
  expect(config("targets: { argocd: '3.6', kubernetes: '1.30' }")).toEqual({
    targets: { argocd: '3.6', kubernetes: '1.30' },
  });
});

it.each([
  ['a misspelt key', 'target: {}', /cdk8s-gitops.yaml:1: there is no key 'target'/],
  ['a misspelt target', 'targets:\n  argo: "3.6"', /cdk8s-gitops.yaml:2: there is no key 'argo'/],
  ['a version that YAML reads as a number', 'targets:\n  argocd: 3.6', /:2: argocd is 3.6/],
  ['a patch version', "targets: { flux: '2.9.1' }", /flux is "2.9.1"/],
  ['a list', '- a', /the file is no mapping/],
  ['no YAML', 'a: [', /cannot read cdk8s-gitops.yaml:\d/],
])('refuses %s with its line', (_, text, message) => {
  expect(() => config(text)).toThrow(message);
});

async function linted(files: Record<string, string>, ...argv: string[]) {
  const world = memoryWorld(files);
  await lint.run(parseInvocation(lint, ['--output', 'json', ...argv]), world);
  const { diagnostics } = JSON.parse(world.out.join('')) as { diagnostics: { rule: string }[] };
  return diagnostics.map(({ rule }) => rule);
}

const policy = `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: { name: a }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: a } } }
`;

it('lints for the declared Kubernetes, and for the one on the command line before it', async () => {
  const files = (version: string) => ({
    'dist/a.yaml': policy,
    'cdk8s-gitops.yaml': `targets: { kubernetes: '${version}' }`,
  });
  const old = await linted(files('1.24'));
  const young = await linted(files('1.30'));
  expect(young).not.toEqual(old);
  expect(await linted(files('1.30'), '--kubernetes', '1.24')).toEqual(old);
});

it('knows the kinds that import wrote into the project', async () => {
  const widget = 'apiVersion: acme.io/v1\nkind: Widget\nmetadata: { name: a }\nspec: { size: 1 }\n';
  const size = { type: 'object', properties: { size: { type: 'string' } } };
  const kind = { scope: 'Namespaced', plural: 'widgets', served: true, storage: true };
  const table = {
    shapes: [],
    kinds: {
      'acme.io/v1/Widget': { root: { type: 'object', properties: { spec: size } }, ...kind },
    },
  };
  expect(await linted({ 'dist/a.yaml': widget })).toEqual(['unknown-kind']);
  const known = { 'dist/a.yaml': widget, 'imports/schemas/acme.io.json': JSON.stringify(table) };
  expect(await linted(known)).toEqual(['schema-violation']);
  const broken = { ...known, 'imports/schemas/acme.io.json': '{' };
  await expect(linted(broken)).rejects.toThrow('cannot read imports/schemas/acme.io.json');
});

it('says that it knows nothing of a later Kubernetes', async () => {
  const world = memoryWorld({ 'dist/a.yaml': policy });
  await lint.run(parseInvocation(lint, ['--kubernetes', '1.99']), world);
  expect(world.err.join('')).toMatch(/nothing is known of Kubernetes 1.99: linted for 1.\d+/);
});
