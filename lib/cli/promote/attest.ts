import type { World } from '../../core';
import type * as Oci from '../../oci';
import type { Release } from '../../releases';

/** What a promotion attestation states. */
export const PROMOTION = 'https://cdk8s-gitops.dev/attestation/promotion/v1';

/** One promotion, as it is attested. */
export interface Promotion {
  readonly artifact: string;
  readonly from: string;
  readonly to: string;
  readonly release: Release;
  /** What the ring ran before. */
  readonly previous?: Release | undefined;
  /** The repositories that it was copied between, if it was. */
  readonly source?: Oci.Repository;
  readonly target?: Oci.Repository;
}

/** Attaches who promoted what, from where, to where and when, signed, to the promoted artifact. */
export async function attestPromotion(
  registry: Oci.Registry,
  repository: Oci.Repository,
  { artifact, from, to, release, previous, source, target }: Promotion,
  signer: Oci.Signer,
  world: World,
): Promise<void> {
  const { attachStatement, registryAttachments } = require('../../oci') as typeof Oci;
  const { env } = world;
  const digest = release.digest as Oci.Digest;
  const at = new Date(world.now()).toISOString();
  const by = env['GITHUB_ACTOR'] ?? env['GITLAB_USER_LOGIN'] ?? env['USER'];
  const predicate = {
    artifact,
    from,
    to,
    ...(release.version !== undefined && { version: release.version }),
    ...(previous && { previous: previous.digest }),
    ...(source && target && { copied: { from: nameOf(source), to: nameOf(target) } }),
    ...(by !== undefined && { by }),
    at,
  };
  const statement = { subjects: [digest], predicateType: PROMOTION, predicate };
  const beside = registryAttachments(registry, repository);
  await attachStatement(beside, digest, statement, signer, at);
}

function nameOf({ registry, repository }: Oci.Repository): string {
  return `${registry}/${repository}`;
}
