import { expectationOf } from '../artifact/facts';
import type { FluxRelease } from '../artifact/flux-release';
import { expectedIn, type Drift } from '../drift';
import type { FluxRules } from './ignore-rules';
import { IGNORE_SINCE } from './since';

export interface Explaining {
  /** Of an artifact of this program. */
  readonly release: FluxRelease | undefined;
  readonly variant: string | undefined;
  readonly drift: Drift | undefined;
  /** Whether the declared Flux reads `spec.ignore`. */
  readonly reads: boolean;
}

/** What was added to a Kustomization, and why: a line each. */
export function explainKustomization(
  { rules, unsaid }: FluxRules,
  { release, variant, drift, reads }: Explaining,
): readonly string[] {
  const head = release ? [`digest of ${release.url}: ${release.revision()}`] : [];
  if (drift === 'report') return [...head, "no rules: drift is 'report'"];
  const paths = rules.flatMap(({ paths: own, target = {} }) =>
    own.map((path) => `${path} of ${[target.kind, target.name].filter(Boolean).join(' ')}`),
  );
  const because = reads
    ? 'a controller writes it too, and each reconciliation would set it back'
    : `no rule, since spec.ignore needs flux ${IGNORE_SINCE}`;
  return [
    ...head,
    ...paths.map((path) => `${reads ? '+ ignore' : '?'} ${path}: ${because}`),
    ...unsaid.map((one) => `? no rule, since Flux ignores JSON pointers alone: ${one}`),
    ...(release?.undecided(variant) ?? []).map(
      (one) => `? no rule, since nobody here can tell: ${one}`,
    ),
    ...expectedIn(drift).map((one) => `because ${expectationOf(one)}`),
  ];
}
