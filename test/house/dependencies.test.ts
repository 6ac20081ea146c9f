import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files';

const { dependencies, engines } = manifestAt('package.json');

interface PackageJson {
  readonly dependencies: Record<string, string>;
  readonly engines?: { readonly node?: string };
}

function manifestAt(path: string): PackageJson {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as PackageJson;
}

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

it('asks for the very Node that the most demanding of them ask for', () => {
  const asked = Object.keys(dependencies).map(
    (name) => manifestAt(`node_modules/${name}/package.json`).engines?.node ?? '',
  );
  const demanding = asked.filter((range) => /\^20\.|>= ?2[1-9]/.test(range));
  expect([...new Set(demanding)]).toEqual([engines?.node]);
});

it.each(Object.entries(dependencies))('%s is pinned to one version', (_, range) => {
  expect(range).toMatch(/^\d+\.\d+\.\d+$/);
});
