import type { Manifest } from '../../core';
import { IGNORE } from '../repair-texts';
import { claimsIn, row, splitKind } from '../rows';
import type { Writer } from '../writer';

const WORKLOADS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'argoproj.io/Rollout'];

/**
 * Annotations by which a workload is put into the care of a tool, and whether it then writes into the
 * template for sure. StormForge's Applier patches what is deployed automatically; settings for a whole
 * namespace, and recommendations applied by hand, are in no manifest. ScaleOps resizes Pods; that it
 * touches a template is not said in public.
 */
const STORMFORGE = 'live.stormforge.io/';
const AUTO_DEPLOY = `${STORMFORGE}auto-deploy`;
const SCALEOPS = ['scaleops.sh/default-rightsize-auto', 'scaleops.sh/default-auto'];

const REQUESTS = (['containers', 'initContainers'] as const).flatMap((list) =>
  (['requests', 'limits'] as const).map((what) =>
    row({
      kinds: WORKLOADS,
      at: `.spec.template.spec.${list}[].resources.${what}`,
      manager: 'the tool',
      claim: { do: 'ignore' },
      repair: IGNORE,
      note: 'of StormForge with live.stormforge.io/auto-deploy, not where it applies by webhook; with ScaleOps it may be; every container, side-cars too: an index as in containers/0 misses the others',
      source: 'https://docs.stormforge.io/optimize-live/configure/settings/apply-settings',
    }),
  ),
);

/** Tools that write requests into the pod template itself, recognised by their marks on it. */
export const requestTuners: Writer = {
  name: 'request-tuners',
  title: 'Tools that tune requests in place',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  fields: REQUESTS,

  *claims(set) {
    for (const kind of WORKLOADS) {
      for (const at of set.ofKind(...splitKind(kind))) {
        const tuned = tunedBy(at);
        if (tuned === 'nobody') continue;
        const known = tuned === 'maybe' ? { maybe: true } : {};
        for (const one of REQUESTS) {
          for (const claim of claimsIn(at, one)) yield { ...claim, ...known };
        }
      }
    }
  },
};

function tunedBy({ metadata: { annotations = {} } }: Manifest): 'tool' | 'maybe' | 'nobody' {
  const given = annotations ?? {};
  const auto = String(given[AUTO_DEPLOY] ?? '').toLowerCase();
  if (auto === 'true' || auto === 'enabled') return 'tool';
  if (auto === '' && Object.keys(given).some((name) => name.startsWith(STORMFORGE))) return 'maybe';
  return SCALEOPS.some((name) => given[name] === 'true') ? 'maybe' : 'nobody';
}
