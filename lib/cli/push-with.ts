import type * as Oci from '../oci';

/**
 * Pushes an artifact with what travels with it. Whoever verifies what a tag names must find that: it
 * comes before any tag.
 */
export async function pushWith(
  beside: Oci.Beside,
  registry: Oci.Registry,
  target: Oci.Reference,
  artifact: Oci.StoredArtifact,
  options: Oci.PushOptions = {},
): Promise<Oci.Pushed> {
  if (beside.referrers.length + beside.legacy.length > 0) {
    await registry.push({ ...target, identifier: artifact.digest }, artifact);
    await registry.pushBeside(target, beside);
  }
  return registry.push(target, artifact, options);
}
