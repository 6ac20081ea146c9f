import type { IConstruct } from 'constructs';
import type { IgnoreDifference, NeededOption, ObjectKey } from '../lib/core';
import type { Strategy } from '../lib/drift';
import type { SyncContent } from '../lib/sync';

export type { IgnoreDifference };

/** What an Application needs to know of the content that its source delivers. Asked during synth. */
export interface Deployable {
  /** `oci://ghcr.io/acme/manifests/core-stack`, as `AppProject.spec.sourceRepos` must allow it. */
  readonly repoURL: string;
  /** The rules that the release which this source pins needs, compared by `strategy`. */
  ignoreDifferences(strategy?: Strategy): readonly IgnoreDifference[];
  /** Whether its objects carry rules, which need `RespectIgnoreDifferences=true` as well. */
  carriesRules(): boolean;
  /** Sync options that its objects need and cannot say themselves. */
  syncOptions(): readonly NeededOption[];
  /** What it means for other sources of the same Application; `undefined` where nobody knows. */
  syncContent(): SyncContent | undefined;
  /** Cluster-scoped kinds in the content, for the project's white list. */
  clusterResources(): readonly Pick<ObjectKey, 'group' | 'kind'>[];
  /** Namespaces that the content itself names; its project must allow them too. */
  namespaces(): readonly string[];
  /** `2.1.0`, or `undefined` for what this program builds. */
  version(): string | undefined;
  /** Why the rules and the revision are what they are, for `synth --explain`. */
  reasons(strategy?: Strategy): Reasons;
}

export interface Reasons {
  /** `what this program builds`, or where it is pinned. */
  readonly revision: string;
  /** `HorizontalPodAutoscaler shop/web writes /spec/replicas of apps/Deployment/shop/web` */
  readonly rules: readonly string[];
  /** Why it needs sync options: `ServerSideApply=true: Composition/eks is …`. Default none. */
  readonly options?: readonly string[];
  /** What may be written, and has no rule: `ClusterPolicy/mirror may write …`. Default none. */
  readonly undecided?: readonly string[];
}

/**
 * Key under which `artifact.source()` hangs its {@link Deployable} on the plain source object. An
 * enumerable symbol: it survives a spread, and synth never writes it.
 */
export const DEPLOYS = Symbol.for('cdk8s-gitops.deploys');

/** The deployables behind a source object or a list of them; sources written by hand have none. */
export function deployablesOf(...sources: readonly unknown[]): Deployable[] {
  return sources.flatMap((source) => {
    if (typeof source !== 'object' || source === null || !(DEPLOYS in source)) return [];
    return [source[DEPLOYS] as Deployable];
  });
}

/** Told, while the tree is built, what the constructs below it deploy and declare. */
export interface Witness {
  deploys(deployable: Deployable): void;
  /** A repository that is told to Argo CD by hand. */
  declares(repository: { readonly name: string; readonly url: string }): void;
}

const witnesses = new WeakMap<IConstruct, Witness>();

export function bearWitness(construct: IConstruct, witness: Witness): void {
  witnesses.set(construct, witness);
}

/** The nearest witness around a construct. */
export function witnessOf(construct: IConstruct): Witness | undefined {
  for (const scope of construct.node.scopes.toReversed()) {
    const witness = witnesses.get(scope);
    if (witness) return witness;
  }
  return undefined;
}
