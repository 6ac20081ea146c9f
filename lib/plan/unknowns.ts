import { compareFiles } from './compare-files';
import type { Gap } from './content';
import { sortPlaces } from './grouping';
import { placeOf } from './source';
import type { Place, SourceRef, Unknown } from './types';
import { isEqual } from './values';

type What = Omit<Unknown, 'places'>;

/** Gathers what could not be compared: equal things once, with all their places. */
export class Unknowns {
  readonly #found = new Map<string, { readonly what: What; readonly places: Place[] }>();
  readonly #gaps = new Map<string, What | undefined>();

  add(what: What, places: readonly Place[]): void {
    const key = `${what.reason}\n${what.message}\n${what.hint}`;
    const known = this.#found.get(key);
    if (known) known.places.push(...places);
    else this.#found.set(key, { what, places: [...places] });
  }

  /**
   * A source whose objects are not known in one of the states, or in both; without one of them it
   * comes or goes. Nothing where its files are at hand and equal.
   */
  addGap(
    before: Gap | SourceRef | undefined,
    after: Gap | SourceRef | undefined,
    place: Place,
  ): void {
    const key = `${nameOf(before)}\n${nameOf(after)}`;
    if (!this.#gaps.has(key)) this.#gaps.set(key, describe(before, after));
    const what = this.#gaps.get(key);
    if (what) this.add(what, [place]);
  }

  all(): Unknown[] {
    return [...this.#found.values()].map(({ what, places }) => ({
      ...what,
      places: sortPlaces(places),
    }));
  }
}

function describe(
  before: Gap | SourceRef | undefined,
  after: Gap | SourceRef | undefined,
): What | undefined {
  const [old, now] = [gapIn(before), gapIn(after)];
  const gap = now ?? old;
  if (!gap) return undefined;
  const files = old?.files && now?.files && compareFiles(old, now);
  const isSame = isEqual(old?.source.parameters ?? {}, now?.source.parameters ?? {});
  if (files?.length === 0 && isSame && old?.reason === now?.reason) return undefined;
  return {
    reason: gap.reason,
    message: `${movement(sourceIn(before), sourceIn(after))}: ${whyOf(old, now)}`,
    hint: HINTS[gap.reason],
    ...(files && files.length > 0 && { files }),
  };
}

/** `ghcr.io/acme/core sha256:1111 -> sha256:2222` */
function movement(before: SourceRef | undefined, after: SourceRef | undefined): string {
  const source = after ?? before;
  if (!source) return '';
  const { repoURL, path, chart } = source;
  const inside = chart === undefined ? (path === '.' ? '' : `, ${path}`) : `, chart ${chart}`;
  const revisions = [before, after].flatMap((one) => (one ? [shortRevision(one.revision)] : []));
  const side = before === undefined ? ', new' : after === undefined ? ', going' : '';
  return `${repoURL.replace(/^oci:\/\//, '')} ${[...new Set(revisions)].join(' -> ')}${inside}${side}`;
}

function whyOf(old: Gap | undefined, now: Gap | undefined): string {
  if (!old || !now) return `${(old ?? now)?.why ?? ''}${now ? '' : ' (base)'}`;
  return old.why === now.why ? now.why : `${old.why} (base), ${now.why} (head)`;
}

const HINTS: Readonly<Record<Unknown['reason'], string>> = {
  'release-missing': 'publish it, or let the registry be reached, and plan again',
  'release-unreadable': 'repair it: Argo CD makes nothing of it, and what runs stays as it is',
  'source-not-read': 'compare the two revisions of that repository by hand',
  helm: 'compare two runs of helm template; the objects of charts are not rendered here',
  kustomize: 'compare two runs of kustomize build; its objects are not rendered here',
  plugin: 'compare two runs of the tool; its objects are not rendered here',
  'application-set': 'give what its generators ask for: --inventory inventory.yaml',
  composite: 'render the XR with cdk8s-gitops render, and compare by hand',
  'not-synthesized': 'run cdk8s-gitops synth and plan again',
};

function shortRevision(revision: string): string {
  return /^sha256:[a-f0-9]{64}$/.test(revision) ? revision.slice(0, 19) : revision;
}

function gapIn(one: Gap | SourceRef | undefined): Gap | undefined {
  return one && 'reason' in one ? one : undefined;
}

function sourceIn(one: Gap | SourceRef | undefined): SourceRef | undefined {
  return one && 'reason' in one ? one.source : one;
}

function nameOf(one: Gap | SourceRef | undefined): string {
  const source = sourceIn(one);
  if (!source) return '';
  const { revision, parameters = {} } = source;
  const gap = gapIn(one);
  return [placeOf(source), revision, JSON.stringify(parameters), gap?.reason, gap?.why].join('\0');
}
