import { findKind } from '../../imports/schemas';
import { groupOf, isManifest, ManifestSet, type Manifest } from '../../lib/core';
import type { DriftFacts } from '../../lib/drift';
import type * as Definitions from '../../lib/lint/definitions';
import type { SynthPass } from '../../lib/synth';
import type { Targets } from '../targets';
import { deliveriesOf } from './delivery';
import { fileEntries } from './file-entries';

const DEFINING: ReadonlySet<string> = new Set([
  'CustomResourceDefinition',
  'CompositeResourceDefinition',
]);

/**
 * What is known of kinds besides the content of one artifact: what CRDs and XRDs of the program
 * define, whichever artifact they travel in, then what ships with us. Schemas are the program's own
 * alone: a cluster may have another release of a foreign CRD, and would refuse a default that it does
 * not know.
 */
export function programFacts(pass: SynthPass, targets: Targets = {}): DriftFacts {
  return {
    scalePathOf: (apiVersion, kind) =>
      scalePathIn(pass, apiVersion, kind) ??
      findKind(apiVersion, kind)?.facts.scale?.specReplicasPath,
    schemaOf: (apiVersion, kind) => definedIn(pass).get(`${apiVersion}/${kind}`),
    targets,
  };
}

/** `Cluster` or `Namespaced`; `undefined` for a kind that nobody here knows. */
export function scopeOf(pass: SynthPass, { apiVersion, kind }: Manifest): string | undefined {
  const [defined] = versionsOf(pass, apiVersion, kind);
  return (defined ?? findKind(apiVersion, kind))?.facts.scope;
}

/** Of the version asked for, else of any: an expected writer names a group and a kind. */
function scalePathIn(pass: SynthPass, apiVersion: string, kind: string): string | undefined {
  const exact = definedIn(pass).get(`${apiVersion}/${kind}`);
  return [exact, ...versionsOf(pass, apiVersion, kind)]
    .map((schema) => schema?.facts.scale?.specReplicasPath)
    .find((path) => path !== undefined);
}

/** What the program says of a kind, whatever the version. */
function versionsOf(pass: SynthPass, apiVersion: string, kind: string) {
  const [start, end] = [`${groupOf(apiVersion)}/`, `/${kind}`];
  return [...definedIn(pass)]
    .filter(([key]) => key.startsWith(start) && key.endsWith(end))
    .map(([, schema]) => schema);
}

type Kinds = ReturnType<typeof Definitions.definitionsIn>;

const known = new WeakMap<SynthPass, Kinds>();

/** Each definition by itself: the chart around it may be being resolved. */
function definedIn(pass: SynthPass): Kinds {
  let kinds = known.get(pass);
  if (!kinds) {
    const constructs = pass.charts
      .flatMap((chart) => pass.structure.objectsOf(chart))
      .filter(({ kind }) => DEFINING.has(kind))
      .map((object) => pass.manifestOf(object))
      .filter(isManifest);
    const files = deliveriesOf(pass.app)
      .flatMap((delivery) => fileEntries(pass, delivery))
      .map(({ manifest }) => manifest)
      .filter(({ kind }) => DEFINING.has(kind));
    const all = [...constructs, ...files];
    known.set(pass, (kinds = all.length === 0 ? NONE : read(all)));
  }
  return kinds;
}

const NONE: Kinds = new Map();

function read(definitions: readonly Manifest[]): Kinds {
  // Most programs define no kind, and need none of it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { definitionsIn } = require('../../lib/lint/definitions') as typeof Definitions;
  return definitionsIn(ManifestSet.of(definitions));
}
