import type { IConstruct } from 'constructs';
import { isManifest, ManifestSet, type Manifest } from '../../lib/core';
import { claimsOf, repaired, type DriftFacts, type WriterClaim } from '../../lib/drift';
import type { SyncNeed } from '../../lib/sync';
import type { Revise, SynthPass } from '../../lib/synth';
import { RULES_ANNOTATION } from '../drift';
import { programFacts } from './definitions';
import { deliveriesOf, type Delivery } from './delivery';
import { withAnnotation } from './annotate';
import { programOf } from './program';
import { bringsOf, carriedNeeds, withOptions } from './sync-annotations';

const applied = new WeakMap<SynthPass, Map<Delivery, WriterClaim[]>>();

/** What was changed in the objects of an artifact, and for whom; of the synthesis under way. */
export function repairsOf(pass: SynthPass, delivery: Delivery): readonly WriterClaim[] {
  return applied.get(pass)?.get(delivery) ?? [];
}

/** The sync options that objects of a delivery were given; of the synthesis under way. */
export function carriedNeedsOf(pass: SynthPass, delivery: Delivery): readonly SyncNeed[] {
  return carried.get(pass)?.get(delivery) ?? [];
}

const carried = new WeakMap<SynthPass, Map<Delivery, SyncNeed[]>>();

/**
 * Repairs the content of artifacts as it is written: scales that an autoscaler of the same content
 * writes are left out, defaults below lists are written. Objects of artifacts and hubs that Argo CD
 * cannot apply without a sync option get it. Nothing of that where an artifact only reports.
 */
export function reviserOf(app: IConstruct): Revise {
  const deliveries = new Map(
    deliveriesOf(app)
      .filter(({ drift }) => drift !== 'report')
      .flatMap((delivery) => delivery.parts.map(({ root }) => [root, delivery] as const)),
  );
  const { targets, sortKeys = true } = programOf(app) ?? {};
  return (pass, root, content) => {
    const delivery = deliveries.get(root);
    if (!delivery) return new Map();
    const facts = programFacts(pass, targets);
    const set = ManifestSet.of(content.map(({ value }) => value).filter(isManifest));
    const needs = [...carriedNeeds(set, bringsOf(app))];
    remember(carried, pass, delivery, needs);
    if (delivery.kind === 'hub') return withOptions(needs, new Map(), sortKeys);
    const done = repaired(set, facts, sortKeys);
    remember(applied, pass, delivery, done.applied);
    const { drift } = delivery;
    const annotates = typeof drift === 'object' && drift.rules === 'annotation';
    const objects = annotates ? annotated(set, done.objects, facts, sortKeys) : done.objects;
    return withOptions(needs, objects, sortKeys);
  };
}

/** Whether the rule of a claim travels in an annotation: one pointer, of an object that is there. */
export function isAnnotated({ at, jq, repair, under }: WriterClaim): boolean {
  const needsRule = repair.do === 'ignore' || repair.do === 'omit-and-ignore';
  return needsRule && at !== undefined && jq === undefined && under === undefined;
}

function annotated(
  set: ManifestSet,
  objects: ReadonlyMap<Manifest, Manifest>,
  facts: DriftFacts,
  sortKeys: boolean,
): Map<Manifest, Manifest> {
  const pointers = new Map<Manifest, Set<string>>();
  for (const claim of claimsOf(set, facts)) {
    if (!claim.at || !isAnnotated(claim)) continue;
    const known = pointers.get(claim.at) ?? new Set();
    pointers.set(claim.at, known.add(claim.pointer));
  }
  const found = new Map(objects);
  for (const [at, own] of pointers) {
    found.set(at, withRules(objects.get(at) ?? at, [...own].sort().join(','), sortKeys));
  }
  return found;
}

/** What the author wrote there stays in front. */
function withRules(manifest: Manifest, rules: string, sortKeys: boolean): Manifest {
  const given = manifest.metadata.annotations?.[RULES_ANNOTATION];
  const text = given ? `${given},${rules}` : rules;
  return withAnnotation(manifest, RULES_ANNOTATION, text, sortKeys);
}

function remember<T>(
  known: WeakMap<SynthPass, Map<Delivery, T[]>>,
  pass: SynthPass,
  delivery: Delivery,
  found: readonly T[],
): void {
  const all = known.get(pass) ?? new Map<Delivery, T[]>();
  known.set(pass, all);
  all.set(delivery, [...(all.get(delivery) ?? []), ...found]);
}
