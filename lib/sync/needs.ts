import {
  formatKey,
  keyOf,
  NEEDED_OPTIONS,
  type Manifest,
  type ManifestSet,
  type NeededOption,
} from '../core';
import { arrivalsIn, type Brings } from './arrivals';
import { optionsOn } from './options';
import { MOST_ANNOTATIONS, tooLarge } from './size';

/** A sync option without which Argo CD cannot apply an object. */
export interface SyncNeed {
  readonly at: Manifest;
  readonly option: NeededOption;
  /** Read after the object: "is 301,234 bytes long, and …". */
  readonly because: string;
}

/**
 * The options that objects of one sync need and do not have themselves. An object that says
 * `ServerSideApply=false` is among them, since it cannot be applied like that; one that is replaced
 * keeps no copy, and needs nothing.
 *
 * @param set what one Application applies.
 * @param brings which groups a provider has; default as the name of its image tells.
 */
export function* syncNeeds(set: ManifestSet, brings?: Brings): Generator<SyncNeed> {
  const arrivals = arrivalsIn(set, brings);
  for (const at of set) {
    const size = sizeNeed(at);
    if (size) yield size;
    const [by] = arrivals?.(at) ?? [];
    if (by) yield* arrivalNeed(at, by);
  }
}

/** Whether an object is too large for client-side apply, and does not say how else. */
export function sizeNeed(at: Manifest): SyncNeed | undefined {
  const size = tooLarge(at);
  if (size === undefined) return undefined;
  const [option] = NEEDED_OPTIONS;
  const own = optionsOn(at);
  if (own.includes('Replace=true') || (own.includes(option) && !forbids(at))) return undefined;
  const [have, most] = [size, MOST_ANNOTATIONS].map((bytes) => bytes.toLocaleString('en-US'));
  const because = `is ${have} bytes long, and client-side apply keeps a copy in an annotation, where ${most} fit`;
  return { at, option, because };
}

/** That the kind of an object comes with another one of the same sync, where it does not say so. */
export function* arrivalNeed(at: Manifest, by: Manifest): Generator<SyncNeed> {
  const [, option] = NEEDED_OPTIONS;
  if (optionsOn(at).includes(option)) return;
  const because = `is of a kind that ${formatKey({ ...keyOf(by), group: '' })} brings in the same sync, and Argo CD looks for it before`;
  yield { at, option, because };
}

/** Whether an object rules out server-side apply: that wins over whatever its Application says. */
export function forbids(at: Manifest): boolean {
  return optionsOn(at).includes('ServerSideApply=false');
}

/**
 * Whether an annotation may say it. Every annotation of a Composition enters the hash of its revision:
 * a new one rolls every XR.
 */
export function carriesOptions({ kind, apiVersion }: Manifest): boolean {
  return kind !== 'Composition' || !apiVersion.startsWith('apiextensions.crossplane.io/');
}
