import { findKind } from '../../imports/schemas';
import { groupOf, isManifest, ManifestSet, type Manifest } from '../../lib/core';
import type { DriftFacts } from '../../lib/drift';
import type * as Definitions from '../../lib/lint/definitions';
import type { SynthPass } from '../../lib/synth';
import type { Targets } from '../targets';

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
      scalePathIn(definedIn(pass), apiVersion, kind) ??
      findKind(apiVersion, kind)?.facts.scale?.specReplicasPath,
    schemaOf: (apiVersion, kind) => definedIn(pass).get(`${apiVersion}/${kind}`),
    targets,
  };
}

/** Of the version asked for, else of any: an expected writer names a group and a kind. */
function scalePathIn(kinds: Kinds, apiVersion: string, kind: string): string | undefined {
  if (kinds.size === 0) return undefined;
  const group = groupOf(apiVersion);
  const versions = [...kinds].filter(
    ([key]) => key.startsWith(`${group}/`) && key.endsWith(`/${kind}`),
  );
  const exact = kinds.get(`${apiVersion}/${kind}`);
  return [exact, ...versions.map(([, schema]) => schema)]
    .map((schema) => schema?.facts.scale?.specReplicasPath)
    .find((path) => path !== undefined);
}

type Kinds = ReturnType<typeof Definitions.definitionsIn>;

const known = new WeakMap<SynthPass, Kinds>();

/** Each definition by itself: the chart around it may be being resolved. */
function definedIn(pass: SynthPass): Kinds {
  let kinds = known.get(pass);
  if (!kinds) {
    const definitions = pass.charts
      .flatMap((chart) => pass.structure.objectsOf(chart))
      .filter(({ kind }) => DEFINING.has(kind))
      .map((object) => pass.manifestOf(object))
      .filter(isManifest);
    known.set(pass, (kinds = definitions.length === 0 ? NONE : read(definitions)));
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
