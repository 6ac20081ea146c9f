import type { Generator } from '../generator';
import {
  always,
  compileTemplate,
  group,
  sometimes,
  type Group,
  type Leaf,
  type ListOf,
  type MaybeParam,
  type Param,
  type Text,
  type TextMap,
} from '../params';
import { leafOf, valuesGroup, type NoValues, type ValueOf, type ValueParams } from '../values';

/** A condition on labels; `In` and `NotIn` need values, `Exists` and `DoesNotExist` take none. */
export interface LabelRequirement {
  readonly key: Text;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly Text[];
}

export interface ClustersOptions<
  L extends Readonly<Record<string, Text>>,
  E extends readonly LabelRequirement[],
  V extends Readonly<Record<string, Text>>,
> {
  /**
   * Labels that the cluster's Secret must have; each is then a parameter in its own right. Default
   * none: every cluster, the one that Argo CD runs in included, which has no labels at all.
   */
  readonly matchLabels?: L;
  /** Conditions beside `matchLabels`; `Exists` and `In` guarantee their label. Default none. */
  readonly matchExpressions?: E;
  /** More parameters, under `values`; text may hold `{{ .name }}` and its like. Default none. */
  readonly values?: V;
}

/** What `clusters()` gives. Annotations, and labels that no selector guarantees, need `orElse`. */
export interface ClusterParams<
  L extends Readonly<Record<string, Text>> = Readonly<Record<never, Text>>,
  E extends readonly LabelRequirement[] = readonly [],
  V extends Readonly<Record<string, Text>> = NoValues,
> {
  /** As Argo CD knows the cluster; may be no valid name of an object. */
  readonly name: Param;
  /** The name as a DNS name: what an Application's name is made of. */
  readonly nameNormalized: Param;
  /** URL of the cluster's API server. */
  readonly server: Param;
  /** The project that the cluster is reserved for, `''` for none. */
  readonly project: Param;
  readonly metadata: {
    readonly labels: MatchedLabels<L> & ExpressedLabels<E, HasSelector<L, E>> & Optional;
    readonly annotations: Optional;
  };
  readonly values: ValueParams<V>;
}

interface Optional extends TextMap {
  readonly [key: string]: MaybeParam;
}

type HasSelector<L, E> = [keyof L] extends [never] ? (E extends readonly [] ? false : true) : true;

type MatchedLabels<L> = string extends keyof L
  ? unknown
  : { readonly [K in keyof L]: Param<ValueOf<L[K]>> };

type ExpressedLabels<E extends readonly LabelRequirement[], Selected> = (Selected extends true
  ? { readonly 'argocd.argoproj.io/secret-type': Param<'cluster'> }
  : unknown) & {
  readonly [
    R in Extract<E[number], Guarantee> as R['key'] extends string ? R['key'] : never
  ]: Param<R extends { values: readonly (infer T)[] } ? ValueOf<T> : string>;
};

interface Guarantee {
  readonly operator: 'In' | 'Exists';
}

/** All clusters as one set. */
export interface FlatClusterParams<P extends object> {
  /** For `each`: `each(p.clusters, (cluster) => cluster.name, ',')`. */
  readonly clusters: ListOf<P>;
}

/**
 * One set per cluster that is registered with Argo CD; with `flatList`, one set of all of them, even
 * where there is none.
 *
 * Without a selector that includes `in-cluster`, the cluster that Argo CD itself runs in: it has no
 * `metadata`, so every label is optional then.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/
 */
export function clusters<
  const L extends Readonly<Record<string, Text>> = NoValues,
  const E extends readonly LabelRequirement[] = readonly [],
  const V extends Readonly<Record<string, Text>> = NoValues,
  const Flat extends boolean = false,
>(
  options: ClustersOptions<L, E, V> & { readonly flatList?: Flat } = {},
): Generator<
  [Flat] extends [true] ? FlatClusterParams<ClusterParams<L, E, V>> : ClusterParams<L, E, V>,
  0
> {
  const { matchLabels = {}, matchExpressions = [], values = {}, flatList = false } = options;
  const labels = guaranteed(matchLabels, matchExpressions);
  const selected = Object.keys(matchLabels).length > 0 || matchExpressions.length > 0;
  const selector = {
    ...(Object.keys(matchLabels).length > 0 && { matchLabels }),
    ...(matchExpressions.length > 0 && { matchExpressions }),
  };
  const given = {
    ...(selected && { selector }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(flatList && { flatList }),
  };
  const params = group({
    name: always,
    nameNormalized: always,
    server: always,
    project: always,
    metadata: selected ? metadata(labels) : { ...metadata({}), maybe: true },
    values: valuesGroup(values),
  });
  return {
    spec: { clusters: compileTemplate(given, 'a clusters generator') },
    params: flatList ? group({ clusters: { ...group({}), list: { items: params } } }) : params,
    depth: 0,
    ...(flatList && {
      fast: [{ problem: 'flatList gives a list, which stays unread', hint: 'leave flatList out' }],
    }),
  };
}

/** Labels are there whenever there is a Secret, annotations only if it has some. */
function metadata(labels: Readonly<Record<string, Leaf>>): Group {
  return group({
    labels: { ...group(labels, sometimes), texts: true },
    annotations: { ...group({}, sometimes), maybe: true, texts: true },
  });
}

function guaranteed(
  matchLabels: Readonly<Record<string, Text>>,
  matchExpressions: readonly LabelRequirement[],
): Record<string, Leaf> {
  const labels: Record<string, Leaf> = {
    'argocd.argoproj.io/secret-type': { kind: 'leaf', known: 'cluster' },
  };
  for (const { key, operator, values = [] } of matchExpressions) {
    if (operator === 'Exists' || operator === 'In') {
      labels[String(key)] = values.length === 1 ? leafOf(values[0]) : always;
    }
  }
  for (const [key, value] of Object.entries(matchLabels)) labels[key] = leafOf(value);
  return labels;
}
