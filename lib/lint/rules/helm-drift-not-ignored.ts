import type { Manifest } from '../../core';
import { ownerOf, type WriterClaim } from '../../drift';
import { listAt, textAt } from '../applications';
import { claims } from '../claims';
import { perRun } from '../context';
import { ignoreOf, ignores } from '../flux';
import { rule } from '../rule';

export const helmDriftNotIgnored = rule({
  id: 'helm-drift-not-ignored',
  category: 'drift',
  number: 'DRIFT001',
  severity: 'error',
  summary: 'A HelmRelease that detects drift ignores what an autoscaler writes into its objects.',
  hint: 'add the path to spec.driftDetection.ignore, with the kind and the name of the target',
  source: 'https://fluxcd.io/flux/components/helm/helmreleases/#ignore-rules',

  *check(_set, context) {
    const known = releases(context);
    if (known.size === 0) return;
    for (const claim of claims(context)) {
      const { at, target, pointer, repair } = claim;
      if (at || repair.do !== 'omit-and-ignore') continue;
      for (const release of known.get(target.namespace ?? '') ?? []) {
        if (!isOf(release, claim) || isIgnored(release.at, claim)) continue;
        const corrects = release.mode === 'enabled';
        yield {
          at: release.at,
          pointer: '/spec/driftDetection',
          message: `${corrects ? 'corrects' : 'reports'} ${pointer} of ${target.kind} '${target.name}', which ${ownerOf(claim)} writes`,
          severity: corrects ? 'error' : 'warning',
          fight: {
            writer: ownerOf(claim),
            outcome: corrects ? 'each reconciliation sets it back' : 'told at each reconciliation',
            applications: [release.at],
          },
          fixes: [
            {
              at: release.at,
              edits: [
                {
                  do: 'add',
                  pointer: '/spec/driftDetection/ignore',
                  value: { paths: [pointer], target: { kind: target.kind, name: target.name } },
                },
              ],
            },
          ],
        };
      }
    }
  },
});

interface Release {
  readonly at: Manifest;
  readonly name: string;
  readonly mode: string;
}

/** The releases that detect drift, by the namespace of their objects. */
const releases = perRun(({ set }) => {
  const found = new Map<string, Release[]>();
  for (const at of set.ofKind('helm.toolkit.fluxcd.io', 'HelmRelease')) {
    const mode = textAt(at, '/spec/driftDetection/mode') ?? 'disabled';
    if (mode === 'disabled') continue;
    const target = textAt(at, '/spec/targetNamespace');
    const own = textAt(at, '/metadata/name') ?? '';
    const name = textAt(at, '/spec/releaseName') ?? (target ? `${target}-${own}` : own);
    const namespace = target ?? textAt(at, '/metadata/namespace') ?? '';
    const list = found.get(namespace) ?? [];
    found.set(namespace, list);
    list.push({ at, name, mode });
  }
  return found;
});

/** Charts name their objects after the release. */
function isOf({ name }: Release, { target }: WriterClaim): boolean {
  return target.name === name || target.name.startsWith(`${name}-`);
}

function isIgnored(at: Manifest, { target, pointer }: WriterClaim): boolean {
  return listAt(at, '/spec/driftDetection/ignore').some((one) =>
    ignores(ignoreOf(one), target, pointer),
  );
}
