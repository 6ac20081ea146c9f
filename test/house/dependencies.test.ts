import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files';

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

it.each(Object.keys(dependencies))('%s loads in jest with no transform', (name) => {
  // Users' jest has no transform for node_modules: what is ESM only would break their tests.
  expect(Object.keys(require(name) as object).length).toBeGreaterThan(0);
});

it.each(Object.keys(dependencies))('%s has its line of reasons', (name) => {
  const reasons = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  expect(reasons).toContain(`\`${name}\``);
});

it.each(Object.entries(dependencies))('%s is pinned to one version', (_, range) => {
  expect(range).toMatch(/^\d+\.\d+\.\d+$/);
});
