import type { NeededOption } from '../../lib/core';
import { expectedRules, syncOptionsFor, type DriftFacts, type Strategy } from '../../lib/drift';
import { needsAcross, type SyncNeed } from '../../lib/sync';
import { lineOf } from '../artifact/sync-options';
import type { Deployable, IgnoreDifference } from '../deployable';
import { expectedIn, strategyOf, type Drift } from '../drift';
import { ArgoCdError } from './errors';
import type { ApplicationSpec, SyncOption } from './spec';

/** Where people and tools look for the version of what an Application deploys. */
export const VERSION_LABEL = 'app.kubernetes.io/version';

export interface DeriveOptions {
  /** What the Application itself says of fields that controllers write. */
  readonly drift?: Drift | undefined;
  /** Those of the Application: they say how Argo CD compares. */
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
}

/** What an Application derives by, for `synth --explain`. */
export interface Deriving extends DeriveOptions {
  /** The options that it has of its user. */
  readonly syncOptions: readonly unknown[] | undefined;
}

/** The parts of an Application that follow from the content its sources deliver. */
export interface Derived {
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: ApplicationSpec;
}

/**
 * `spec` with what its content needs: the rules for fields that controllers write, the sync options
 * without which a sync would overwrite those fields, or could not apply the content, and the version
 * for people to see. What the user wrote comes first and wins.
 *
 * @throws {ArgoCdError} `ARGOCD_SYNC_OPTION_INVALID` where what the user wrote rules out an option
 *   without which the content cannot be applied.
 */
export function derive(
  spec: ApplicationSpec,
  deployables: readonly Deployable[],
  { drift, annotations }: DeriveOptions = {},
  facts: DriftFacts = {},
): Derived {
  const { syncOptions } = spec.syncPolicy ?? {};
  const needed = neededOptions(deployables, { drift, syncOptions });
  const strategy = strategyFor(deployables, { drift, annotations, syncOptions });
  const rules =
    drift === 'report'
      ? []
      : [
          ...deployables.flatMap((deployable) => deployable.ignoreDifferences(strategy)),
          ...expectedRules(expectedIn(drift), facts, strategy),
        ];
  const carried = drift !== 'report' && deployables.some((one) => one.carriesRules());
  const versions = versionsOf(deployables);
  const added = [
    ...(rules.length > 0 || carried
      ? (['RespectIgnoreDifferences=true', ...syncOptionsFor(rules)] as const)
      : []),
    ...needed,
  ];
  return {
    labels: labelsOf(versions),
    spec: {
      ...spec,
      ...(rules.length > 0 && {
        ignoreDifferences: mergeRules([...(spec.ignoreDifferences ?? []), ...rules]),
      }),
      ...(added.length > 0 && { syncPolicy: withOptions(spec.syncPolicy, added) }),
      ...(versions.size > 0 && { info: withVersions(spec.info ?? [], versions) }),
    },
  };
}

/** Rules for the same objects become one, in the order of first mention; nothing is said twice. */
export function mergeRules(rules: readonly IgnoreDifference[]): IgnoreDifference[] {
  const merged = new Map<string, IgnoreDifference>();
  for (const rule of rules) {
    const { group = '', kind, name = '', namespace = '' } = rule;
    const key = JSON.stringify([group, kind, name, namespace]);
    const earlier = merged.get(key);
    merged.set(key, earlier ? union(earlier, rule) : rule);
  }
  return [...merged.values()];
}

const LISTS = ['jsonPointers', 'jqPathExpressions', 'managedFieldsManagers'] as const;

function union(a: IgnoreDifference, b: IgnoreDifference): IgnoreDifference {
  const lists = LISTS.filter((list) => a[list] ?? b[list]).map((list) => [
    list,
    [...new Set([...(a[list] ?? []), ...(b[list] ?? [])])],
  ]);
  return { ...a, ...(Object.fromEntries(lists) as Partial<IgnoreDifference>) };
}

/** How Argo CD will compare, with the options that are added. */
export function strategyFor(
  deployables: readonly Deployable[],
  { drift, annotations, syncOptions = [] }: Deriving,
): Strategy {
  const needed = neededOptions(deployables, { drift, syncOptions });
  return strategyOf([...syncOptions, ...needed], annotations);
}

/**
 * The options that content needs and the user has not given.
 *
 * @throws {ArgoCdError} `ARGOCD_SYNC_OPTION_INVALID`
 */
export function neededOptions(
  deployables: readonly Deployable[],
  { drift, syncOptions = [] }: Pick<Deriving, 'drift' | 'syncOptions'>,
): readonly NeededOption[] {
  if (drift === 'report') return [];
  // What is replaced keeps no copy of what was applied.
  const replaces = syncOptions.includes('Replace=true');
  const across = acrossSources(deployables);
  const all = new Set([
    ...deployables.flatMap((deployable) => deployable.syncOptions()),
    ...across.map(({ option }) => option),
  ]);
  return [...all].filter((option) => {
    if (replaces && option === 'ServerSideApply=true') return false;
    const refused = option.replace('=true', '=false');
    if (syncOptions.includes(refused)) {
      const why = [
        ...deployables.flatMap((one) => one.reasons().options ?? []),
        ...across.map(lineOf),
      ];
      const reason = why.find((line) => line.startsWith(option)) ?? option;
      throw new ArgoCdError(
        'ARGOCD_SYNC_OPTION_INVALID',
        `syncOptions has ${refused}, but the content cannot be applied without ${reason}`,
        `remove ${refused}, or write drift: 'report' to have nothing added`,
      );
    }
    return !syncOptions.includes(option);
  });
}

/** What the content of one source needs because of another one's. */
export function acrossSources(deployables: readonly Deployable[]): readonly SyncNeed[] {
  if (deployables.length < 2) return [];
  return [...needsAcross(deployables.flatMap((one) => one.syncContent() ?? []))];
}

function withOptions(
  policy: ApplicationSpec['syncPolicy'],
  wanted: readonly SyncOption[],
): ApplicationSpec['syncPolicy'] {
  const options = policy?.syncOptions ?? [];
  const given = new Set(options.map((option) => String(option).split('=')[0]));
  const added = wanted.filter((option) => !given.has(option.split('=')[0]));
  return added.length === 0 ? policy : { ...policy, syncOptions: [...options, ...added] };
}

/** Versions by the last part of the repository's name. */
function versionsOf(deployables: readonly Deployable[]): Map<string, string> {
  return new Map(
    deployables.flatMap((deployable): [string, string][] => {
      const version = deployable.version();
      return version === undefined ? [] : [[basename(deployable.repoURL), version]];
    }),
  );
}

/** The version as a label: none where content has several, or one that no label holds. */
export function versionLabel(deployables: readonly Deployable[]): string | undefined {
  return labelsOf(versionsOf(deployables))[VERSION_LABEL];
}

function labelsOf(versions: ReadonlyMap<string, string>): Record<string, string> {
  const [version, ...others] = new Set(versions.values());
  const single = version !== undefined && others.length === 0;
  if (!single || !/^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/.test(version)) return {};
  return { [VERSION_LABEL]: version };
}

function withVersions(
  info: readonly { readonly name: string; readonly value: string }[],
  versions: ReadonlyMap<string, string>,
) {
  const added = [...versions].map(([name, value]) => ({ name: `${name} version`, value }));
  const taken = new Set(info.map(({ name }) => name));
  return [...info, ...added.filter(({ name }) => !taken.has(name))];
}

function basename(repoURL: string): string {
  return repoURL.slice(repoURL.lastIndexOf('/') + 1);
}
