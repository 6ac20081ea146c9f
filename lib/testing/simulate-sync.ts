import { definitionsIn, type Crd } from '../../imports/generate';
import { findKind } from '../../imports/schemas';
import { CodedError, type Manifest } from '../core';
import {
  simulateSync as simulate,
  type KindSchema,
  type SchemaOf,
  type SimulateOptions,
  type SyncSimulation,
} from '../drift';

export type {
  SyncComparison,
  DiffStrategy,
  FieldDifference,
  KindSchema,
  RuleVerdict,
  SchemaOf,
  SimulateOptions,
  SyncMethod,
  SyncProblem,
  SyncSimulation,
} from '../drift';

export interface SyncOptions extends SimulateOptions {
  /**
   * CustomResourceDefinitions, and CompositeResourceDefinitions of Crossplane, that the cluster has;
   * they go before the schemas that ship with us.
   */
  readonly definitions?: readonly Manifest[];
}

/** A definition that says nothing of its kinds. */
export class SyncTestError extends CodedError<'SYNC_DEFINITION_INVALID'> {}

/**
 * What Argo CD 3.5 or 3.6 would report of one object, what a sync would send, and what would be left
 * of it. Custom resources are merged and defaulted as their schemas say: those of `definitions`, else
 * those that ship with us; of other kinds the answer may be `Unknown`.
 *
 * ```ts
 * const sync = simulateSync(deployment, { ...deployment, spec: { ...spec, replicas: 7 } }, application);
 * expect(sync.survives('/spec/replicas')).toBe(true);
 * ```
 *
 * @param live the object in the cluster, as `kubectl get -o json --show-managed-fields` prints it;
 *   defaults may be left out; `undefined` where there is none.
 * @param application an Application, or the spec of one.
 * @throws {SyncTestError} `SYNC_DEFINITION_INVALID` for a definition that cannot be read.
 */
export function simulateSync(
  desired: Manifest,
  live: Manifest | undefined,
  application: unknown,
  { definitions = [], schemaOf = findKind, ...options }: SyncOptions = {},
): SyncSimulation {
  const defined = schemasIn(definitions);
  const known: SchemaOf = (apiVersion, kind) =>
    defined.get(`${apiVersion}/${kind}`) ?? schemaOf(apiVersion, kind);
  return simulate(desired, live, application, { ...options, schemaOf: known });
}

function schemasIn(definitions: readonly Manifest[]): ReadonlyMap<string, KindSchema> {
  const found = new Map<string, KindSchema>();
  for (const manifest of definitions) {
    const read = [...definitionsIn(manifest)];
    if (read.length === 0) throw invalid(manifest.kind, 'is no definition of a kind');
    for (const one of read) {
      if ('problem' in one) throw invalid(one.name, one.problem.message);
      for (const crd of one.crds) for (const [id, schema] of kindsOf(crd)) found.set(id, schema);
    }
  }
  return found;
}

function kindsOf({ group, kind, versions }: Crd): [string, KindSchema][] {
  return versions.map(({ name, schema = OPEN }) => [
    `${group}/${name}/${kind}`,
    { table: { shapes: [] }, facts: { root: schema } },
  ]);
}

/** A version without a schema takes anything. */
const OPEN = { 'x-kubernetes-preserve-unknown-fields': true };

function invalid(name: string, why: string): SyncTestError {
  return new SyncTestError(
    'SYNC_DEFINITION_INVALID',
    `${name} in definitions ${why}`,
    'give CustomResourceDefinitions or CompositeResourceDefinitions, as the cluster has them',
  );
}
