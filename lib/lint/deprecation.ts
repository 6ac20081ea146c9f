import { type Manifest } from '../core';
import { perRun, type Context } from './context';
import type { Deprecation } from './schema-source';

/** What becomes of the API version of an object in the release that is aimed at. */
export interface End {
  readonly facts: Deprecation;
  /** No longer served; else only announced. */
  readonly removed: boolean;
  /** The release aimed at, as the deprecation counts it: `1.34`. */
  readonly target: string;
}

const byKind = perRun(({ schemas }) => {
  const known = new Map<string, Deprecation>();
  for (const entry of schemas.deprecations?.() ?? []) {
    known.set(`${entry.apiVersion}/${entry.kind}`, entry);
  }
  return known;
});

/** The end of an object's API version in the targets of a run; `undefined` where none is near. */
export function endOf({ apiVersion, kind }: Manifest, context: Context): End | undefined {
  const known = byKind(context);
  const facts = known.get(`${apiVersion}/${kind}`) ?? known.get(`${apiVersion}/`);
  if (!facts) return undefined;
  const target = targetOf(facts.component, context);
  if (target === undefined) return undefined;
  const removed = isReached(facts.removedIn, target);
  if (!removed && !isReached(facts.deprecatedIn, target)) return undefined;
  return { facts, removed, target };
}

function targetOf(component: string, { targets, schemas }: Context): string | undefined {
  if (component !== 'k8s') return targets[component];
  return targets['kubernetes'] ?? schemas.kubernetesReleases?.().at(-1);
}

/** Whether release `since` (`v1.22.0`) is `target` (`1.34`) or older. */
function isReached(since: string | undefined, target: string): boolean {
  if (!since) return false;
  const [a, b] = [since, target].map((release) => {
    const [, major = 0, minor = 0] = /^v?(\d+)\.(\d+)/.exec(release) ?? [];
    return Number(major) * 1_000 + Number(minor);
  });
  return (a ?? 0) <= (b ?? 0);
}
