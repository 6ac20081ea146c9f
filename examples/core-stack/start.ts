/* What `npm start` runs: the program, then everything that is known of its output, offline. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandFleet, lintApp, manifests } from 'cdk8s-gitops/testing';
import { platformApp } from './app';

// The folder of the sources, where releases.yaml and the inventory are, and where dist goes.
process.chdir(process.argv[2] ?? __dirname);

const began = Date.now();
const app = platformApp();
app.synth();

interface SynthRecord {
  readonly files: readonly string[];
  readonly artifacts: readonly { readonly name: string; readonly digest: string }[];
}
const record = JSON.parse(readFileSync(join('.gitops', 'artifacts.json'), 'utf8')) as SynthRecord;
const findings = lintApp(app);
const fleet = expandFleet(app, 'inventory.yaml');
const seconds = (Date.now() - began) / 1_000;

const perRegion = new Map<string, { clusters: number; applications: number }>();
for (const [cluster, applications] of Object.entries(fleet)) {
  const region = cluster.replace(/-(?:[a-z]|staging)$/, '');
  const sum = perRegion.get(region) ?? { clusters: 0, applications: 0 };
  perRegion.set(region, {
    clusters: sum.clusters + 1,
    applications: sum.applications + Object.keys(applications).length,
  });
}

const row = (name: string, value: string | number) => `${name.padEnd(14)} ${value}`;
console.log(
  [
    row('files', `${record.files.length} in examples/core-stack/dist`),
    row('objects', manifests(app).length),
    row('findings', findings.length),
    ...[...perRegion].map(([region, { clusters, applications }]) =>
      row(region, `${applications} Applications on ${clusters} cluster${clusters > 1 ? 's' : ''}`),
    ),
    ...record.artifacts.map(({ name, digest }) => row(name, digest)),
    row('seconds', seconds.toFixed(2)),
  ].join('\n'),
);
process.exitCode = findings.some(({ severity }) => severity === 'error') ? 1 : 0;
