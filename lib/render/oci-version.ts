import { isConstraint, maxVersion, versionProblem } from '../template';

/** Which tag a revision of an OCI source means; else why it means none. */
export type OciVersion =
  { readonly tag: string } | { readonly missing: string; readonly hint: string };

/**
 * The tag that Argo CD takes for a range of versions, where no tag has that very name. Prereleases
 * are looked at only where the range names one.
 *
 * It reads `_` in tags as `+`, and then asks for the tag under the name with `+`, which no registry
 * can have: where the highest version has metadata, it finds nothing.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/oci/client.go
 */
export function chooseVersion(range: string, tags: readonly string[]): OciVersion {
  if (!isConstraint(range)) {
    return {
      missing: `'${range}' is neither tag, digest nor range of versions`,
      hint: 'write a tag, a digest, or a range such as 1.x',
    };
  }
  const versions = tags.map((tag) => tag.replaceAll('_', '+'));
  const odd = versions.find((text) => versionProblem(text) !== undefined);
  if (odd !== undefined) {
    return {
      missing: `Argo CD gives up looking for '${range}' at its tag '${odd}': ${versionProblem(odd)}`,
      hint: 'remove that tag, or pin a tag or digest',
    };
  }
  const version = maxVersion(range, versions);
  if (version === undefined) {
    return {
      missing: `none of its ${tags.length} tags is a version in '${range}'`,
      hint: 'push one, or widen the range',
    };
  }
  if (!version.includes('+')) return { tag: version };
  return {
    missing: `${version} is the highest of '${range}', and Argo CD asks for it under that name; its tag is ${version.replaceAll('+', '_')}`,
    hint: 'push versions without build metadata, or pin the tag',
  };
}
