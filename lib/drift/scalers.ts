import { posix } from 'node:path';
import { groupOf, type Manifest, type ManifestSet, type ObjectKey, type Pointer } from '../core';
import { builtInGroupOf, scalePathOf } from './scale-path';
import { textIn } from './values';
import type { Claim, DriftFacts, Repair } from './writer';

const REPAIR: Repair = { do: 'omit-and-ignore' };

/** What an autoscaler says it scales. */
export interface ScaleTarget {
  readonly key: ObjectKey;
  /** As written, or as its controller fills it in. */
  readonly apiVersion: string;
}

/** What a controller takes for a field of the reference that is not written. */
export interface TargetDefaults {
  readonly apiVersion?: string;
  readonly kind?: string;
  /** Where the reference is. Default `/spec/scaleTargetRef`. */
  readonly at?: Pointer;
}

/**
 * Reads a `scaleTargetRef`; the target lives in the scaler's namespace. A reference without a name
 * or a kind scales nothing and gives `undefined`.
 */
export function scaleTargetOf(
  by: Manifest,
  defaults: TargetDefaults = {},
  facts?: DriftFacts,
): ScaleTarget | undefined {
  const { at = '/spec/scaleTargetRef' } = defaults;
  const kind = textIn(by, `${at}/kind`) ?? defaults.kind;
  const name = textIn(by, `${at}/name`);
  if (!kind || !name) return undefined;
  const apiVersion = textIn(by, `${at}/apiVersion`) ?? defaults.apiVersion;
  const group = apiVersion === undefined ? builtInGroupOf(kind) : groupOf(apiVersion);
  if (group === undefined) return undefined;
  const namespace = namespaceIn(by, facts);
  return {
    key: { group, kind, namespace, name },
    apiVersion: apiVersion ?? (group === '' ? 'v1' : `${group}/v1`),
  };
}

/** The claim of one autoscaler; none where the target's scale path is unknown. */
export function* scaleClaims(
  by: Manifest,
  target: ScaleTarget | undefined,
  set: ManifestSet,
  facts?: DriftFacts,
): Generator<Claim> {
  if (!target) return;
  const pointer = scalePathOf({ ...target, kind: target.key.kind }, set, facts);
  if (pointer === undefined) return;
  const found = targetsIn(set, by, target.key, facts);
  if (found.length === 0) yield { target: target.key, pointer, by, repair: REPAIR };
  for (const at of found) yield { target: target.key, at, pointer, by, repair: REPAIR };
}

/**
 * The objects of that key which live together with `by`: those in its folder if there are any (a
 * folder is what one Application deploys; variants repeat the same keys), else those anywhere.
 */
export function targetsIn(
  set: ManifestSet,
  by: Manifest,
  key: ObjectKey,
  facts?: DriftFacts,
): readonly Manifest[] {
  const all = set
    .named(key.group, key.kind, key.name)
    .filter((m) => namespaceIn(m, facts) === key.namespace);
  if (all.length < 2) return all;
  const folder = folderOf(set, by);
  const near = all.filter((m) => folderOf(set, m) === folder);
  return near.length > 0 ? near : all;
}

/** The namespace that an object states, else the one that its Application puts it in. */
export function namespaceIn(manifest: Manifest, facts?: DriftFacts): string | undefined {
  return textIn(manifest, '/metadata/namespace') ?? facts?.namespaceOf?.(manifest);
}

function folderOf(set: ManifestSet, manifest: Manifest): string | undefined {
  const { file } = set.originOf(manifest);
  return file === undefined ? undefined : posix.dirname(file);
}
