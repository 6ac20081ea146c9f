import Ajv from 'ajv';
import schema from '../../lib/render/inventory.schema.json';
import { parseDocuments } from '../../lib/core/yaml';
import { parseInventory } from '../../lib/render';

const validate = new Ajv({ strict: false }).compile(schema);
const label = 'argocd.argoproj.io/secret-type: cluster';

describe("the inventory's JSON Schema and its reader agree", () => {
  test.each([
    ['', true],
    ['clusters: []', true],
    ['clusters: [{ name: a, server: b }]', true],
    [
      'clusters: [{ name: a, server: b, labels: { c: d }, annotations: { e: f }, project: "" }]',
      true,
    ],
    ['repositories: { a: b }', true],
    [
      `clusters: [{ kind: Secret, metadata: { labels: { ${label} } }, stringData: { name: a, server: b } }]`,
      true,
    ],
    ['cluster: []', false],
    ['clusters: {}', false],
    ['clusters: [{ name: a }]', false],
    ['clusters: [{ name: a, server: b, label: {} }]', false],
    ['clusters: [{ name: a, server: b, labels: { c: 1 } }]', false],
    [
      'clusters: [{ kind: Secret, metadata: { labels: {} }, stringData: { name: a, server: b } }]',
      false,
    ],
    ['repositories: { a: 1 }', false],
  ])('%s: %s', (text, good) => {
    expect(validate(parseDocuments(text)[0]?.value ?? null)).toBe(good);
    if (good) expect(parseInventory(text, 'i.yaml')).toBeDefined();
    else expect(() => parseInventory(text, 'i.yaml')).toThrow('i.yaml:1');
  });
});
