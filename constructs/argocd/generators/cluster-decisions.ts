import { ArgoCdError } from '../errors';
import type { Generator } from '../generator';
import { always, compileTemplate, group, type Param, type Text } from '../params';
import { given, valuesGroup, type NoValues, type ValueParams, type Values } from '../values';
import type { LabelRequirement } from './clusters';

/** One decision resource by name, or all that labels select; Argo CD refuses both. */
type Selection =
  | { readonly name: Text; readonly labelSelector?: undefined }
  | {
      readonly name?: undefined;
      readonly labelSelector: {
        readonly matchLabels?: Readonly<Record<string, Text>>;
        readonly matchExpressions?: readonly LabelRequirement[];
      };
    };

export type ClusterDecisionsOptions<K extends string, V extends Values> = Selection & {
  /**
   * ConfigMap in Argo CD's namespace with `apiVersion`, `kind` (the plural name of the resource),
   * `matchKey` and `statusListKey` (default `clusters`).
   */
  readonly configMapRef: Text;
  /** Keys that every decision has, besides `name` and `server`; each is a parameter. Default none. */
  readonly keys?: readonly K[];
  /** More parameters, under `values`. Not templates: they arrive as they are written. Default none. */
  readonly values?: V;
  /** How often it is looked at; default 3 minutes, by Argo CD. */
  readonly requeueAfterSeconds?: number;
};

/** What `clusterDecisions()` gives; there are no labels of clusters. */
export type ClusterDecisionParams<K extends string = never, V extends Values = NoValues> = {
  readonly [P in NoInfer<K> | 'name' | 'server']: Param;
} & { readonly values: ValueParams<V> };

/**
 * One set per cluster that a resource's status decides on, such as a PlacementDecision of Open
 * Cluster Management. A decision for a cluster that Argo CD does not know is left out.
 *
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for an empty selector, which Argo CD refuses.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster-Decision-Resource/
 */
export function clusterDecisions<const K extends string = never, const V extends Values = NoValues>(
  options: ClusterDecisionsOptions<K, V>,
): Generator<ClusterDecisionParams<K, V>, 0> {
  const { keys = [], values = {}, name, labelSelector, ...others } = options;
  const what = `the clusterDecisionResource generator of '${String(options.configMapRef)}'`;
  const { matchLabels = {}, matchExpressions = [] } = labelSelector ?? {};
  if (!name && Object.keys(matchLabels).length + matchExpressions.length === 0) {
    throw new ArgoCdError(
      'ARGOCD_GENERATOR_INVALID',
      `${what} names no resource and selects none`,
      'write name, or labelSelector with a label',
    );
  }
  const filled = { ...others, ...given({ name, labelSelector, values }) };
  return {
    spec: { clusterDecisionResource: compileTemplate(filled, what) },
    params: group({
      ...Object.fromEntries(['name', 'server', ...keys].map((key) => [key, always])),
      values: valuesGroup(values),
    }),
    depth: 0,
  };
}
