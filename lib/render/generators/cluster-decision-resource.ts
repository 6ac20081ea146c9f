import { compareBytes, isMap, printValue, typed, type ValueMap } from '../../template';
import type { Decisions } from '../answers';
import { ExpansionFailure } from '../failure';
import type { Generator } from '../generator';
import type { ClusterFacts } from '../inventory-types';
import { setOwn } from '../params';
import { configMapOf, recorded } from '../recorded';
import { readSelector } from '../read-selector';
import { compileSelector, isEmptySelector } from '../selector';

type Spec = Readonly<Record<string, unknown>>;

const LOCAL = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** The clusters that a resource's status decides for, as recorded, matched to Argo CD's by name. */
export const clusterDecisionResource: Generator = {
  key: 'clusterDecisionResource',
  hasValues: true,

  // A name and an empty selector are one too many: Argo CD refuses a name in the second child of a matrix.
  filled: (spec) => ({
    ...spec,
    labelSelector: {
      matchLabels: {},
      matchExpressions: [],
      ...(isMap(spec.labelSelector) ? spec.labelSelector : {}),
    },
  }),

  generate(spec, { inputs, renderer }, pointer) {
    const decisions = recorded(
      inputs.decisions,
      configMapOf(spec.configMapRef, `${pointer}/configMapRef`),
      'decisions',
      `${pointer}/configMapRef`,
    );
    const { matchKey, statusListKey = 'clusters' } = decisions;
    const known = clustersByName(inputs.clusters);
    return chosen(spec, decisions, pointer).flatMap(({ status = {} }) => {
      if (Object.keys(status).length === 0) return [];
      return decided(status[statusListKey], statusListKey, pointer).flatMap((decision) => {
        const cluster = known.get(printValue(decision[matchKey]));
        if (!cluster || printValue(decision[matchKey]) === '') return [];
        const params: ValueMap = { name: cluster.name, server: cluster.server };
        for (const [key, value] of Object.entries(decision)) setOwn(params, key, printValue(value));
        addRawValues(params, spec.values, renderer.options.goTemplate);
        return [params];
      });
    });
  },
};

function chosen(spec: Spec, { resources }: Decisions, pointer: string) {
  const name = typeof spec.name === 'string' ? spec.name : '';
  const written = isMap(spec.labelSelector) ? spec.labelSelector : {};
  const selects = [written.matchLabels, written.matchExpressions].some(
    (part) => part !== undefined,
  );
  const selector = readSelector(spec.labelSelector);
  if ((name === '') !== selects) {
    throw new ExpansionFailure(
      'there is a problem with the definition of the ClusterDecisionResource generator',
      {
        hint:
          name !== '' && isEmptySelector(selector)
            ? 'write labels into the labelSelector instead of the name, which Argo CD refuses in the second child of a matrix'
            : 'write name or labelSelector, one of the two',
        pointer,
      },
    );
  }
  if (selects && isEmptySelector(selector)) {
    throw new ExpansionFailure(
      "failed to get dynamic resources: unable to parse requirement: found '<', expected: !, identifier, or 'end of string'",
      { hint: 'write labels into the labelSelector: an empty one is refused', pointer },
    );
  }
  const matches = compileSelector(selector, { labelValues: true });
  const found = resources.filter(({ metadata }) =>
    selects ? matches(new Map(Object.entries(metadata.labels ?? {}))) : metadata.name === name,
  );
  if (found.length === 0) {
    throw new ExpansionFailure('no clusterDecisionResources found', {
      hint: 'repair name or labelSelector, or record the resource in the inventory',
      pointer,
    });
  }
  return [...found].sort((a, b) => compareBytes(a.metadata.name, b.metadata.name));
}

function decided(list: unknown, key: string, pointer: string): ValueMap[] {
  if (Array.isArray(list) && list.every(isMap)) return list;
  throw new ExpansionFailure(`the status of a decision resource has no list of maps '${key}'`, {
    hint: 'repair statusListKey, or the status: the controller crashes on it at each turn',
    pointer,
  });
}

function clustersByName(clusters: readonly ClusterFacts[]): ReadonlyMap<string, ClusterFacts> {
  const local = clusters.some(({ server }) => server === LOCAL.server) ? [] : [LOCAL];
  return new Map([...local, ...clusters].map((cluster) => [cluster.name, cluster]));
}

/** These values are the only ones in which nothing is filled in. */
function addRawValues(params: ValueMap, values: unknown, goTemplate: boolean): void {
  if (!isMap(values) || Object.keys(values).length === 0) return;
  if (goTemplate) params.values = typed({ ...values }, 'map[string]string');
  else for (const [key, value] of Object.entries(values)) setOwn(params, `values.${key}`, value);
}
