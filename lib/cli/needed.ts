import type * as Oci from '../oci';

/** A manifest, by what it names. */
export type Links = ReadonlyMap<string, Oci.ManifestLinks>;

/**
 * What is needed because rings run something: that, what it is about, what it lists, and whatever refers
 * to any of those, such as signatures.
 *
 * @param links of every manifest that is known.
 */
export function neededBy(run: Iterable<string>, links: Links): ReadonlySet<string> {
  const referrers = new Map<string, string[]>();
  for (const [digest, { subject }] of links) {
    if (subject !== undefined) referrers.set(subject, [...(referrers.get(subject) ?? []), digest]);
  }
  const needed = new Set(run);
  // A set gives what is added while it is gone through.
  for (const digest of needed) {
    const { subject, manifests = [] } = links.get(digest) ?? {};
    if (subject !== undefined) needed.add(subject);
    for (const one of [...manifests, ...(referrers.get(digest) ?? [])]) needed.add(one);
  }
  return needed;
}
