import { isManifest, ManifestSet, type Diagnostic } from '../../lib/core';
import type * as lintRoom from '../../lib/lint';
import { SynthError, type SynthPass } from '../../lib/synth';
import type { ApiObject } from 'cdk8s';
import type * as schemaData from '../../imports/schemas';
import type { Targets } from '../targets';
import { packageAround } from './packages/package-content';

/** Kinds that are checked. */
const CHECKED = ['Composition', 'CompositeResourceDefinition'];

/** Of these, only the rules in CEL are checked. */
const DEFINITION = 'CustomResourceDefinition';
const DEFINITION_RULE = 'crd-rule-invalid';

/** Kinds that they are checked against. */
const BESIDE = [DEFINITION, 'EnvironmentConfig'];
const INSTALLED = ['Configuration', 'Function', 'Provider'];
const GROUPS = ['apiextensions.crossplane.io', 'apiextensions.k8s.io', 'pkg.crossplane.io'];

/** Rules of other sets that hold for the objects themselves: steps are unique, there is a pipeline. */
const SCHEMA_RULES = ['schema-violation', 'unknown-field'];

/**
 * Checks the Compositions and XRDs of an app, and rules in CEL of its CRDs, whatever construct wrote them, as `lint` does: nobody
 * else would before an XR is reconciled. Only they and what they are checked against are resolved,
 * and a program without them pays for a look at the kinds of its objects.
 *
 * @throws {SynthError} `SYNTH_INVALID` with the construct path and the place of each error; warnings
 *   are left to `lint`.
 */
export function checkCrossplaneObjects(pass: SynthPass, targets: Targets = {}): void {
  const wanted = [...pass.structure.apiObjects()].filter(isWanted);
  if (!wanted.some(({ kind }) => kind === DEFINITION || CHECKED.includes(kind))) return;
  const packed = wanted.filter((object) => packageAround(object) !== undefined);
  const inside = new Set(packed);
  const others = wanted.filter((object) => !inside.has(object));
  // What a package depends on is installed with it, whatever this program installs.
  const beside = others.filter(({ kind }) => !INSTALLED.includes(kind));
  const setOf = setsIn(pass);
  const errors = [
    ...errorsOf(setOf(others), setOf(packed), targets),
    ...(packed.length > 0 ? errorsOf(setOf(packed), setOf(beside), targets) : []),
  ];
  if (errors.length === 0) return;
  throw new SynthError(
    'SYNTH_INVALID',
    `Crossplane or the API server would not take, or never apply, what these say:\n  ${errors.map(lineOf).join('\n  ')}`,
    'repair each at its place, or name its rule in the annotation cdk8s-gitops/lint-ignore of the object',
  );
}

/** Objects as they are written, with their paths. */
function setsIn(pass: SynthPass): (objects: readonly ApiObject[]) => ManifestSet {
  return (objects) =>
    new ManifestSet(
      objects.flatMap((object) => {
        const manifest = pass.manifestOf(object);
        const constructPath = object.node.path;
        return isManifest(manifest) ? [{ manifest, origin: { constructPath } }] : [];
      }),
    );
}

/** The errors of a set, each object checked once, with the definitions that it does not hold itself. */
function errorsOf(
  set: ManifestSet,
  definitions: ManifestSet,
  targets: Targets,
): readonly Diagnostic[] {
  const { lint, rules } = lintLibrary();
  const chosen = rules.filter(
    ({ id, category }) =>
      category === 'crossplane' || SCHEMA_RULES.includes(id) || id === DEFINITION_RULE,
  );
  const options = { schemas: schemaSource(), rules: chosen, targets: { ...targets }, definitions };
  return lint(set, options).filter(
    ({ severity, manifest, rule }) =>
      severity === 'error' && (rule === DEFINITION_RULE || CHECKED.includes(manifest?.kind ?? '')),
  );
}

function isWanted({ kind, apiGroup }: ApiObject): boolean {
  return GROUPS.includes(apiGroup) && [...CHECKED, ...BESIDE, ...INSTALLED].includes(kind);
}

function lineOf({ origin, pointer, message, hint, rule }: Diagnostic): string {
  return `[${origin.constructPath ?? ''}] ${pointer} ${message}: ${hint} (${rule})`;
}

/** Loaded late: most programs have no composition. */
function lintLibrary(): typeof lintRoom {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../../lib/lint') as typeof lintRoom;
}

function schemaSource(): typeof schemaData {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../../imports/schemas') as typeof schemaData;
}
