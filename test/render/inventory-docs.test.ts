import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parseDocuments } from '../../lib/core/yaml';
import { expandApplicationSet, parseInventory, type ExpandInputs } from '../../lib/render';
import schema from '../../lib/render/inventory.schema.json';

const page = readFileSync(join(__dirname, '../../docs/inventory.md'), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text);
const validate = new Ajv({ strict: false }).compile(schema);

test('the page has an example of every section', () => {
  const sections = Object.keys(schema.definitions.inventory.properties);
  for (const section of sections)
    expect(blocks.join('\n')).toMatch(new RegExp(`^${section}:`, 'm'));
});

test.each(blocks)('the example is valid: %s', (text) => {
  expect(validate(parseDocuments(text)[0]?.value)).toBe(true);
  expect(parseInventory(text, 'inventory.yaml')).toBeDefined();
});

const facts = Object.assign({}, ...blocks.map((text) => parseInventory(text, 'i.yaml'))) as object;

test.each([
  [{ scmProvider: { github: { organization: 'acme' }, filters: [{ labelMatch: 'deploy' }] } }, 1],
  [{ pullRequest: { github: { owner: 'acme', repo: 'web', labels: ['preview'] } } }, 1],
  [{ plugin: { configMapRef: { name: 'tenants' } } }, 2],
  [{ plugin: { configMapRef: { name: 'sizes' }, input: { parameters: { tier: 'gold' } } } }, 1],
  [{ clusterDecisionResource: { configMapRef: 'placement', name: 'production' } }, 1],
])('generators find what the examples record: %j', (generator, count) => {
  const set = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 's', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      generators: [generator],
      template: { metadata: { name: 'a' }, spec: { project: 'p', destination: { name: 'eu-1' } } },
    },
  };
  const clusters = [{ name: 'eu-1', server: 'https://10.0.0.1' }];
  const inputs = { ...facts, clusters, repositories: undefined } as ExpandInputs;
  expect(expandApplicationSet(set, inputs).applications).toHaveLength(count);
});
