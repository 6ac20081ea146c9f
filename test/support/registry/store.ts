import { createHash } from 'node:crypto';

/** What the double keeps. */
export interface Store {
  /** `<repository>@<digest>` */
  readonly blobs: Map<string, Buffer>;
  /** `<repository>:<tag or digest>` */
  readonly manifests: Map<string, { readonly type: string; readonly bytes: Buffer }>;
  /** Uploads under way: their repository by id. */
  readonly uploads: Map<string, string>;
}

export function emptyStore(): Store {
  return { blobs: new Map(), manifests: new Map(), uploads: new Map() };
}

export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Whether every blob that a manifest names is there, as real registries ask. */
export function isComplete({ blobs }: Store, repository: string, manifest: Buffer): boolean {
  const { config, layers } = JSON.parse(manifest.toString()) as {
    readonly config: { readonly digest: string };
    readonly layers: readonly { readonly digest: string }[];
  };
  return [config, ...layers].every(({ digest }) => blobs.has(`${repository}@${digest}`));
}
