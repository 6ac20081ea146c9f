import type { ManifestSet, ObjectKey, Pointer } from '../core';
import type { ClusterFacts, ExpandInputs } from '../render';

/** What git and the registry say should run, at one point in time. */
export interface State {
  /** As the user named it: `main`, `dist`, `oci://…`. */
  readonly name: string;
  /** What the hub applies: ApplicationSets, Applications, AppProjects, Secrets, anything else. */
  readonly hub: ManifestSet;
  /** Which ring runs which release, as far as `releases.yaml` and the last synth tell. Default none. */
  readonly rings?: readonly RingFact[];
  /**
   * Whether a git source delivers the hub itself, whose objects are compared anyway.
   * Default: none does.
   */
  readonly isHub?: (source: SourceRef) => boolean;
  /** The clusters that Argo CD knows then. Default those of the inputs. */
  readonly clusters?: readonly ClusterFacts[] | undefined;
  /** What other generators read then. Default those of the inputs. */
  readonly facts?: GeneratorFacts | undefined;
  /** What is not known about the state itself. Default nothing. */
  readonly unknown?: readonly Omit<Unknown, 'places'>[];
}

/** What generators read beside clusters: repositories, and the recorded answers of hosts. */
export type GeneratorFacts = Omit<ExpandInputs, 'clusters' | 'mode' | 'origin'>;

/** One ring of one artifact and what it runs. */
export interface RingFact {
  readonly artifact: string;
  readonly ring: string;
  readonly digest: string;
  readonly version?: string;
  /** Where it is, if that is not the artifact's own repository. */
  readonly repository?: string;
  /** Whether it is a line with a pin; otherwise it runs what the program builds. */
  readonly pinned: boolean;
  /** Where it is written: `releases.yaml:4`. Default unknown. */
  readonly written?: string;
}

