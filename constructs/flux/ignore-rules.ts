import type { IgnoreDifference } from '../../lib/core';
import { appliedName, type Renaming } from '../../lib/drift';

/** A rule as Kustomization and HelmRelease spell it: paths, and patterns for whole texts. */
export interface IgnoreRule {
  readonly paths: readonly string[];
  readonly target?: IgnoreTarget;
}

export interface IgnoreTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly annotationSelector?: string;
  readonly labelSelector?: string;
}

/** Rules of Flux, and what none of them can say. */
export interface FluxRules {
  readonly rules: readonly IgnoreRule[];
  /** `.webhooks[]?.clientConfig of …`: a path in a list has no pointer that stays right. */
  readonly unsaid: readonly string[];
}

/** The same in Flux's words: each part of a target is a Go pattern for the whole text. */
export function fluxRules(
  differences: readonly IgnoreDifference[],
  renaming: Renaming = {},
): FluxRules {
  const rules: IgnoreRule[] = [];
  const unsaid: string[] = [];
  for (const { group, kind, name, namespace, ...fields } of differences) {
    const { jsonPointers = [], jqPathExpressions = [], managedFieldsManagers = [] } = fields;
    const place = `of ${[group, kind].filter(Boolean).join('/')} ${name ?? '*'}`;
    unsaid.push(...jqPathExpressions.map((path) => `${path} ${place}`));
    unsaid.push(...managedFieldsManagers.map((who) => `what ${who} manages ${place}`));
    if (jsonPointers.length === 0) continue;
    const target = {
      group: patternOf(group),
      kind: patternOf(kind),
      name: name === undefined ? undefined : patternOf(appliedName({ kind, name }, renaming)),
      // Of what has none here, nobody knows whether it gets one.
      namespace: namespace && patternOf(renaming.targetNamespace ?? namespace),
    };
    const known = Object.entries(target).filter(([, pattern]) => pattern !== undefined);
    rules.push({
      paths: jsonPointers,
      ...(known.length > 0 && { target: Object.fromEntries(known) as IgnoreTarget }),
    });
  }
  return { rules, unsaid };
}

/** What the user wrote comes first; nothing is said twice. */
export function withRules(
  given: readonly IgnoreRule[] = [],
  derived: readonly IgnoreRule[],
): readonly IgnoreRule[] {
  const known = new Set(given.map((rule) => JSON.stringify(ordered(rule))));
  return [...given, ...derived.filter((rule) => !known.has(JSON.stringify(ordered(rule))))];
}

function ordered({ paths, target = {} }: IgnoreRule) {
  return [[...paths].sort(), Object.entries(target).sort(([a], [b]) => (a < b ? -1 : 1))];
}

/** A glob as a pattern; none where it is for anything. An empty group has no pattern of its own. */
function patternOf(glob: string | undefined): string | undefined {
  if (glob === undefined || glob === '' || glob === '*') return undefined;
  return glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
}
