import type { IgnoreDifference, Manifest } from '../../core';
import { valueAt } from '../../core';

/** The ways in which Argo CD compares. */
export type DiffStrategy = 'three-way' | 'structured-merge' | 'server-side';

/** How a sync writes an object. */
export type SyncMethod =
  | 'create'
  | 'client-side apply'
  | 'server-side apply'
  | 'replace'
  /** `ApplyOutOfSyncOnly=true` leaves alone what is in sync. */
  | 'none';

/** What of an Application decides about one object. */
export interface SyncFacts {
  readonly ignoreDifferences: readonly IgnoreDifference[];
  readonly syncOptions: readonly string[];
  readonly compareOptions: readonly string[];
  readonly selfHeal: boolean;
  /** Where an object without a namespace goes. */
  readonly namespace: string | undefined;
}

/** Reads an Application, or the spec of one. */
export function syncFactsOf(application: unknown): SyncFacts {
  const spec = valueAt(application, '/spec') ?? application;
  const automated = valueAt(spec, '/syncPolicy/automated');
  const namespace = valueAt(spec, '/destination/namespace');
  return {
    ignoreDifferences: listOf(valueAt(spec, '/ignoreDifferences')).filter(isRule),
    syncOptions: texts(valueAt(spec, '/syncPolicy/syncOptions')),
    compareOptions: annotation(application, 'argocd.argoproj.io/compare-options'),
    selfHeal: valueAt(automated, '/selfHeal') === true && valueAt(automated, '/enabled') !== false,
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : undefined,
  };
}

/** Whether an option holds for an object: of the Application, or of the object itself. */
export function hasSyncOption(facts: SyncFacts, object: Manifest, option: string): boolean {
  return facts.syncOptions.includes(option) || objectOptions(object).includes(option);
}

/** The options that an object's own annotation sets. */
export function objectOptions(object: Manifest): string[] {
  return annotation(object, 'argocd.argoproj.io/sync-options');
}

export function strategyOf(facts: SyncFacts, desired: Manifest): DiffStrategy {
  const { compareOptions } = facts;
  const isServerSide =
    compareOptions.includes('ServerSideDiff=true') &&
    !compareOptions.includes('ServerSideDiff=false');
  if (isServerSide) return 'server-side';
  return hasSyncOption(facts, desired, 'ServerSideApply=true') ? 'structured-merge' : 'three-way';
}

function annotation(object: unknown, name: string): string[] {
  const annotations = valueAt(object, '/metadata/annotations');
  const text = (annotations as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (typeof text !== 'string') return [];
  return text.split(',').map((part) => part.trim());
}

function isRule(value: unknown): value is IgnoreDifference {
  return typeof value === 'object' && value !== null && typeof valueAt(value, '/kind') === 'string';
}

function texts(value: unknown): string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
