import type { IConstruct } from 'constructs';
import { isManifest, ManifestSet, type Manifest } from '../../lib/core';
import { claimsOf, repaired, type DriftFacts, type WriterClaim } from '../../lib/drift';
import type { Revise, SynthPass } from '../../lib/synth';
import { RULES_ANNOTATION } from '../drift';
import { programFacts } from './definitions';
import { deliveriesOf, type Delivery } from './delivery';
import { programOf } from './program';

const applied = new WeakMap<SynthPass, Map<Delivery, WriterClaim[]>>();

/** What was changed in the objects of an artifact, and for whom; of the synthesis under way. */
export function repairsOf(pass: SynthPass, delivery: Delivery): readonly WriterClaim[] {
  return applied.get(pass)?.get(delivery) ?? [];
}

/**
 * Repairs the content of artifacts as it is written: scales that an autoscaler of the same content
 * writes are left out, defaults below lists are written. Not where an artifact only reports.
 */
export function reviserOf(app: IConstruct): Revise {
  const deliveries = new Map(
    deliveriesOf(app)
      .filter(({ kind, drift }) => kind === 'artifact' && drift !== 'report')
      .flatMap((delivery) => delivery.parts.map(({ root }) => [root, delivery] as const)),
  );
  const { targets, sortKeys = true } = programOf(app) ?? {};
  return (pass, root, content) => {
    const delivery = deliveries.get(root);
    if (!delivery) return new Map();
    const facts = programFacts(pass, targets);
    const set = ManifestSet.of(content.map(({ value }) => value).filter(isManifest));
    const done = repaired(set, facts, sortKeys);
    remember(pass, delivery, done.applied);
    const { drift } = delivery;
    const annotates = typeof drift === 'object' && drift.rules === 'annotation';
    return annotates ? annotated(set, done.objects, facts, sortKeys) : done.objects;
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
    found.set(at, withAnnotation(objects.get(at) ?? at, [...own].sort().join(','), sortKeys));
  }
  return found;
}

/** What the author wrote there stays in front. */
function withAnnotation(manifest: Manifest, text: string, sortKeys: boolean): Manifest {
  const { annotations = {} } = manifest.metadata;
  const given = annotations[RULES_ANNOTATION];
  const whole = { ...annotations, [RULES_ANNOTATION]: given ? `${given},${text}` : text };
  const metadata = { ...manifest.metadata, annotations: ordered(whole, sortKeys) };
  return { ...manifest, metadata: ordered(metadata, sortKeys) };
}

function ordered<T extends object>(map: T, sortKeys: boolean): T {
  if (!sortKeys) return map;
  const entries = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries) as T;
}

function remember(pass: SynthPass, delivery: Delivery, claims: readonly WriterClaim[]): void {
  const all = applied.get(pass) ?? new Map<Delivery, WriterClaim[]>();
  applied.set(pass, all);
  all.set(delivery, [...(all.get(delivery) ?? []), ...claims]);
}
