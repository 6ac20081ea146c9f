import { parseTag } from '../../lib/oci/reference';
import { checkRepository } from '../artifact/checks';
import { ArgoCdError } from './errors';

/** How the hub's own YAML reaches the cluster that runs Argo CD. */
export type HubDelivery =
  | {
      readonly kind: 'git';
      readonly repoURL: string;
      readonly path: string;
      readonly targetRevision: string;
    }
  | { readonly kind: 'oci'; readonly repository: string; readonly tag: string };

export interface GitDeliveryProps {
  /** `https://github.com/acme/platform.git` */
  readonly repoURL: string;
  /** The hub's folder in it: `dist/hub`. */
  readonly path: string;
  /** Branch, tag or commit; default `HEAD`, the default branch. */
  readonly targetRevision?: string;
}

/** The synthesized YAML is committed; the pull request that changes a pin is the approval. */
export function git({ repoURL, path, targetRevision = 'HEAD' }: GitDeliveryProps): HubDelivery {
  return { kind: 'git', repoURL, path, targetRevision };
}

export interface OciDeliveryProps {
  /** Without scheme and tag: `ghcr.io/acme/manifests/hub`. */
  readonly repository: string;
  /** The tag that `publish` moves when everything the hub refers to is in; default `latest`. */
  readonly tag?: string;
}

/** The hub is an artifact too: `publish` pushes it last, and moves its tag. */
export function oci({ repository, tag = 'latest' }: OciDeliveryProps): HubDelivery {
  return { kind: 'oci', repository, tag };
}

/**
 * @param deliver whatever a program without types gives.
 * @throws {ArgoCdError} `ARGOCD_HUB_DELIVERY` for what Argo CD could not read a hub from.
 */
export function checkDelivery(hub: string, deliver: Partial<HubDelivery> | undefined): void {
  if (deliver?.kind === 'oci') {
    checkRepository(hub, deliver.repository);
    parseTag(String(deliver.tag));
    return;
  }
  if (deliver?.kind === 'git' && deliver.repoURL && deliver.path) return;
  throw new ArgoCdError(
    'ARGOCD_HUB_DELIVERY',
    deliver?.kind === 'git'
      ? `hub '${hub}' is delivered by git, without ${deliver.repoURL ? 'path' : 'repoURL'}`
      : `hub '${hub}' does not say how its YAML gets to Argo CD`,
    "write deliver: git({ repoURL: 'https://…', path: 'dist/…' }) or deliver: oci({ repository })",
  );
}
