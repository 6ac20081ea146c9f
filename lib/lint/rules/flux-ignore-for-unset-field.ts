import { formatKey, keyOf, valueAt, type Manifest, type ObjectKey } from '../../core';
import { appliedKey } from '../../drift';
import { listAt, type ApplicationSpec, type Source } from '../applications';
import type { Context } from '../context';
import { isFor, kustomizations, ssaPolicyOf } from '../flux';
import { knownOwnersOf } from '../owners';
import { rule } from '../rule';

export const fluxIgnoreForUnsetField = rule({
  id: 'flux-ignore-for-unset-field',
  category: 'drift',
  severity: 'warning',
  summary: 'A Kustomization ignores fields that Git sets.',
  hint: 'remove the path: what Git leaves out is left alone; or set the field in Git, if Flux has applied it before',
  source: 'https://github.com/fluxcd/pkg/blob/main/ssa/manager_apply.go',

  *check(_set, context) {
    const contents = contentsOf(context);
    for (const [{ at, fluxIgnores = [] }, content] of contents) {
      for (const [index, one] of fluxIgnores.entries()) {
        const objects = content.filter(({ key }) => isFor(one, key));
        const [first] = objects;
        if (!first) continue;
        for (const path of one.paths) {
          if (objects.some((object) => valueAt(object.at, path) !== undefined)) continue;
          const others = objects.length > 1 ? ` and ${objects.length - 1} more do` : ' does';
          yield {
            at,
            pointer: `/spec/ignore/${index}`,
            message: `ignores ${path}, which ${formatKey(first.key)}${others} not set in Git: if Flux has applied it before, each change of the object fails`,
          };
        }
      }
    }
  },
});

interface Applied {
  readonly at: Manifest;
  /** Under which it is applied. */
  readonly key: ObjectKey;
}

/** What each Kustomization with rules applies, as far as it is here, and nothing changes it on the way. */
function contentsOf(context: Context): ReadonlyMap<ApplicationSpec, readonly Applied[]> {
  const contents = new Map<ApplicationSpec, Applied[]>();
  const digests = new Map(
    context.artifacts.map(({ repository, digest }) => [`oci://${repository}`, digest]),
  );
  // What is pinned may be a release of before.
  const isOther = ({ repoURL, targetRevision }: Source) =>
    targetRevision !== undefined && digests.get(repoURL) !== targetRevision;
  for (const owner of kustomizations(context)) {
    const { at, fluxIgnores = [], sources } = owner;
    if (fluxIgnores.length === 0 || changes(at) || sources.some(isOther)) continue;
    contents.set(owner, []);
  }
  if (contents.size === 0) return contents;
  for (const at of context.set) {
    const policy = ssaPolicyOf(at);
    if (policy === 'IfNotPresent' || policy === 'Ignore') continue;
    for (const owner of knownOwnersOf(at, context)) {
      contents.get(owner)?.push({ at, key: appliedKey(keyOf(at), owner.renaming ?? {}) });
    }
  }
  return contents;
}

/** Patches and components may set what the content does not. */
function changes(at: Manifest): boolean {
  return ['/spec/patches', '/spec/components'].some((pointer) => listAt(at, pointer).length > 0);
}
