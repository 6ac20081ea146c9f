import { createHash } from 'node:crypto';

/** What the double keeps. */
export interface Store {
  /** `<repository>@<digest>` */
  readonly blobs: Map<string, Buffer>;
  /** `<repository>:<tag or digest>` */
  readonly manifests: Map<string, { readonly type: string; readonly bytes: Buffer }>;
  /** Uploads under way, by id: what arrived so far. */
  readonly uploads: Map<string, Buffer>;
}

export function emptyStore(): Store {
  return { blobs: new Map(), manifests: new Map(), uploads: new Map() };
}

export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Whether everything that a manifest names is there, as real registries ask. */
export function isComplete(
  { blobs, manifests }: Store,
  repository: string,
  bytes: Buffer,
): boolean {
  const manifest = JSON.parse(bytes.toString()) as Named;
  const children = manifest.manifests ?? [];
  const named = [...(manifest.config ? [manifest.config] : []), ...(manifest.layers ?? [])];
  return (
    children.every(({ digest }) => manifests.has(`${repository}:${digest}`)) &&
    named.every(({ digest }) => blobs.has(`${repository}@${digest}`))
  );
}

interface Named {
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string }[];
  readonly manifests?: readonly { readonly digest: string }[];
}

/** The tags of a repository, sorted. */
export function tagsOf({ manifests }: Store, repository: string): string[] {
  return [...manifests.keys()]
    .filter((key) => key.startsWith(`${repository}:`) && !key.includes(':sha256:'))
    .map((key) => key.slice(repository.length + 1))
    .sort();
}

/** What says that it is about `subject`, as descriptors. */
export function referrersOf({ manifests }: Store, repository: string, subject: string): object[] {
  return [...manifests]
    .filter(([key]) => key.startsWith(`${repository}:sha256:`))
    .map(([, { type, bytes }]) => ({ type, bytes, manifest: parsed(bytes) }))
    .filter(({ manifest }) => manifest.subject?.digest === subject)
    .map(({ type, bytes, manifest: { artifactType, annotations } }) => {
      const digest = sha256(bytes);
      return { mediaType: type, digest, size: bytes.length, artifactType, annotations };
    });
}

function parsed(bytes: Buffer): {
  readonly subject?: { readonly digest: string };
  readonly artifactType?: string;
  readonly annotations?: object;
} {
  return JSON.parse(bytes.toString()) as object;
}
