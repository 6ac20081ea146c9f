import type { Diagnostic, IgnoreDifference, Manifest, Pointer } from '../../core';
import type { SchemaOf } from '../structural';
import type { DiffStrategy, SyncMethod } from './application';
import type { SyncComparison } from './compare';
import type { FieldDifference } from './differences';
import type { RuleVerdict } from './rule-verdicts';

export interface SimulateOptions {
  /** Default: what Application and object ask for; without a word, `three-way`. */
  readonly strategy?: DiffStrategy;
  /**
   * What Git held at the last sync. Default: what the annotation of the live object says; without
   * it, nothing is known to have been applied, and nothing is deleted.
   */
  readonly lastApplied?: Manifest;
  /** Rules of `argocd-cm`, after those of the Application. Default: none. */
  readonly systemRules?: readonly IgnoreDifference[];
  /** `ignoreResourceStatusField` of `argocd-cm`. Default: `all`. */
  readonly ignoreStatus?: 'all' | 'crd' | 'none';
  /** `ignoreAggregatedRoles` of `argocd-cm`. Default: `false`. */
  readonly ignoreAggregatedRoles?: boolean;
  /**
   * The schemas of custom resources, for how their lists merge and what their defaults are. Default:
   * none, and where the answer depends on one it is `Unknown`.
   */
  readonly schemaOf?: SchemaOf;
  /**
   * What mutating webhooks make of each object that is applied or created, dry runs included. They
   * get a copy. Default: nothing.
   */
  readonly webhooks?: (object: Manifest) => Manifest;
}

export interface SyncSimulation {
  readonly strategy: DiffStrategy;
  /** What Argo CD reports, by each way to compare. */
  readonly diff: Readonly<Record<DiffStrategy, SyncComparison>>;
  /** Of `strategy`. */
  readonly status: SyncComparison['status'];
  /** Whether Argo CD syncs by itself because of the difference. */
  readonly selfHeals: boolean;
  readonly method: SyncMethod;
  /** What a sync sends, whatever triggers it; `undefined` where it fails or is not known. */
  readonly applied: Manifest | undefined;
  /** The live object after that; `undefined` where the sync fails or is not known. */
  readonly after: Manifest | undefined;
  /** What the sync changes of the live object, the memory of what was applied apart. */
  readonly changes: readonly FieldDifference[];
  /** What each rule of the Application does to this object, in their order. */
  readonly rules: readonly RuleVerdict[];
  /** What stops Argo CD, or cannot be known offline. */
  readonly problems: readonly Diagnostic[];
  /** Whether the field is after a sync what it was before; `false` where that is not known. */
  survives(pointer: Pointer): boolean;
}
