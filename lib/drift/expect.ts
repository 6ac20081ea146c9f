import {
  CodedError,
  formatKey,
  ManifestSet,
  nearest,
  type IgnoreDifference,
  type ObjectKey,
} from '../core';
import { splitKind } from './rows';
import { builtInGroupOf, scalePathOf } from './scale-path';
import type { DriftFacts, Strategy, Writer, WrittenField } from './writer';
import { writers } from './writers';

/** Controllers of the catalogue whose fields a rule can name without the object that they act on. */
export type ExpectableWriter = (typeof EXPECTABLE)[number];

const SCALERS = [
  'horizontal-pod-autoscaler',
  'scaled-object',
  'http-scaled-object',
  'other-autoscalers',
  'rollout-workload',
] as const;

const EXPECTABLE = [
  ...SCALERS,
  'request-tuners',
  'rollout-services',
  'rollout-traffic',
  'kyverno-defaults',
  'ca-injector',
  'istio',
  'aks-admission',
  'external-secrets-defaults',
  'crossplane-managed',
  'crossplane-packages',
  'image-updater',
  'app-of-apps',
  'gateway-api',
  'cloud-native-pg',
  'stateful-set',
  'formats',
  'custom-resource-definition',
  'object-metadata',
  'service',
  'persistent-volume-claim',
  'service-account',
  'aggregated-cluster-role',
  'job',
  'kueue',
  'restarts',
  'leader-election',
] as const;

/** Content that nobody here can see (a chart, a remote artifact), and who writes into it. */
export interface ExpectedWriter {
  readonly writer: ExpectableWriter;
  /** Whose fields. Without a name: those of all objects of that kind. */
  readonly target: {
    /** Default: the group that the writer, or Kubernetes itself, has the kind in. */
    readonly group?: string;
    readonly kind: string;
    readonly name?: string;
    readonly namespace?: string;
  };
}

/** What to expect: a writer of the catalogue, or a rule as Argo CD spells it. */
export type Expected = ExpectedWriter | IgnoreDifference;

/** A writer or a kind that the catalogue does not have. */
export class DriftError extends CodedError<
  'DRIFT_WRITER_UNKNOWN' | 'DRIFT_TARGET_UNKNOWN' | 'DRIFT_RULES_MISPLACED'
> {}

/**
 * The rules that expected writers need where an Application compares by `strategy`; a writer that
 * does not fight there needs none.
 *
 * @throws {DriftError} `DRIFT_WRITER_UNKNOWN` and `DRIFT_TARGET_UNKNOWN`, with the names that there are.
 */
export function expectedRules(
  expected: readonly Expected[],
  facts?: DriftFacts,
  strategy: Strategy = 'clientSide',
): IgnoreDifference[] {
  return expected.flatMap((one) => {
    if (!('writer' in one)) return [one];
    const { kind, name, namespace } = one.target;
    const { group, paths } = fieldsOf(one, facts, strategy);
    const pointers = paths.filter((path) => path.startsWith('/'));
    const queries = paths.filter((path) => path.startsWith('.'));
    if (paths.length === 0) return [];
    return {
      group,
      kind,
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ...(pointers.length > 0 && { jsonPointers: pointers }),
      ...(queries.length > 0 && { jqPathExpressions: queries }),
    };
  });
}

function fieldsOf(
  { writer: name, target }: ExpectedWriter,
  facts?: DriftFacts,
  strategy?: Strategy,
) {
  const writer = writerNamed(name);
  const known = writer.fields.flatMap(({ kinds }) => kinds);
  const group = target.group ?? groupIn(known, target.kind) ?? builtInGroupOf(target.kind);
  if (group === undefined) throw unknownTarget(writer, target.kind);
  if (SCALERS.some((one) => one === name)) {
    const apiVersion = group === '' ? 'v1' : `${group}/v1`;
    const path = scalePathOf({ apiVersion, kind: target.kind }, NONE, facts);
    if (path === undefined) throw unknownTarget(writer, target.kind);
    return { group, paths: [path] };
  }
  const own = writer.fields.filter((field) => concerns(field, { group, kind: target.kind }));
  if (own.length === 0) throw unknownTarget(writer, target.kind);
  const paths = own.filter((field) => mayFight(field, strategy)).map(({ path }) => path);
  return { group, paths: [...new Set(paths)].sort() };
}

const NONE = ManifestSet.of([]);

function writerNamed(name: string): Writer {
  const found = EXPECTABLE.some((one) => one === name) && writers.find((one) => one.name === name);
  if (found) return found;
  const near = nearest(name, EXPECTABLE);
  throw new DriftError(
    'DRIFT_WRITER_UNKNOWN',
    `drift.expect has no writer '${name}'`,
    near ? `write '${near}'` : `write one of ${EXPECTABLE.join(', ')}, or a rule as Argo CD has it`,
  );
}

function unknownTarget({ name, fields }: Writer, kind: string): DriftError {
  const kinds = [...new Set(fields.flatMap((field) => field.kinds))].join(', ');
  return new DriftError(
    'DRIFT_TARGET_UNKNOWN',
    `'${name}' writes no field of ${kind} that is known here`,
    `write the kind and the group of one of ${kinds}, or a rule as Argo CD has it`,
  );
}

function groupIn(kinds: readonly string[], kind: string): string | undefined {
  const found = kinds.map(splitKind).find(([, name]) => name === kind);
  return found?.[0];
}

/** `*.upbound.io/*` is every kind of those groups. */
function concerns({ kinds }: WrittenField, key: Pick<ObjectKey, 'group' | 'kind'>): boolean {
  const text = formatKey({ ...key, name: '' });
  return kinds.some((kind) => {
    if (!kind.includes('*')) return kind === text;
    const source = kind.replaceAll('.', '\\.').replaceAll('*', '.*');
    return new RegExp(`^${source}$`).test(text);
  });
}

/** A path that a rule can have, of a field that fights by that way to compare. */
function mayFight({ path, repair }: WrittenField, strategy: Strategy = 'clientSide'): boolean {
  const text = repair[strategy] ?? repair.clientSide;
  return /^[./][^<,]*$/.test(path) && !text.startsWith('nothing');
}
