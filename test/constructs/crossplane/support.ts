import { Chart, Testing } from 'cdk8s';
import { Composition, type Add, type CompositeRefs } from '../../../constructs/crossplane';
import { isManifest, valueAt, type Manifest } from '../../../lib/core';
import * as rds from '../../../imports/aws/rds';
import { PostgresDatabase } from './sample';

export type Xr = CompositeRefs<typeof PostgresDatabase.v1alpha1>;

interface Template {
  readonly name: string;
  readonly base: unknown;
  readonly patches?: readonly Readonly<Record<string, unknown>>[];
  readonly readinessChecks?: readonly unknown[];
}

/** The manifests of a chart that `fill` fills. */
export function manifestsOf(fill: (chart: Chart) => void): Manifest[] {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'chart');
  fill(chart);
  return (JSON.parse(JSON.stringify(Testing.synth(chart))) as unknown[]).filter(isManifest);
}

/** The resource templates that `compose` makes for the sample database. */
export function templates(compose: (xr: Xr, add: Add) => object): readonly Template[] {
  const [composition] = manifestsOf((chart) => {
    new Composition(chart, 'sample', { composite: PostgresDatabase.v1alpha1, compose });
  });
  return valueAt(composition, '/spec/pipeline/0/input/resources') as readonly Template[];
}

/** The patches of one RDS instance whose `forProvider` is what `fields` gives. */
export function patchesOf(fields: (xr: Xr) => Readonly<Record<string, unknown>>) {
  const [template] = templates((xr, add) => {
    const forProvider = { region: 'eu-west-1', instanceClass: 'db.t4g.medium', ...fields(xr) };
    add('instance', rds.Instance, { spec: { forProvider } });
    return {};
  });
  return template?.patches ?? [];
}
