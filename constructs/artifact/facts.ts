import type { IConstruct } from 'constructs';
import { formatKey, groupOf, type ObjectKey, type RecordedRule } from '../../lib/core';
import {
  claimantOf,
  claimsOf,
  expectedRules,
  fights,
  recordedRules,
  rulesOf,
  type DriftFacts,
  type Expected,
  type Strategy,
  type WriterClaim,
} from '../../lib/drift';
import type { SynthPass } from '../../lib/synth';
import type { IgnoreDifference } from '../deployable';
import { expectedIn } from '../drift';
import { programFacts, scopeOf } from './definitions';
import type { Delivery } from './delivery';
import { manifestsOf } from './manifests';
import { programOf } from './program';
import { isAnnotated } from './repair';
import { withSynthesis } from './synthesis';

/** What is known of kinds where a construct stands. */
export function factsOf(construct: IConstruct): DriftFacts {
  const { targets } = programOf(construct) ?? {};
  return withSynthesis(construct, (pass) => programFacts(pass, targets));
}

/** The rules that what the program builds needs, in Applications that compare by `strategy`. */
export function ignoreDifferencesOf(
  delivery: Delivery,
  variant?: string,
  strategy: Strategy = 'clientSide',
): readonly IgnoreDifference[] {
  const expected = expectedIn(delivery.drift);
  const rules = rulesOf(openClaimsOf(delivery, variant), strategy);
  return [...rules, ...expectedRulesOf(delivery, expected, strategy)];
}

/** The rules that what the program builds needs, whatever way it is compared: for its release. */
export function recordedRulesOf(delivery: Delivery): readonly RecordedRule[] {
  const facts = factsOf(delivery.construct);
  return recordedRules(openClaimsOf(delivery, undefined), expectedIn(delivery.drift), facts);
}

/** Rules for content that nobody here can see. */
export function expectedRulesOf(
  { construct }: Pick<Delivery, 'construct'>,
  expected: readonly Expected[],
  strategy: Strategy,
): readonly IgnoreDifference[] {
  return expectedRules(expected, factsOf(construct), strategy);
}

/** Whether objects of the artifact carry rules in an annotation. */
export function carriesRules(delivery: Delivery, variant?: string): boolean {
  return travels(delivery) && claimsIn(delivery, variant).some(isAnnotated);
}

/** Who writes what those rules leave alone: a line each. */
export function writersOf(delivery: Delivery, variant?: string, strategy?: Strategy): string[] {
  const expected = expectedIn(delivery.drift);
  return [
    ...openClaimsOf(delivery, variant)
      .filter((claim) => rulesOf([claim], strategy ?? 'clientSide').length > 0)
      .map(
        (claim) =>
          `${claimantOf(claim)} writes ${claim.jq ?? claim.pointer} of ${formatKey(claim.target)}`,
      ),
    ...expected.map(expectationOf),
  ];
}

/** Who may write what no rule is derived for, since that depends on what nobody here knows. */
export function undecidedOf(
  delivery: Delivery,
  variant?: string,
  strategy: Strategy = 'clientSide',
): string[] {
  return openClaimsOf(delivery, variant)
    .filter((claim) => claim.maybe && fights(claim, strategy))
    .map(
      (claim) =>
        `${claimantOf(claim)} may write ${claim.jq ?? claim.pointer} of ${formatKey(claim.target)}`,
    );
}

export function expectationOf(expected: Expected): string {
  const { kind, name = '*' } = 'writer' in expected ? expected.target : expected;
  const who = 'writer' in expected ? expected.writer : 'a controller';
  return `${who} is expected to write into ${kind} ${name}`;
}

/** Claims that a rule where the artifact is deployed must answer. */
export function openClaimsOf(
  delivery: Delivery,
  variant: string | undefined,
): readonly WriterClaim[] {
  if (delivery.drift === 'report') return [];
  const claims = claimsIn(delivery, variant);
  return travels(delivery) ? claims.filter((claim) => !isAnnotated(claim)) : claims;
}

function travels({ drift }: Delivery): boolean {
  return typeof drift === 'object' && drift.rules === 'annotation';
}

const known = new WeakMap<SynthPass, Map<string, readonly WriterClaim[]>>();

/** Read once a synthesis, whatever the number of Applications. */
function claimsIn(delivery: Delivery, variant: string | undefined): readonly WriterClaim[] {
  return withSynthesis(delivery.construct, (pass) => {
    const all = known.get(pass) ?? new Map<string, readonly WriterClaim[]>();
    known.set(pass, all);
    const key = `${delivery.name}/${variant ?? ''}`;
    let claims = all.get(key);
    if (!claims) {
      const facts = factsOf(delivery.construct);
      all.set(key, (claims = [...claimsOf(manifestsOf(delivery, variant), facts)]));
    }
    return claims;
  });
}

/**
 * Cluster-scoped kinds in an artifact: known ones, and those that a CRD or XRD of the same app
 * defines. A kind that nobody here knows counts as namespaced.
 */
export function clusterResourcesOf(delivery: Delivery): readonly KindKey[] {
  return withSynthesis(delivery.construct, (pass) => {
    const found = new Map<string, KindKey>();
    const known = new Set<string>();
    for (const manifest of manifestsOf(delivery)) {
      const { kind } = manifest;
      const group = groupOf(manifest);
      const key = `${group}/${kind}`;
      if (known.has(key)) continue;
      known.add(key);
      if (scopeOf(pass, manifest) === 'Cluster') found.set(key, { group, kind });
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, resource]) => resource);
  });
}

/** Namespaces that objects of an artifact name. */
export function namespacesOf(delivery: Delivery, variant?: string): readonly string[] {
  const named = [...manifestsOf(delivery, variant)].flatMap(({ metadata }) =>
    metadata.namespace === undefined ? [] : [metadata.namespace],
  );
  return [...new Set(named)].sort();
}

type KindKey = Pick<ObjectKey, 'group' | 'kind'>;
