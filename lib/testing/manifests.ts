import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { layoutOf } from '../../constructs/artifact/layout';
import { withSynthesis } from '../../constructs/artifact/synthesis';
import { ManifestSet, type Manifest, type ManifestEntry } from '../core';
import { allManifests, manifestsOf, type SynthPass } from '../synth';

/**
 * The manifests that a construct becomes, as they are written: of a chart, of an artifact or one of
 * its variants, of a whole app. Nested charts are included.
 */
export function manifests(construct: IConstruct): Manifest[] {
  return [...manifestSet(construct)];
}

/** {@link manifests} with the construct path and file of each, for `lint` and its kin. */
export function manifestSet(construct: IConstruct): ManifestSet {
  return withSynthesis(construct, (pass) =>
    construct === construct.node.root
      ? allManifests(pass)
      : new ManifestSet(entriesBelow(construct, pass)),
  );
}

/** Only what is asked for is resolved: other charts of the app may be unfinished. */
function* entriesBelow(construct: IConstruct, pass: SynthPass): Generator<ManifestEntry> {
  const layout = layoutOf(pass.app);
  const charts = pass.charts.filter((chart) => chart.node.scopes.includes(construct));
  const paths = new Set(charts.map(({ node }) => node.path));
  const groups = new Set(charts.flatMap((chart) => layout(chart)?.root ?? []));
  for (const root of groups) {
    for (const entry of manifestsOf(pass, root).entries()) {
      if (isBelow(entry, paths)) yield entry;
    }
  }
  for (const chart of charts) if (!layout(chart)) yield* entriesOf(chart, pass);
}

function isBelow({ origin: { constructPath = '' } }: ManifestEntry, charts: Set<string>): boolean {
  return [...charts].some((path) => constructPath === path || constructPath.startsWith(`${path}/`));
}

function* entriesOf(chart: Chart, pass: SynthPass): Generator<ManifestEntry> {
  for (const { manifest, path } of pass.objectsOf(chart)) {
    yield { manifest, origin: { constructPath: path } };
  }
}
