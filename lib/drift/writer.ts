import type { Manifest, ManifestSet, ObjectKey, Pointer, Strategy } from '../core';
import type { SchemaOf } from './structural';

export type { Strategy };

/** One field of one object that a controller writes at run time. */
export interface Claim {
  /** Whose field it is; the object itself may live elsewhere (a Helm chart, another artifact). */
  readonly target: ObjectKey;
  /** The target in the set, where it is. */
  readonly at?: Manifest;
  /** The field; in a list, that of one element: `/webhooks/0/clientConfig/caBundle`. */
  readonly pointer: Pointer;
  /**
   * A jq path for the field in every element that it concerns, where it stands in a list: no pointer
   * finds the element once the list is reordered. `.webhooks[]?.clientConfig.caBundle`
   */
  readonly jq?: string;
  /** The object that makes the controller write: the autoscaler. Absent where none is needed. */
  readonly by?: Manifest;
  readonly repair: Repair;
  /** The ways to compare in which they fight. Default: all. */
  readonly under?: readonly Strategy[];
  /** Whether it depends on what nobody here knows: it may be written, and no rule is derived. */
  readonly maybe?: boolean;
  /** Those in which they fight though Git does not write the field. Default: none. */
  readonly unwritten?: readonly Strategy[];
  /** The row of the catalogue that this is a case of. */
  readonly field?: WrittenField;
}

/** What ends the fight, and with it, what Git should hold. */
export type Repair =
  /** Leave the field out. */
  | { readonly do: 'omit' }
  /** Leave the field out, and keep a rule: it is a scale, which falls to 1 where it was once applied. */
  | { readonly do: 'omit-and-ignore' }
  /** Git sets it for a reason (or a chart does): a rule, and `RespectIgnoreDifferences=true`. */
  | { readonly do: 'ignore' }
  /** Write what the API server fills in, since inside a list its absence is a difference. */
  | { readonly do: 'write'; readonly value: unknown }
  /** Set an option of the Application, of the object or of Argo CD itself. */
  | { readonly do: 'set'; readonly option: DriftOption }
  /** Take the object out of Git: the controller makes it. */
  | { readonly do: 'remove' };

/** An option that ends a fight, and where it is said. */
export interface DriftOption {
  /**
   * `syncOptions` of the Application, an annotation of the object, a key of `argocd-cm`, or
   * `ignoreApplicationDifferences` of an ApplicationSet.
   */
  readonly in: 'syncOptions' | 'compare-options' | 'argocd-cm' | 'ignoreApplicationDifferences';
  /** `ServerSideDiff=true`, or `resource.compareoptions: ignoreAggregatedRoles: true`. */
  readonly text: string;
}

/** A claim, and the controller that makes it. */
export interface WriterClaim extends Claim {
  readonly writer: Writer;
}

/** A controller that writes fields of objects which somebody else declares. */
export interface Writer {
  /** `horizontal-pod-autoscaler`. */
  readonly name: string;
  /** As people call it: `HorizontalPodAutoscaler`. */
  readonly title: string;
  /** Where its documentation or code says that it writes the field. */
  readonly source: string;
  /** The fields that it writes, for people to read and link to. */
  readonly fields: readonly WrittenField[];
  claims(set: ManifestSet, facts?: DriftFacts): Iterable<Claim>;
}

/** A row of the catalogue: one field of some kinds, and what to do about it. */
export interface WrittenField {
  /** `apps/Deployment`, as a rule would name it; a text where the kinds are open. */
  readonly kinds: readonly string[];
  /** A JSON pointer, or a jq path where the field stands in a list. */
  readonly path: string;
  /** As `metadata.managedFields` names who wrote it. */
  readonly manager: string;
  /** What to do, by the way Argo CD compares and applies. */
  readonly repair: RepairTexts;
  /** What the Application needs besides a rule and `RespectIgnoreDifferences=true`. Default nothing. */
  readonly syncOptions?: readonly RuleOption[];
  /** What people trip over; one sentence, lower case, no full stop. */
  readonly note?: string;
  /** Evidence of this field, where it is not the writer's own source. */
  readonly source?: string;
}

/** A sync option that some rules need. */
export type RuleOption = 'ApplyOutOfSyncOnly=true';

/** Repairs as orders, in Argo CD's three ways to compare; `'nothing'` where nothing fights. */
export interface RepairTexts extends Partial<Record<Strategy, string>> {
  /** Client-side apply, three-way diff: the default. */
  readonly clientSide: string;
  /** `ServerSideApply=true`, structured merge diff. Default: as client-side. */
  readonly serverSideApply?: string;
  /** `ServerSideDiff=true`. Default: as client-side. */
  readonly serverSideDiff?: string;
}

/** What is known of kinds whose definition is not in the set. */
export interface DriftFacts {
  /** Dotted path of the scale subresource (`.spec.replicas`) of a kind; `undefined` where unknown. */
  scalePathOf?(apiVersion: string, kind: string): string | undefined;
  /** The schema of a custom resource; `undefined` where nobody knows one. */
  readonly schemaOf?: SchemaOf;
  /** Where an object without a namespace is put: the destination of its Application. */
  namespaceOf?(manifest: Manifest): string | undefined;
  /** Versions that the content runs on, `major.minor`. Default of each: any. */
  readonly targets?: Readonly<Partial<Record<'argocd' | 'externalSecrets' | 'kubernetes', string>>>;
}
