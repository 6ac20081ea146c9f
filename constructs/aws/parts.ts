import { GROUP } from './shared';

/** Label of a managed resource with its name in the composition, for selectors beside it. */
export const PART = `${GROUP}/part`;

/** Metadata by which resources of the same XR find this one. */
export function part(name: string, labels: Readonly<Record<string, string>> = {}) {
  return { labels: { ...labels, [PART]: name } };
}

/** Selects what the same XR composes: all of the kind, or the one of that name. */
export function own(name?: string) {
  return {
    matchControllerRef: true,
    ...(name !== undefined && { matchLabels: { [PART]: name } }),
  };
}
