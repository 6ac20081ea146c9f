import { valueAt, type Manifest, type Pointer } from '../../core';
import { isOci, sourcesOf, textAt } from '../applications';
import { perRun } from '../context';
import { isDigest, isTemplated, looksLikeRegistry } from '../oci-reference';
import { pushesIn, type Push } from './commands';
import { splitReference, symbolicTemplate, type Symbolic } from './symbolic';

/** An object that reads an artifact from a registry. */
export interface Reader {
  readonly at: Manifest;
  /** The source or the spec that says so. */
  readonly pointer: Pointer;
  readonly by: 'argocd' | 'flux';
  /** Without its scheme. */
  readonly repository: Symbolic;
  /** The tag that it reads; `undefined` for a digest, a range or a template. */
  readonly tag: string | undefined;
  readonly path: string | undefined;
}

/** A push, and the readers that it feeds or was likely meant to feed. */
export interface Delivery {
  readonly push: Push;
  readonly repository: Symbolic;
  readonly tag: Symbolic;
  /** Those whose repository it could be. */
  readonly feeds: readonly Reader[];
  /** Where it feeds none: those that no push feeds. */
  readonly misses: readonly Reader[];
}

/** Everything that the pipelines push, beside what the set reads. */
export const deliveries = perRun((context): readonly Delivery[] => {
  const found = pushesIn(context.pipelines);
  if (found.length === 0) return [];
  const readers = [...argoReaders(context), ...fluxReaders(context.set)];
  const pushes = found.map((push) => {
    const { repository, tag } = splitReference(push.reference, push.step.refs);
    const feeds = readers.filter((reader) => mayMeet(repository, reader.repository));
    return { push, repository, tag, feeds };
  });
  const unfed = readers.filter((reader) => pushes.every(({ feeds }) => !feeds.includes(reader)));
  return pushes.map((one) => ({ ...one, misses: one.feeds.length > 0 ? [] : unfed }));
});

const argoReaders = perRun((context): Reader[] =>
  sourcesOf(context)
    .filter(({ source }) => source.chart === undefined)
    .filter(({ source }) => isOci(source) || looksLikeRegistry(source.repoURL))
    .map(({ at, source: { pointer, repoURL, targetRevision, path } }) => ({
      at,
      pointer,
      by: 'argocd',
      repository: symbolicTemplate(repoURL.replace(/^[a-z]+:\/\//, '')),
      tag: tagOf(targetRevision),
      path,
    })),
);

function fluxReaders(set: { ofKind(group: string, kind: string): readonly Manifest[] }): Reader[] {
  return set.ofKind('source.toolkit.fluxcd.io', 'OCIRepository').map((at) => ({
    at,
    pointer: '/spec',
    by: 'flux',
    repository: symbolicTemplate((textAt(at, '/spec/url') ?? '').replace(/^oci:\/\//, '')),
    tag: valueAt(at, '/spec/ref/digest') ? undefined : tagOf(textAt(at, '/spec/ref/tag')),
    path: undefined,
  }));
}

/** A revision that is one tag and no other. */
function tagOf(revision: string | undefined): string | undefined {
  if (!revision || isDigest(revision) || isTemplated(revision)) return undefined;
  return /[\s^~<>=*|]|(^|\.)[xX](\.|$)/.test(revision) ? undefined : revision;
}

/** Whether two texts could be one; where parts of both are unknown, that cannot be told. */
function mayMeet(pushed: Symbolic, read: Symbolic): boolean {
  if (read.known) return pushed.couldBe(read.text);
  return pushed.known ? read.couldBe(pushed.text) : true;
}
