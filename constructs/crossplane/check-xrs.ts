import type { ApiObject } from 'cdk8s';
import { isManifest, type Manifest } from '../../lib/core';
import {
  compile,
  ruleValidatorOf,
  type Node,
  type ShapeTable,
  type Violation,
} from '../../lib/schema';
import { SynthError, type SynthPass } from '../../lib/synth';
import type { Composite } from './compose';
import type { VersionFacts } from './composite-types';

/** What is compiled once for a version of a composite resource. */
interface Schema {
  readonly table: ShapeTable;
  readonly root: Node;
}

const schemas = new WeakMap<VersionFacts, Schema>();

/**
 * Checks the XRs of classes that `compositeResource()` made by the schema of their class, with its rules
 * in CEL: the definition is often in another program, and the API server would be the first to say.
 *
 * @throws {SynthError} `SYNTH_INVALID` with the construct path and the place of each error.
 */
export function checkXrs(pass: SynthPass): void {
  const errors = [...pass.structure.apiObjects()].flatMap((object) => {
    const version = versionOf(object);
    if (!version) return [];
    return problemsOf(version, pass.manifestOf(object)).map(
      (line) => `[${object.node.path}] ${line}`,
    );
  });
  if (errors.length === 0) return;
  throw new SynthError(
    'SYNTH_INVALID',
    `the API server would not take what these say:\n  ${errors.join('\n  ')}`,
    'repair each at its place',
  );
}

/** What the API server would refuse of an XR, each with its place. */
export function problemsOf(version: VersionFacts, xr: unknown): readonly string[] {
  if (!isManifest(xr)) return [];
  return violationsOf(schemaOf(version), xr).map(
    ({ pointer, message, hint }) => `${pointer} ${message}${hint === undefined ? '' : `: ${hint}`}`,
  );
}

function violationsOf({ table, root }: Schema, xr: Manifest): readonly Violation[] {
  const violations = compile(table, root)(xr);
  // The API server asks no rule of what has not even the right shape.
  return violations.length > 0 ? violations : (ruleValidatorOf(table, root)?.validate(xr) ?? []);
}

/** Of an XR of Crossplane 2; those of 1 keep Crossplane's own fields among theirs. */
function versionOf(object: ApiObject): VersionFacts | undefined {
  const { composite, version } = object.constructor as Partial<Composite>;
  return composite?.scope === 'LegacyCluster' ? undefined : version;
}

function schemaOf(version: VersionFacts): Schema {
  let schema = schemas.get(version);
  if (!schema) {
    const { spec } = version;
    const crossplane = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const properties = { spec: { ...spec, properties: { ...spec.properties, crossplane } } };
    const root = { type: 'object', properties, required: ['spec'] } as unknown as Node;
    schemas.set(version, (schema = { table: { shapes: [] }, root }));
  }
  return schema;
}
