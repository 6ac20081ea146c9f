import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as generators from '../../constructs/argocd/generators';
import { parseDocuments } from '../../lib/core';
import { pageProgram } from '../support/page-program';

const { page, program, folder, run } = pageProgram('docs/argocd.md');

beforeAll(() => {
  const [, releases = ''] = /^```yaml releases.yaml\n([^]*?)^```$/m.exec(page) ?? [];
  writeFileSync(join(folder, 'releases.yaml'), releases);
});

it('has an example of every generator', () => {
  const functions = Object.keys(generators);
  expect(functions.length).toBeGreaterThan(12);
  for (const name of functions) expect(program).toMatch(new RegExp(`\\b${name}[<(]`));
});

it('is a program that type-checks, and runs', () => {
  run();
  const written = readFileSync(join(folder, 'dist/hub/hub.k8s.yaml'), 'utf8');
  const kinds = parseDocuments(written).map(({ value }) => (value as { kind: string }).kind);
  expect(kinds.filter((kind) => kind === 'ApplicationSet')).toHaveLength(
    program.match(/new ApplicationSet\(/g)?.length ?? 0,
  );
});
