import { valueAt, type Manifest } from '../core';
import { perRun, type Context } from './context';
import { buildsOf } from './kustomize';

/**
 * Whether a text is replaced on its way from Git to the cluster, so that its schema says nothing of what
 * is applied: a variable of Flux's `postBuild`, or a name that a kustomization gives.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
 */
export function isReplaced(at: Manifest, pointer: string, context: Context): boolean {
  const text = valueAt(at, pointer);
  if (typeof text !== 'string') return false;
  if (/\$\{[^}]+\}/.test(text) && substitutes(context)) return true;
  const { file } = context.set.originOf(at);
  return pointer === '/metadata/name' && file !== undefined && renamed(context).has(file);
}

const substitutes = perRun(({ set }) =>
  set
    .ofKind('kustomize.toolkit.fluxcd.io', 'Kustomization')
    .some((at) => valueAt(at, '/spec/postBuild') !== undefined),
);

const renamed = perRun((context) => {
  const builds = buildsOf(context);
  const renaming = context.kustomizations.filter(({ renames }) => renames);
  return new Set(renaming.flatMap(({ folder }) => [...builds.filesOf(folder)]));
});
