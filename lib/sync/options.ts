import type { Manifest, NeededOption } from '../core';

/** Where an object has sync options of its own, separated by commas. */
export const OPTIONS_ANNOTATION = 'argocd.argoproj.io/sync-options';

/** The options that an object's own annotation sets. */
export function optionsOn({ metadata }: Manifest): readonly string[] {
  const text: unknown = metadata.annotations?.[OPTIONS_ANNOTATION];
  return typeof text === 'string' ? text.split(',').map((part) => part.trim()) : [];
}

/** The annotation of an object with one option more, behind those that it has. */
export function optionsWith(manifest: Manifest, option: NeededOption): string {
  const own = optionsOn(manifest).filter((one) => one !== '');
  return own.includes(option) ? own.join(',') : [...own, option].join(',');
}
