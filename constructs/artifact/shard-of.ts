import { chooseShard } from '../../lib/oci/shards/rendezvous';
import { ArtifactError } from './errors';

/**
 * The one of some folders that a thing belongs into, by its name alone: for artifacts that are too
 * large for one Application, whose variants are then their shards. What is added or removed moves
 * nothing else, and one more shard moves its own share only.
 *
 * ```ts
 * const shards = ['shard-0', 'shard-1', 'shard-2'] as const;
 * const teams = new Artifact(app, 'teams', {
 *   repository: 'ghcr.io/acme/manifests/teams',
 *   variants: shards,
 *   content(scope, shard) {
 *     for (const team of names) if (shardOf(team, shards) === shard) new TeamChart(scope, team);
 *   },
 * });
 * // sources: shards.map((variant) => teams.source({ ring: 'production', variant }))
 * ```
 *
 * @param name of a chart, a team, a namespace: whatever is never renamed.
 * @throws {ArtifactError} `ARTIFACT_EMPTY` for no shards.
 * @see https://en.wikipedia.org/wiki/Rendezvous_hashing
 */
export function shardOf<const Shard extends string>(name: string, shards: readonly Shard[]): Shard {
  const chosen = chooseShard(name, shards);
  if (chosen !== undefined) return chosen;
  throw new ArtifactError(
    'ARTIFACT_EMPTY',
    `there is no shard for '${name}'`,
    "write a list of folder names: ['shard-0', 'shard-1']",
  );
}
