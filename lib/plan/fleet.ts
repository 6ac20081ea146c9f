import { groupOf, valueAt, type Manifest, type ManifestSet } from '../core';
import { expandApplicationSet, type ClusterFacts } from '../render';
import { instanceOf, type Instance } from './instance';
import type { GeneratorFacts, Note, SourceRef, State } from './types';
import { isMap } from './values';

/** What a state makes Argo CD run. */
export interface Instances {
  readonly instances: readonly Instance[];
  /** Sets whose controller stops at an error: their Applications stay as they are. */
  readonly frozen: ReadonlyMap<string, string>;
  /**
   * Sets that could not be expanded: each has one instance, its template as written. The value tells
   * whether two of them make their Applications from the same.
   */
  readonly templates: ReadonlyMap<string, string>;
  /** Whether Argo CD knows a cluster; of all of them where no inventory lists them. */
  readonly knows: (instance: Instance) => boolean;
  /** `applicationsSync` of each set that has one. */
  readonly policies: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
}

/** The expanders' words for "gives nothing, and deletes what was there". */
const DELETES = new Set(['application-set-generator-unknown', 'application-set-empty']);
const INPUT_MISSING = 'application-set-input-missing';

/** What a plan is given for states that do not say it themselves. */
export interface FleetInputs {
  /** Of the inventory; without one, sets that select clusters stay templates. */
  readonly clusters?: readonly ClusterFacts[];
  readonly facts?: GeneratorFacts;
}

/** Expanded once, however many ask for a state. */
const known = new WeakMap<State, { readonly inputs: FleetInputs; readonly found: Instances }>();

export function instancesOf(state: State, inputs: FleetInputs): Instances {
  const cached = known.get(state);
  if (
    cached &&
    cached.inputs.clusters === inputs.clusters &&
    cached.inputs.facts === inputs.facts
  ) {
    return cached.found;
  }
  const { clusters = inputs.clusters, facts = inputs.facts ?? {} } = state;
  const found = expandState(state, clusters, facts);
  known.set(state, { inputs, found });
  return found;
}

function expandState(
  { hub }: State,
  clusters: readonly ClusterFacts[] | undefined,
  facts: GeneratorFacts,
): Instances {
  const clusterOf = clusterNames(clusters ?? []);
  const instances: Instance[] = [];
  const frozen = new Map<string, string>();
  const templates = new Map<string, string>();
  const policies = new Map<string, string>();
  const notes: Note[] = [];
  for (const manifest of argoObjects(hub)) {
    if (manifest.kind === 'Application') {
      instances.push(instanceOf(manifest, clusterOf));
      continue;
    }
    const set = setName(manifest);
    const policy = valueAt(manifest, '/spec/syncPolicy/applicationsSync');
    if (typeof policy === 'string') policies.set(set, policy);
    const expanded = expand(manifest, clusters, facts);
    if ('applications' in expanded) {
      for (const one of expanded.applications) instances.push(instanceOf(one, clusterOf, set));
    } else if ('freezes' in expanded) frozen.set(set, expanded.freezes);
    else {
      templates.set(set, JSON.stringify(valueAt(manifest, '/spec/generators')));
      instances.push(templateOf(manifest, set));
      const places = [{ cluster: '', application: set }];
      notes.push({ ...expanded, places });
    }
  }
  const knows = knownIn(clusters);
  return { instances, frozen, templates, policies, notes, knows };
}

/** `name` of an ApplicationSet, behind its namespace unless that is `argocd`. */
export function setName({ metadata: { name = '', namespace = 'argocd' } }: Manifest): string {
  return namespace === 'argocd' ? name : `${namespace}/${name}`;
}

/** Applications and ApplicationSets, the last of each key: `dist` may hold one twice. */
function argoObjects(hub: ManifestSet): Iterable<Manifest> {
  const found = new Map<string, Manifest>();
  for (const manifest of hub) {
    if (groupOf(manifest) !== 'argoproj.io' || !/^Application(Set)?$/.test(manifest.kind)) continue;
    found.set(`${manifest.kind} ${setName(manifest)}`, manifest);
  }
  return found.values();
}

type Expanded =
  | { readonly applications: readonly Manifest[] }
  | { readonly freezes: string }
  | { readonly message: string; readonly hint: string };

function expand(
  set: Manifest,
  clusters: readonly ClusterFacts[] | undefined,
  facts: GeneratorFacts,
): Expanded {
  if (!clusters && asksForClusters(valueAt(set, '/spec/generators'))) {
    return {
      message: 'compared as written: which clusters an ApplicationSet selects is not known',
      hint: 'give the clusters: --inventory inventory.yaml',
    };
  }
  const { applications, diagnostics } = expandApplicationSet(set, {
    ...facts,
    clusters: clusters ?? [],
  });
  const [error] = diagnostics.filter(
    ({ rule, severity }) => severity === 'error' && !DELETES.has(rule),
  );
  if (applications.length > 0 || !error) return { applications };
  const { rule, message, hint } = error;
  return rule === INPUT_MISSING ? { message, hint } : { freezes: message };
}

function asksForClusters(generators: unknown): boolean {
  if (!Array.isArray(generators)) return false;
  return generators.some((entry) => {
    if (!isMap(entry)) return false;
    if ('clusters' in entry || 'clusterDecisionResource' in entry) return true;
    return [entry.matrix, entry.merge].some(
      (combined) => isMap(combined) && asksForClusters(combined.generators),
    );
  });
}

/** The template as an Application of no known cluster. */
function templateOf(set: Manifest, name: string): Instance {
  const template = valueAt(set, '/spec/template');
  const { metadata = {}, spec = {} } = isMap(template) ? template : {};
  const preserves = valueAt(set, '/spec/syncPolicy/preserveResourcesOnDeletion') === true;
  const application = {
    apiVersion: set.apiVersion,
    kind: 'Application',
    metadata,
    spec,
  } as Manifest;
  const instance = instanceOf(application, () => '', name);
  return {
    ...instance,
    name: `every Application of ${name}`,
    sources: instance.sources.map(untemplated),
    cascades: instance.cascades || !preserves,
  };
}

/** A filter that each Application fills in: all that they read together is compared. */
function untemplated(source: SourceRef): SourceRef {
  const { include = '', exclude = '' } = source.directory;
  return `${include}${exclude}`.includes('{{')
    ? { ...source, directory: { recurse: true } }
    : source;
}

function knownIn(clusters: readonly ClusterFacts[] | undefined): Instances['knows'] {
  if (!clusters) return () => true;
  const listed = new Set(clusters.flatMap(({ name, server }) => [name, server]));
  for (const one of [IN_CLUSTER, 'in-cluster']) listed.add(one);
  return ({ manifest }) => {
    const destination = valueAt(manifest, '/spec/destination');
    if (!isMap(destination)) return true;
    const { server, name } = destination;
    return [server, name].every((one) => typeof one !== 'string' || one === '' || listed.has(one));
  };
}

function clusterNames(clusters: readonly ClusterFacts[]): (destination: string) => string {
  const names = new Map(clusters.map(({ name, server }) => [server, name]));
  if (!names.has(IN_CLUSTER)) names.set(IN_CLUSTER, 'in-cluster');
  return (destination) => names.get(destination) ?? destination;
}

const IN_CLUSTER = 'https://kubernetes.default.svc';
