import { keyOf, valueAt, type Diagnostic, type Manifest } from '../../core';
import {
  hasSyncOption,
  objectOptions,
  strategyOf,
  syncFactsOf,
  type DiffStrategy,
  type SyncMethod,
  type SyncFacts,
} from './application';
import { compareUnder, failure, unknownLists, type SyncComparison } from './compare';
import { refuseConflict } from './conflict';
import { differences, type FieldDifference } from './differences';
import { kindTypes, type KindTypes } from './kind-types';
import { withoutTrusted } from './managers';
import { mayBe } from './may-be';
import { fullyNormalized } from './normalize';
import { problemOf, Stopped } from './problems';
import { respectIgnored } from './respect';
import { verdicts } from './rule-verdicts';
import { rulesFor, type Rules } from './rules';
import type { SimulateOptions, SyncSimulation } from './simulate-types';
import {
  afterClientSide,
  afterCreate,
  afterReplace,
  afterServerSide,
  LAST_APPLIED,
  stored,
} from './sync';
import { inPlace, remembered, systemRules, textAt } from './target';
import { fieldOf, isEqual, isMap, withPath, type Json, type JsonMap } from './value';

/**
 * What Argo CD 3.5 or 3.6 would report of one object, what a sync would send, and what would be left
 * of it.
 *
 * Assumed: the object of the same group, kind, namespace and name is meant, and webhooks change what
 * the options say. How the lists of a custom resource merge, and its defaults, are as `schemaOf` says; where
 * the answer hangs on a schema that nobody gave, it is `Unknown`.
 *
 * ```ts
 * const sync = simulateSync(deployment, { ...deployment, spec: { ...spec, replicas: 7 } }, application);
 * expect(sync.survives('/spec/replicas')).toBe(true);
 * ```
 *
 * @param live the object in the cluster, as `kubectl get -o json --show-managed-fields` prints it;
 *   defaults of built-in kinds may be left out; `undefined` where there is none.
 * @param application an Application, or the spec of one.
 */
export function simulateSync(
  desired: Manifest,
  live: Manifest | undefined,
  application: unknown,
  options: SimulateOptions = {},
): SyncSimulation {
  const facts = syncFactsOf(application);
  const strategy = options.strategy ?? strategyOf(facts, desired);
  const method = methodFor(facts, desired, live);
  const target = inPlace(desired as unknown as JsonMap, live as JsonMap | undefined, facts);
  const rules = verdicts(facts.ignoreDifferences, target, live as JsonMap | undefined);
  const types = { ...kindTypes(target, options.schemaOf), ...webhooksOf(options) };
  if (!live) return { ...created(target, strategy, method, facts, types), rules };
  const found = remembered(stored(live as unknown as JsonMap, types), options.lastApplied);
  try {
    const key = { ...keyOf(desired), namespace: textAt(target, '/metadata/namespace') };
    const all = [...facts.ignoreDifferences, ...systemRules(options)];
    const active = rulesFor(all, key, application);
    const known = { desired, target, live: found, types, rules: active, strategy, method };
    return { ...simulated({ ...known, facts, options }), rules };
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    const problem = problemOf(error.problem, error.message, desired, error.place);
    return { ...undecided(problem, strategy, method), rules };
  }
}

function webhooksOf({ webhooks }: SimulateOptions): Pick<KindTypes, 'webhooks'> {
  if (!webhooks) return {};
  const run = (object: JsonMap) => webhooks(structuredClone(object) as unknown as Manifest);
  return { webhooks: (object) => run(object) as unknown as JsonMap };
}

type Simulated = Omit<SyncSimulation, 'rules'>;

interface Known {
  readonly desired: Manifest;
  readonly target: JsonMap;
  readonly live: JsonMap;
  readonly types: KindTypes;
  readonly rules: Rules;
  readonly strategy: DiffStrategy;
  readonly method: SyncMethod;
  readonly facts: SyncFacts;
  readonly options: SimulateOptions;
}

