import type { DiffStrategy } from './application';
import type { Diagnostic, Manifest } from '../../core';
import { differences, type FieldDifference } from './differences';
import type { KindTypes } from './kind-types';
import { normalize } from './normalize';
import { problemOf, type SyncProblem } from './problems';
import { remarshal } from './remarshal';
import type { RuleStep } from './rules';
import { dryRun, ownChanges, structuredMerge } from './server-side';
import { PatchError } from './strategic';
import { lastAppliedOf, LAST_APPLIED } from './sync';
import { mayBe } from './may-be';
import { threeWay, type Compared } from './three-way';
import { TypedError } from './typed';
import { withPath, type JsonMap } from './value';

/** What Argo CD says of one object. */
export interface SyncComparison {
  /** `Unknown`: Argo CD reports a ComparisonError, or the answer cannot be known offline. */
  readonly status: 'Synced' | 'OutOfSync' | 'Unknown';
  readonly differences: readonly FieldDifference[];
  /** Why the status is `Unknown`. */
  readonly problem?: Diagnostic;
}

export interface CompareInput {
  /** Desired and live, already without what trusted managers own. */
  readonly config: JsonMap;
  readonly live: JsonMap;
  /** The live object as a dry run finds it. */
  readonly cluster: JsonMap;
  readonly types: KindTypes;
  readonly steps: readonly RuleStep[];
  readonly ignoreAggregatedRoles: boolean;
  /** Server-side comparison also reports what webhooks change. */
  readonly includeWebhooks: boolean;
}

/** Compares as Argo CD does under a strategy. */
export function compareUnder(
  strategy: DiffStrategy,
  input: CompareInput,
  desired: Manifest,
): SyncComparison {
  try {
    const { live, predicted } = sides(strategy, input);
    const found = differences(predicted, live);
    if (found.length === 0) return { status: 'Synced', differences: found };
    if (strategy === 'three-way' || input.types.isKnown) {
      return { status: 'OutOfSync', differences: found };
    }
    // Lists that are merged by keys, and defaults in them, are known to the CRD alone.
    const sure = found.filter((one) => !mayBe(one, live));
    if (sure.length > 0) return { status: 'OutOfSync', differences: sure };
    return { status: 'Unknown', differences: found, problem: unknownLists(found, desired) };
  } catch (error) {
    const problem = failure(error, 'sync-comparison-fails', desired);
    return { status: 'Unknown', differences: [], problem };
  }
}

/** Lists that differ, where nobody knows how they merge. */
export function unknownLists(found: readonly FieldDifference[], desired: Manifest): Diagnostic {
  const pointers = found.map(({ pointer }) => pointer).join(', ');
  const message = `how ${desired.kind} merges ${pointers}, and what its defaults are, is in its CRD, which is not known here`;
  const pointer = found[0]?.pointer ?? '';
  return problemOf('sync-schema-unknown', message, desired, { pointer });
}

/** @throws what is no failure of Argo CD's. */
export function failure(error: unknown, rule: SyncProblem, desired: Manifest): Diagnostic {
  if (!(error instanceof PatchError || error instanceof TypedError)) throw error;
  const pointer = error instanceof TypedError ? error.pointer : '';
  return problemOf(rule, error.message, desired, { pointer });
}

function sides(strategy: DiffStrategy, input: CompareInput): Compared {
  const { steps, ignoreAggregatedRoles } = input;
  const early = strategy === 'server-side' ? undefined : steps;
  const [config, live] = [input.config, input.live].map((object) =>
    normalize(remarshal(object), early, ignoreAggregatedRoles),
  ) as [JsonMap, JsonMap];
  if (strategy === 'structured-merge') return structuredMerge(config, live, input.types);
  if (strategy === 'server-side') return serverSide(config, live, input);
  const last = lastAppliedOf(live);
  const original = last && normalize(last, steps, ignoreAggregatedRoles);
  try {
    return threeWay(original ?? config, config, live);
  } catch (error) {
    // As Argo CD: what was applied last is then left out.
    if (original && error instanceof PatchError) return threeWay(config, config, live);
    throw error;
  }
}

function serverSide(config: JsonMap, live: JsonMap, input: CompareInput): Compared {
  const { types, cluster } = input;
  const answer = dryRun(config, cluster, types);
  const predicted = input.includeWebhooks
    ? answer
    : ownChanges({ answer, config, cluster, live, types });
  const shown = (object: JsonMap): JsonMap =>
    HIDDEN.reduce(
      (result, path) => withPath(result, path, undefined),
      normalize(object, input.steps, input.ignoreAggregatedRoles),
    );
  return { predicted: shown(remarshal(predicted)), live: shown(live) };
}

const HIDDEN = [
  ['metadata', 'managedFields'],
  ['metadata', 'resourceVersion'],
  ['metadata', 'annotations', LAST_APPLIED],
];
