import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files';

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** What we load of a package that has no entry of its own. */
const entries: Readonly<Record<string, string>> = { '@noble/ciphers': '@noble/ciphers/salsa' };

it.each(Object.keys(dependencies))('%s loads in jest with no transform', (name) => {
  // Users' jest has no transform for node_modules: what is ESM only would break their tests.
  const loaded = require(entries[name] ?? name) as object;
  expect(Object.keys(loaded).length).toBeGreaterThan(0);
});

it.each(Object.keys(dependencies))('%s has its line of reasons', (name) => {
  const reasons = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  expect(reasons).toContain(`\`${name}\``);
});

it.each(Object.entries(dependencies))('%s is pinned to one version', (_, range) => {
  expect(range).toMatch(/^\d+\.\d+\.\d+$/);
});
