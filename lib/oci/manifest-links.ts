import type { Blob } from './descriptor';
import { isDigest, type Digest } from './digest';

/** Which other manifests of its repository a manifest names. */
export interface ManifestLinks {
  /** What it is about. */
  readonly subject?: Digest;
  /** Those of an index. */
  readonly manifests: readonly Digest[];
}

/** What a manifest names; nothing for bytes that are none, as anybody may have stored them. */
export function linksOf({ bytes }: Pick<Blob, 'bytes'>): ManifestLinks {
  const { subject, manifests } = jsonOf(bytes);
  const about = digestIn(subject);
  const listed = Array.isArray(manifests) ? (manifests as readonly unknown[]) : [];
  return {
    ...(about !== undefined && { subject: about }),
    manifests: listed.map(digestIn).filter((digest) => digest !== undefined),
  };
}

function digestIn(value: unknown): Digest | undefined {
  const { digest } = (value ?? {}) as { readonly digest?: unknown };
  return isDigest(digest) ? digest : undefined;
}

function jsonOf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
