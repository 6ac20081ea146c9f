import type { ManifestSet } from './manifest-set';

/** `apps/Deployment`, `/Service` of the core group, with `*` for any characters; `*` is every kind. */
export type KindPattern = `${string}/${string}` | '*';

/** Whether a set holds an object of one of some kinds. */
export function holdsKind(set: ManifestSet, patterns: readonly KindPattern[]): boolean {
  let verdicts = known.get(set);
  if (!verdicts) known.set(set, (verdicts = new Map()));
  return patterns.some((pattern) => {
    if (pattern === '*') return true;
    let verdict = verdicts.get(pattern);
    if (verdict === undefined) verdicts.set(pattern, (verdict = isIn(set, pattern)));
    return verdict;
  });
}

const known = new WeakMap<ManifestSet, Map<KindPattern, boolean>>();

function isIn(set: ManifestSet, pattern: KindPattern): boolean {
  const slash = pattern.indexOf('/');
  const group = matcher(pattern.slice(0, slash));
  const kind = matcher(pattern.slice(slash + 1));
  for (const own of set.kinds()) if (group(own.group) && kind(own.kind)) return true;
  return false;
}

function matcher(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return (text) => text === pattern;
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
}
