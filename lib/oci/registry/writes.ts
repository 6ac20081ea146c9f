import type { ReferrerManifest } from '../referrer-manifest';
import type { Referrer } from './referrers';

/** What is attached to a manifest. */
export type Attachment = Omit<ReferrerManifest, 'subject'>;

export interface TagOptions {
  /** Refuses to move a tag that stands for another digest. Default: false. */
  readonly immutable?: boolean;
}

export interface CopyOptions extends TagOptions {
  /** Further tags for the same digest. */
  readonly tags?: readonly string[];
  /** Whether what refers to it comes along: signatures and the like. Default: true. */
  readonly referrers?: boolean;
}

export interface Copied extends Pushed {
  readonly referrers: readonly Referrer[];
  /** Tags of signatures and the like as cosign wrote them before version 3, if they were new. */
  readonly legacy: readonly string[];
}

export interface PushOptions extends TagOptions {
  /** Further tags for the same digest. */
  readonly tags?: readonly string[];
  /** A repository of the same registry that may have the blobs already. */
  readonly mountFrom?: string;
}

export interface Pushed {
  /** `ghcr.io/acme/platform@sha256:…` */
  readonly reference: string;
  /** Tags that now stand for the digest and did not before; empty when nothing was written. */
  readonly moved: readonly string[];
}
