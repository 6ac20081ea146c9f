import { isDigest, type Digest } from './digest';

/** `sha256-<hex>`: where clients keep what refers to a digest, if the registry does not. */
export function fallbackTag(subject: Digest): string {
  return subject.replace(':', '-');
}

/** What cosign kept beside an artifact before version 3: signatures, attestations, SBOMs. */
export const LEGACY_KINDS = ['sig', 'att', 'sbom'] as const;

/** `sha256-<hex>.sig` */
export function legacyTag(subject: Digest, kind: (typeof LEGACY_KINDS)[number] = 'sig'): string {
  return `${fallbackTag(subject)}.${kind}`;
}

/** Whether a tag stands for another's signatures and the like, not for an artifact. */
export function isHelperTag(tag: string): boolean {
  return helpedBy(tag) !== undefined;
}

/** The digest whose signatures and the like a tag stands for; `undefined` for any other tag. */
export function helpedBy(tag: string): Digest | undefined {
  const [, hex = ''] = /^sha256-([a-f0-9]{64})(?:\.\w+)?$/.exec(tag) ?? [];
  const digest = `sha256:${hex}`;
  return isDigest(digest) ? digest : undefined;
}
