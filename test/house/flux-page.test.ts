import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as flux from '../../constructs/flux';
import * as kargo from '../../constructs/kargo';
import { parseDocuments } from '../../lib/core';
import { pageProgram } from '../support/page-program';

const { program, folder, run } = pageProgram('docs/flux.md');

it('has an example of every construct', () => {
  const names = [...Object.keys(flux), ...Object.keys(kargo)].filter(
    (name) => !/Error$/.test(name),
  );
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    if (name !== 'otherStep') expect(program).toMatch(new RegExp(`\\b(flux|kargo)\\.${name}\\b`));
  }
});

it('is a program that type-checks, and runs', () => {
  expect(run()).toBe('infrastructure 70\n');
  const written = readFileSync(join(folder, 'dist/cluster.k8s.yaml'), 'utf8');
  const objects = parseDocuments(written).map(
    ({ value }) => value as { spec: object; kind: string },
  );
  const shop = objects.find(({ kind }) => kind === 'Kustomization');
  expect(shop?.spec).toMatchObject({ ignore: [{ paths: ['/spec/suspend'] }] });
  const release = objects.filter(({ kind }) => kind === 'HelmRelease')[1];
  expect(release?.spec).toMatchObject({
    driftDetection: { ignore: [{ paths: ['/spec/replicas'] }] },
  });
});