function simulated(known: Known): Simulated {
  const { desired, target, live, types, rules, strategy, method, facts, options } = known;
  const { managers, steps } = rules;
  const plain =
    managers.length > 0
      ? withoutTrusted(live, target, managers, types.argocd)
      : { live, config: target };
  const { ignoreAggregatedRoles = false } = options;
  const includeWebhooks = facts.compareOptions.includes('IncludeMutationWebhook=true');
  const input = { ...plain, cluster: live, types, steps, ignoreAggregatedRoles, includeWebhooks };
  const diff = {
    'three-way': compareUnder('three-way', input, desired),
    'structured-merge': compareUnder('structured-merge', input, desired),
    'server-side': compareUnder('server-side', input, desired),
  };
  const { status, problem } = diff[strategy];
  const problems = problem === undefined ? [] : [problem];
  const isSkipped = status === 'Synced' && facts.syncOptions.includes('ApplyOutOfSyncOnly=true');
  if (isSkipped) return untouched(known, diff);
  let applied: JsonMap | undefined;
  let after: JsonMap | undefined;
  try {
    applied = facts.syncOptions.includes('RespectIgnoreDifferences=true')
      ? respectIgnored(
          target,
          fullyNormalized(plain.config, steps),
          live,
          fullyNormalized(plain.live, steps),
        )
      : target;
    after = afterSync(method, live, applied, types);
    const unsure = method === 'server-side apply' && !types.isKnown ? unsureIn(after, live) : [];
    if (unsure.length > 0) {
      problems.push(unknownLists(unsure, desired));
      after = undefined;
    }
  } catch (error) {
    problems.push(failure(error, 'sync-apply-fails', desired));
  }
  return {
    strategy,
    diff,
    status,
    selfHeals: facts.selfHeal && status === 'OutOfSync',
    method,
    applied: applied as unknown as Manifest | undefined,
    after: after as unknown as Manifest | undefined,
    changes: after ? differences(shown(after), shown(live)) : [],
    problems,
    survives: (pointer) =>
      after !== undefined &&
      isEqual(
        valueAt(live, pointer) as Json | undefined,
        valueAt(after, pointer) as Json | undefined,
      ),
  };
}

/** `ApplyOutOfSyncOnly=true` leaves alone what is in sync. */
function untouched({ live, strategy }: Known, diff: Simulated['diff']): Simulated {
  return {
    strategy,
    diff,
    status: 'Synced',
    selfHeals: false,
    method: 'none',
    applied: undefined,
    after: live as unknown as Manifest,
    changes: [],
    problems: [],
    survives: () => true,
  };
}

function afterSync(method: SyncMethod, live: JsonMap, target: JsonMap, types: KindTypes): JsonMap {
  refuseConflict(live, target, method);
  if (method === 'replace') return afterReplace(live, target, types);
  return method === 'server-side apply'
    ? afterServerSide(live, target, types)
    : afterClientSide(live, target, types);
}

/** What changes in lists of which nobody knows how they merge. */
function unsureIn(after: JsonMap, live: JsonMap): FieldDifference[] {
  return differences(after, live).filter((one) => mayBe(one, live));
}

function methodFor(facts: SyncFacts, desired: Manifest, live: Manifest | undefined): SyncMethod {
  if (!live) return 'create';
  const isReplaced = [desired, live].some((object) =>
    objectOptions(object).includes('Replace=true'),
  );
  if (isReplaced || facts.syncOptions.includes('Replace=true')) return 'replace';
  if (objectOptions(desired).includes('ServerSideApply=false')) return 'client-side apply';
  return hasSyncOption(facts, desired, 'ServerSideApply=true')
    ? 'server-side apply'
    : 'client-side apply';
}

function shown(object: JsonMap): JsonMap {
  const bare = withPath(object, ['metadata', 'annotations', LAST_APPLIED], undefined);
  const annotations = fieldOf(fieldOf(bare, 'metadata'), 'annotations');
  const isEmpty = isMap(annotations) && Object.keys(annotations).length === 0;
  return withPath(
    isEmpty ? withPath(bare, ['metadata', 'annotations'], undefined) : bare,
    ['metadata', 'managedFields'],
    undefined,
  );
}

function created(
  target: JsonMap,
  strategy: DiffStrategy,
  method: SyncMethod,
  facts: SyncFacts,
  types: KindTypes,
): Simulated {
  const missing: SyncComparison = {
    status: 'OutOfSync',
    differences: [{ pointer: '', git: target, live: undefined }],
  };
  const after = afterCreate(target, types);
  return {
    strategy,
    diff: { 'three-way': missing, 'structured-merge': missing, 'server-side': missing },
    status: missing.status,
    selfHeals: facts.selfHeal,
    method,
    applied: target as unknown as Manifest,
    after: after as unknown as Manifest,
    changes: [{ pointer: '', git: after, live: undefined }],
    problems: [],
    survives: () => false,
  };
}

function undecided(problem: Diagnostic, strategy: DiffStrategy, method: SyncMethod): Simulated {
  const unknown: SyncComparison = { status: 'Unknown', differences: [], problem };
  return {
    strategy,
    diff: { 'three-way': unknown, 'structured-merge': unknown, 'server-side': unknown },
    status: 'Unknown',
    selfHeals: false,
    method,
    applied: undefined,
    after: undefined,
    changes: [],
    problems: [problem],
    survives: () => false,
  };
}
