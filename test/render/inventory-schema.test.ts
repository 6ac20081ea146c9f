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
    [
      `{ kind: List, items: [{ kind: Secret, metadata: { labels: { ${label} } }, stringData: { name: a, server: b } }] }`,
      true,
    ],
    [
      `clusters: { kind: List, items: [{ kind: Secret, metadata: { labels: { ${label} } }, stringData: { name: a, server: b } }] }`,
      true,
    ],
    ['clusters: [{ kind: List, items: [] }]', true],
    ['clusters: { kind: List, items: [{ kind: ConfigMap }] }', false],
    ['{ kind: ConfigMap }', false],
    ['repositories: { a: 1 }', false],
    ['newGitFileGlobbing: true', true],
    ['newGitFileGlobbing: maybe', false],
    ['scm: { github/a: [{ repository: r, url: u, branch: b, sha: c, labels: [x] }] }', true],
    ['scm: { github/a: [{ repository: r, url: u, branch: b, sha: c, repository_id: 5 }] }', true],
    ['scm: { github/a: [{ repository: r, url: u, branch: b, sha: c, lables: [x] }] }', false],
    ['scm: { github/a: [{ repository: r, url: u, branch: b }] }', false],
    ['scm: { github/a: [{ repository: r, url: u, branch: b, sha: 1 }] }', false],
    ['scm: [a]', false],
    [
      'pullRequests: { github/a/b: [{ number: 1, branch: b, target_branch: t, head_sha: c }] }',
      true,
    ],
    [
      'pullRequests: { github/a/b: [{ number: "1", branch: b, target_branch: t, head_sha: c }] }',
      false,
    ],
    ['plugins: { p: [{ a: 1 }] }', true],
    ['plugins: { p: { answers: [{ input: { a: 1 }, parameters: [{ b: 2 }] }] } }', true],
    ['plugins: { p: [1] }', false],
    ['plugins: { p: { answer: [] } }', false],
    [
      'decisions: { d: { matchKey: k, resources: [{ kind: X, metadata: { name: a }, status: { clusters: [] } }] } }',
      true,
    ],
    ['decisions: { d: { resources: [] } }', false],
    ['decisions: { d: { matchKey: k, resources: [{ metadata: {} }] } }', false],
  ])('%s: %s', (text, good) => {
    expect(validate(parseDocuments(text)[0]?.value ?? null)).toBe(good);
    if (good) expect(parseInventory(text, 'i.yaml')).toBeDefined();
    else expect(() => parseInventory(text, 'i.yaml')).toThrow('i.yaml:1');
  });
});
