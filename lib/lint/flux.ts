import { posix } from 'node:path';
import { valueAt, type Manifest } from '../core';
import type { ApplicationSpec, Source } from './applications';
import { textAt } from './applications';
import { perRun, type Context } from './context';

const GROUP = 'kustomize.toolkit.fluxcd.io';

/**
 * Flux Kustomizations, as what deploys a folder: they apply by the server side at every interval,
 * so whatever Git writes is set back, and what it leaves out is left alone.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export const kustomizations = perRun((context): readonly ApplicationSpec[] =>
  context.set.ofKind(GROUP, 'Kustomization').map((at) => {
    const active = valueAt(at, '/spec/suspend') !== true;
    return {
      at,
      tool: 'flux',
      pointer: '/spec',
      sources: sourcesOf(at, context),
      namespace: textAt(at, '/spec/targetNamespace'),
      destination: textAt(at, '/spec/kubeConfig/secretRef/name') ?? 'the cluster of Flux',
      automated: active,
      selfHeals: active,
      strategy: 'serverSideDiff',
      syncOptions: [],
      ignoreRules: [],
    };
  }),
);

function sourcesOf(at: Manifest, { set }: Context): Source[] {
  const kind = textAt(at, '/spec/sourceRef/kind') ?? '';
  const name = textAt(at, '/spec/sourceRef/name') ?? '';
  const [source] = set.named('source.toolkit.fluxcd.io', kind, name);
  const repoURL = (source && textAt(source, '/spec/url')) ?? '';
  const path = posix.normalize(textAt(at, '/spec/path') ?? '.');
  return [{ pointer: '/spec', repoURL, targetRevision: undefined, path, chart: undefined }];
}

/** How an object is told to be applied; `undefined` where it is as any other. */
export function ssaPolicyOf(at: Manifest | undefined): string | undefined {
  const { [`${GROUP}/ssa`]: policy, [`${GROUP}/reconcile`]: reconcile } =
    at?.metadata.annotations ?? {};
  return reconcile === 'disabled' ? 'Ignore' : policy;
}
