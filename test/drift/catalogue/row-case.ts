import type { IgnoreDifference, Pointer } from '../../../lib/core';
import type { DriftFacts, KindSchema, Strategy, Writer, WrittenField } from '../../../lib/drift';
import type { SyncOptions } from '../../../lib/testing';

/** What one row of the catalogue says, as objects: simulated under each way to compare. */
export interface RowCase {
  readonly writer: string;
  /** Of the row. */
  readonly path: string;
  /** Where several rows have the path: a kind, or a part of the note, of the one that is meant. */
  readonly row?: string;
  /** What Git holds, in documents; the first object of a claim is the one that is compared. */
  readonly git: string;
  /** The kind of the object that is compared, where the row claims none. Default: the first object. */
  readonly at?: string;
  /** What the controller wrote into the live object; `undefined` for what it took away. */
  readonly wrote: Readonly<Record<Pointer, unknown>>;
  /** The ways to compare in which Argo CD reports it, or overwrites it with a sync. */
  readonly fights: readonly Strategy[];
  /** What Git holds once a person has repaired it. Default: what our own repair makes of it. */
  readonly then?: string;
  /** Rules that the row speaks of, where no object in Git asks for them. Default: those of the claims. */
  readonly rules?: readonly IgnoreDifference[];
  /** Compare options that the repair sets. */
  readonly compare?: string;
  /** What holds of the cluster, before and after. */
  readonly cluster?: SyncOptions;
  /** Settings of Argo CD that the repair makes. */
  readonly settings?: SyncOptions;
  readonly facts?: DriftFacts;
}

export const ALL: readonly Strategy[] = ['clientSide', 'serverSideApply', 'serverSideDiff'];
export const MERGED: readonly Strategy[] = ['serverSideApply'];
export const ON_SERVER: readonly Strategy[] = ['serverSideApply', 'serverSideDiff'];
export const NEVER: readonly Strategy[] = [];

/** A custom resource whose CRD names no keys for its lists, and has no defaults. */
export const PLAIN: KindSchema = {
  table: { shapes: [] },
  facts: { root: { 'x-kubernetes-preserve-unknown-fields': true } },
};

/** Whether a case is about a row. */
export function isAbout({ writer, path, row }: RowCase, owner: Writer, field: WrittenField) {
  if (writer !== owner.name || path !== field.path) return false;
  return row === undefined || field.kinds.includes(row) || (field.note ?? '').includes(row);
}

/** `apps/v1/Deployment` with a name, and what else it has. */
export function object(kind: string, more = '', metadata = ''): string {
  const slash = kind.lastIndexOf('/');
  const [apiVersion, name] = [kind.slice(0, slash), kind.slice(slash + 1)];
  const rest = more === '' ? '' : `, ${more}`;
  return `{ apiVersion: ${apiVersion}, kind: ${name}, metadata: { name: x${metadata === '' ? '' : `, ${metadata}`} }${rest} }`;
}

export const all = (...documents: string[]): string => documents.join('\n---\n');

/** A workload with a pod template. */
export const workload = (spec = '', metadata = '', pod = '', kind = 'apps/v1/Deployment') =>
  object(
    kind,
    `spec: { ${spec}selector: { matchLabels: { app: x } }, template: { metadata: { labels: { app: x }${pod} }, spec: { containers: [{ name: a, image: 'a:1' }] } } }`,
    metadata,
  );