/** A source of an Application, as far as its content depends on it. */
export interface SourceRef {
  /** `oci://ghcr.io/acme/core`, `https://github.com/acme/apps.git`. */
  readonly repoURL: string;
  /** `.` for the root. */
  readonly path: string;
  readonly revision: string;
  /** What renders it, where that is no plain directory. */
  readonly tool?: Tool;
  /** Name of a chart in a Helm repository. */
  readonly chart?: string;
  /** What else its rendering depends on: `helm`, `kustomize`, `plugin`, the revisions of `$ref`s. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly directory: DirectoryOptions;
}

export type Tool = 'Helm' | 'Kustomize' | 'Jsonnet' | 'a plugin';

/** `spec.source.directory` of an Application. */
export interface DirectoryOptions {
  readonly include?: string;
  readonly exclude?: string;
  readonly recurse?: boolean;
}

/** A file of a release, by its path in the artifact. */
export interface ReleaseFile {
  readonly path: string;
  readonly text: string;
}

/** The files behind a source, or why they are not known. */
export type Content =
  | { readonly files: readonly ReleaseFile[] }
  /** `notRead`: nobody looked, since sources of that kind are not read. */
  | { readonly missing: string; readonly notRead?: true; readonly hint?: string };

/** Where a change arrives. */
export interface Place {
  /** Name of the cluster, its server where the name is unknown; `''` where neither is known. */
  readonly cluster: string;
  /** Name of the Application. */
  readonly application: string;
}

export interface FieldChange {
  /** Into the object of head; of base for what head no longer has. */
  readonly pointer: Pointer;
  /** For people: `spec.template.spec.containers[web].image`. */
  readonly path: string;
  /** `undefined`: added. */
  readonly before?: unknown;
  /** `undefined`: removed. */
  readonly after?: unknown;
  /** A secret: that it changes is told, its values are not. */
  readonly hidden?: true;
}

export interface ImageChange {
  readonly container: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What becomes of an object that head no longer has: `pruned` by automated sync, `deleted` with its
 * Application, `confirm` after a person agrees, `left` running until a person removes it, `kept` by
 * its own sync option, `refused` because nothing would be left and `allowEmpty` is not set,
 * `composed` deleted by Crossplane, since its XR is no longer composed of it.
 */
export type Fate = 'pruned' | 'deleted' | 'confirm' | 'left' | 'kept' | 'refused' | 'composed';

/** One change of one object, in all the places where it is the same. */
export interface ObjectChange {
  readonly action: 'add' | 'change' | 'remove';
  readonly object: ObjectKey;
  readonly fields: readonly FieldChange[];
  readonly images: readonly ImageChange[];
  readonly fate?: Fate;
  /** Whether it comes or goes with its Application, which is told under `applications`. */
  readonly withApplication?: true;
  /** What a removed object is made again as: in another namespace, or under another name. */
  readonly again?: ObjectKey;
  /** The XR that it is composed by; nobody delivers it. */
  readonly composedBy?: ObjectKey;
  /** How it is applied, where that is not client-side. */
  readonly apply?: 'server-side';
  /** Where it is written: file and line in the artifact, or of the hub. */
  readonly written?: string;
  /** Index of the pin in `Plan.pins` that brings the change; absent where no pin does. */
  readonly pin?: number;
  /** Empty for objects of the hub, which Argo CD's own cluster gets. */
  readonly places: readonly Place[];
}

/** `renamed` and `recreated` delete what they deploy and make it again. */
export type ApplicationAction =
  'add' | 'remove' | 'renamed' | 'recreated' | 'moved' | 'namespace' | 'project' | 'source';

/** What happens to Applications themselves; equal for all of `places`. */
export interface ApplicationChange {
  readonly action: ApplicationAction;
  /** The ApplicationSet that makes them; absent for those written out. */
  readonly set?: string;
  /** `[old, new]` names, clusters, namespaces, projects or sets, one pair a place. */
  readonly values: readonly (readonly [before: string, after: string])[];
  /** Whether their objects are deleted with them. Only for `remove`, `renamed`, `recreated`. */
  readonly cascades?: boolean;
  /** Whether Argo CD no longer knows their cluster: then nothing there is deleted. */
  readonly clusterGone?: true;
  /** How many objects they deploy; absent where the content is unknown. */
  readonly objects?: number;
  readonly places: readonly Place[];
}

/** A release, as an Application names it. */
export interface Pinned {
  readonly revision: string;
  readonly version?: string;
}

/** A source whose revision changes. */
export interface PinChange {
  readonly repository: string;
  readonly artifact?: string;
  /** Rings that run the new release. */
  readonly rings: readonly string[];
  readonly from: Pinned;
  readonly to: Pinned;
  readonly undo: string;
  readonly places: readonly Place[];
}

export type DangerKind =
  | 'application-deleted'
  | 'application-renamed'
  | 'application-recreated'
  | 'application-moved'
  | 'set-frozen'
  | 'data-loss'
  | 'object-deleted'
  | 'object-renamed'
  | 'namespace-move'
  | 'immutable-field';

/** Something to look at before anything else. */
export interface Danger {
  readonly kind: DangerKind;
  readonly message: string;
  readonly object?: ObjectKey;
  /** All that it is about, where they are several. */
  readonly objects?: readonly ObjectKey[];
  readonly pointer?: Pointer;
  /** What to do before the sync: how data is kept, how a refused change can be made. */
  readonly protect?: string;
  /** Whether it is a deletion or a rename, which needs `--allow-deletions`. */
  readonly deletes: boolean;
  readonly undo: string;
  readonly places: readonly Place[];
}

/** Why something could not be compared. */
export type UnknownReason =
  | 'release-missing'
  | 'release-unreadable'
  | 'source-not-read'
  | 'helm'
  | 'kustomize'
  | 'plugin'
  | 'application-set'
  | 'composite'
  | 'not-synthesized';

/** A file that a tool would render: all that can be told where the tool is not run. */
export interface FileChange {
  readonly action: 'add' | 'change' | 'remove';
  /** In the artifact. */
  readonly path: string;
  /** Of values, kustomizations and manifests as they are written; none for templates. */
  readonly fields: readonly FieldChange[];
}

/** What could not be compared: "nothing changes" would be a guess there. */
export interface Unknown {
  readonly reason: UnknownReason;
  readonly message: string;
  readonly hint: string;
  /** Files that differ, where they are at hand. */
  readonly files?: readonly FileChange[];
  readonly places: readonly Place[];
}

/** Something that the plan cannot tell, or that does not happen although it looks so. */
export interface Note {
  readonly message: string;
  readonly hint: string;
  readonly places: readonly Place[];
}

/** What runs in a cluster and is in neither state. */
export interface Foreign {
  /** `Application web`, `the controller of ReplicaSet`, `Helm release redis`. */
  readonly owner: string;
  readonly objects: readonly ObjectKey[];
  /** Whether the next sync of that Application removes them. */
  readonly pruned?: true;
}

export interface Plan {
  readonly base: string;
  readonly head: string;
  /** The worst first. */
  readonly dangers: readonly Danger[];
  readonly pins: readonly PinChange[];
  readonly applications: readonly ApplicationChange[];
  /** Whether neither state has an Application: then `hub` holds the objects, compared as they are. */
  readonly direct: boolean;
  /** Of the hub: what Argo CD's own cluster gets. */
  readonly hub: readonly ObjectChange[];
  /** Of the clusters. */
  readonly objects: readonly ObjectChange[];
  /** What was not compared; empty where the plan is all that happens. */
  readonly unknown: readonly Unknown[];
  readonly notes: readonly Note[];
  /** Only of a plan against what runs. */
  readonly foreign?: readonly Foreign[];
  /** What puts all of it back, as commands and orders, in their order. Default unknown. */
  readonly undo?: readonly string[];
}
