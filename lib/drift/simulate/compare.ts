import type { DiffStrategy } from './application';
import { builtInType } from './built-in';
import { differences, type FieldDifference } from './differences';
import { normalize } from './normalize';
import { remarshal } from './remarshal';
import type { RuleStep } from './rules';
import { dryRun, ownChanges, structuredMerge } from './server-side';
import { PatchError } from './strategic';
import { lastAppliedOf, LAST_APPLIED } from './sync';
import { threeWay, withLiveFields, type Compared } from './three-way';
import { TypedError } from './typed';
import { fieldOf, withPath, type JsonMap } from './value';

/** What Argo CD says of one object. */
export interface SyncComparison {
  /** `Unknown`: Argo CD reports a ComparisonError, or the answer cannot be known offline. */
  readonly status: 'Synced' | 'OutOfSync' | 'Unknown';
  readonly differences: readonly FieldDifference[];
  /** Why the status is `Unknown`. */
  readonly problem?: string;
}

export interface CompareInput {
  /** Desired and live, already without what trusted managers own. */
  readonly config: JsonMap;
  readonly live: JsonMap;
  readonly steps: readonly RuleStep[];
  readonly ignoreAggregatedRoles: boolean;
  /** Server-side comparison also reports what webhooks change. */
  readonly includeWebhooks: boolean;
}

/** Compares as Argo CD does under a strategy. */
export function compareUnder(strategy: DiffStrategy, input: CompareInput): SyncComparison {
  try {
    const { live, predicted } = sides(strategy, input);
    const found = differences(predicted, live);
    if (found.length === 0) return { status: 'Synced', differences: found };
    if (strategy !== 'server-side' || !hasUnknownDefaults(input.config)) {
      return { status: 'OutOfSync', differences: found };
    }
    // What the live object alone has in lists may be defaults, which the dry run would fill in.
    const sure = differences(withLiveFields(predicted, live), live);
    if (sure.length > 0) return { status: 'OutOfSync', differences: sure };
    const pointers = found.map(({ pointer }) => pointer).join(', ');
    const problem = `whether what Git lacks in ${pointers} is a default of the CRD is not known offline`;
    return { status: 'Unknown', differences: found, problem };
  } catch (error) {
    if (!(error instanceof PatchError || error instanceof TypedError)) throw error;
    return { status: 'Unknown', differences: [], problem: error.message };
  }
}

function hasUnknownDefaults(config: JsonMap): boolean {
  const [apiVersion, kind] = [fieldOf(config, 'apiVersion'), fieldOf(config, 'kind')];
  return builtInType(String(apiVersion), String(kind)) === undefined;
}

function sides(strategy: DiffStrategy, input: CompareInput): Compared {
  const { steps, ignoreAggregatedRoles } = input;
  const early = strategy === 'server-side' ? undefined : steps;
  const [config, live] = [input.config, input.live].map((object) =>
    normalize(remarshal(object), early, ignoreAggregatedRoles),
  ) as [JsonMap, JsonMap];
  if (strategy === 'structured-merge') return structuredMerge(config, live);
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
  const answer = dryRun(config, live);
  const predicted = input.includeWebhooks ? answer : ownChanges(answer, config, live);
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
