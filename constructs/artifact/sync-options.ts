import { formatKey, keyOf, NEEDED_OPTIONS, type NeededOption } from '../../lib/core';
import { forbids, syncContentOf, syncNeeds, type SyncContent, type SyncNeed } from '../../lib/sync';
import type { SynthPass } from '../../lib/synth';
import type { Delivery } from './delivery';
import { manifestsOf } from './manifests';
import { bringsOf } from './sync-annotations';
import { withSynthesis } from './synthesis';

/** Options that Applications of some content need, since its objects cannot say so themselves. */
export function syncOptionsOf(delivery: Delivery, variant?: string): readonly NeededOption[] {
  const needed = new Set(openNeeds(delivery, variant).map(({ option }) => option));
  return NEEDED_OPTIONS.filter((option) => needed.has(option));
}

/** Why they need them: a line each, `ServerSideApply=true: Composition/eks is …`. */
export function optionReasonsOf(delivery: Delivery, variant?: string): readonly string[] {
  return openNeeds(delivery, variant).map(lineOf);
}

/** `ConfigMap/shop/dashboards is 301,234 bytes long, and …` */
export function lineOf({ at, option, because }: SyncNeed): string {
  return `${option}: ${formatKey({ ...keyOf(at), group: '' })} ${because}`;
}

const contents = new WeakMap<SynthPass, Map<string, SyncContent>>();

/** What it means for the other sources of an Application. */
export function contentOf(delivery: Delivery, variant: string | undefined): SyncContent {
  return withSynthesis(delivery.construct, (pass) => {
    const all = contents.get(pass) ?? new Map<string, SyncContent>();
    contents.set(pass, all);
    const key = `${delivery.name}/${variant ?? ''}`;
    let content = all.get(key);
    if (!content) {
      content = syncContentOf(manifestsOf(delivery, variant), bringsOf(delivery.construct));
      all.set(key, content);
    }
    return content;
  });
}

const known = new WeakMap<SynthPass, Map<string, readonly SyncNeed[]>>();

/** What objects of charts can say is in them by now; what they rule out, no Application can change. */
function openNeeds(delivery: Delivery, variant: string | undefined): readonly SyncNeed[] {
  if (delivery.drift === 'report') return [];
  return withSynthesis(delivery.construct, (pass) => {
    const all = known.get(pass) ?? new Map<string, readonly SyncNeed[]>();
    known.set(pass, all);
    const key = `${delivery.name}/${variant ?? ''}`;
    let needs = all.get(key);
    if (!needs) {
      const found = syncNeeds(manifestsOf(delivery, variant), bringsOf(delivery.construct));
      needs = [...found].filter(
        ({ at, option }) => option !== 'ServerSideApply=true' || !forbids(at),
      );
      all.set(key, needs);
    }
    return needs;
  });
}
