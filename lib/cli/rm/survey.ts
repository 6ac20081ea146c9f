import type * as Oci from '../../oci';

/** What refers to an artifact. */
export interface Referring {
  readonly digest: Oci.Digest;
  /** What it is about: the artifact, or another of these. */
  readonly subject: Oci.Digest;
}

/** All that is in a repository because of one artifact. */
export interface Survey {
  /** What it is about itself, and what that is about. */
  readonly subjects: readonly Oci.Digest[];
  /** What refers to it, and then what refers to that. */
  readonly referrers: readonly Referring[];
  /** Tags that are made of its digest, or of one of theirs: lists of clients, older signatures. */
  readonly helpers: readonly string[];
  /** Every tag of the repository. */
  readonly tags: readonly string[];
}

/**
 * Looks at what is beside an artifact, also where that is gone itself. What a registry lists need not
 * be about it: only what says so itself counts.
 */
export async function surveyOf(
  registry: Oci.Registry,
  { registry: host, repository }: Oci.Repository,
  artifact: Oci.Digest,
): Promise<Survey> {
  const { helpedBy } = require('../../oci') as typeof Oci;
  const at = { registry: host, repository };
  const about = new Set([artifact]);
  const referrers: Referring[] = [];
  // A set gives what is added while it is gone through.
  for (const subject of about) {
    for (const { digest } of await registry.referrers(at, subject)) {
      if (about.has(digest) || (await subjectOf(registry, at, digest)) !== subject) continue;
      about.add(digest);
      referrers.push({ digest, subject });
    }
  }
  const subjects = new Set<Oci.Digest>();
  for (let next: Oci.Digest | undefined = artifact; next !== undefined && !subjects.has(next);) {
    next = await subjectOf(registry, at, next);
    if (next !== undefined) subjects.add(next);
  }
  const tags = await registry.tags(at);
  return {
    subjects: [...subjects],
    referrers,
    helpers: tags.filter((tag) => {
      const digest = helpedBy(tag);
      return digest !== undefined && about.has(digest);
    }),
    tags,
  };
}

/** What a manifest says that it is about; `undefined` also where it is gone. */
async function subjectOf(
  registry: Oci.Registry,
  at: Oci.Repository,
  digest: Oci.Digest,
): Promise<Oci.Digest | undefined> {
  const { linksOf } = require('../../oci') as typeof Oci;
  const manifest = await registry.find({ ...at, identifier: digest });
  return manifest && linksOf(manifest).subject;
}
