import { formatKey, type ObjectKey } from '../../core';
import type {
  Danger,
  FieldChange,
  FileChange,
  ImageChange,
  Place,
  PinChange,
  Pinned,
} from '../../plan';

/** `Deployment core-system/web`. */
export function objectText({ kind, namespace, name }: ObjectKey): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** `3 Deployment: api, catalog, web; 1 Service: web`. */
export function objectsText(objects: readonly ObjectKey[]): string {
  const kinds = new Map<string, string[]>();
  for (const { kind, name } of objects) kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  return [...kinds]
    .map(([kind, names]) => `${names.length} ${kind}: ${listed(names, 8)}`)
    .join('; ');
}

/** Objects of one kind and name in two groups need their full keys. */
export function fullObjectText(object: ObjectKey): string {
  return formatKey(object);
}

/** `2.1.0 sha256:1234abcd5678`; other revisions as they are. */
export function pinnedText({ revision, version }: Pinned): string {
  return [version, shortRevision(revision)].filter(Boolean).join(' ');
}

export function shortRevision(revision: string): string {
  if (revision.startsWith('sha256:')) return revision.slice(0, 'sha256:'.length + 12);
  return /^[a-f0-9]{40}$/.test(revision) ? revision.slice(0, 12) : revision;
}

export function pinTitle({ repository, artifact, rings }: PinChange): string {
  if (artifact === undefined) return repository.replace(/^oci:\/\//, '');
  return `${artifact}, ${rings.length > 1 ? 'rings' : 'ring'} ${rings.join(', ')}`;
}

/** How to undo what a danger warns of; what a pin tells in full is not repeated. */
export function undoText({ undo, deletes }: Danger, pins: readonly PinChange[]): string {
  const pin = pins.find((one) => one.undo === undo);
  const text = pin ? `put back the pin of ${pinTitle(pin)} (see pins)` : undo;
  return `${deletes ? 'undo before the sync' : 'undo'}: ${text}`;
}

/** The clusters of places, each once; `undefined` where none is known. */
export function clustersOf(places: readonly Place[]): string[] {
  return [...new Set(places.map(({ cluster }) => cluster))].filter((cluster) => cluster !== '');
}

/** `on 8 clusters: eu-1, eu-2, … 6 more`; `''` where no cluster is known. */
export function placesText(places: readonly Place[], most = 4): string {
  const clusters = clustersOf(places);
  if (clusters.length === 0) {
    const names = [...new Set(places.map(({ application }) => application))].filter(Boolean);
    return names.length === 0 ? '' : `in ${listed(names, most)}`;
  }
  const [only = ''] = clusters;
  if (clusters.length === 1) return `on ${only}`;
  return `on ${clusters.length} clusters: ${listed(clusters, most)}`;
}

/** `32 Applications on 8 clusters: …`; of one its name. */
export function applicationsText(places: readonly Place[]): string {
  const names = [...new Set(places.map(({ application }) => application))].filter(Boolean);
  const [only = ''] = names;
  if (names.length === 0) return '';
  const what = names.length === 1 ? only : `${names.length} Applications`;
  return clustersOf(places).length === 0 ? what : `${what} ${placesText(places)}`;
}

/** `a, b, … 3 more` */
export function listed(names: readonly string[], most: number): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')}, … ${names.length - most} more`;
}

/** `spec.replicas: 2 -> 3`; long values are cut. */
export function fieldText(change: FieldChange, most: number): string {
  const { path, hidden } = change;
  const name = path === '' ? 'everything' : path;
  if (hidden) return `${name}: a secret changes (not shown)`;
  const [before, after] = [valueText(change.before, most), valueText(change.after, most)];
  if (!('before' in change)) return `${name}: + ${after}`;
  if (!('after' in change)) return `${name}: - ${before}`;
  return `${name}: ${before} -> ${after}`;
}

export function imageText({ container, before, after }: ImageChange): string {
  return `image of ${container}: ${before} -> ${after}`;
}

export function valueText(value: unknown, most: number): string {
  const text = typeof value === 'string' && /^\S+$/.test(value) ? value : JSON.stringify(value);
  const shown = text ?? 'nothing';
  return shown.length <= most ? shown : `${shown.slice(0, most - 1)}…`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A file that a tool would render, and its fields. */
export function fileLines({ action, path, fields }: FileChange, most: number): string[] {
  const mark = { add: '+', change: '~', remove: '-' }[action];
  return [`${mark} ${path}`, ...fields.map((field) => `  ${fieldText(field, most)}`)];
}
