import { compareBytes, nilOf, normalizeName, typed, type ValueMap } from '../../template';
import type { Generator, GeneratorContext } from '../generator';
import type { ClusterFacts } from '../inventory-types';
import { readSelector } from '../read-selector';
import { compileSelector, isEmptySelector } from '../selector';
import { addValues } from '../values';
import { wrap } from '../wrap';

const IN_CLUSTER = 'https://kubernetes.default.svc';
const SECRET_TYPE = 'argocd.argoproj.io/secret-type';

const FAILED =
  'failed to replace templated string: failed to replace templated string with rendered values';

/** Every registered cluster that the selector matches, by name; the controller's order is random. */
export const clusters: Generator = {
  key: 'clusters',
  hasValues: true,

  generate(spec, context, pointer) {
    const failed = 'error getting cluster secrets: error converting label selector';
    const selector = wrap(failed, () => readSelector(spec.selector));
    const matches = wrap(failed, () => compileSelector(selector, { labelValues: true }));
    warnOfTwins(context, pointer);
    const chosen = uniqueByName(context.inputs.clusters)
      .map((facts) => ({ facts, labels: labelsOf(facts) }))
      .filter(({ labels }) => matches(new Map(Object.entries(labels))));
    const sets = chosen.map(({ facts, labels }) => paramsOf(facts, labels, context));
    const local = chosen.some(({ facts }) => facts.server === IN_CLUSTER);
    if (isEmptySelector(selector) && !local) {
      const name = 'in-cluster';
      sets.push({ name, nameNormalized: name, server: IN_CLUSTER, project: '' });
    }
    sets.forEach((params, i) => {
      const which = i < chosen.length ? 'cluster' : 'local cluster';
      wrap(`error appending templated values for ${which}: ${FAILED}`, () =>
        addValues(params, spec.values, context.renderer, `${pointer}/values`),
      );
    });
    return spec.flatList === true ? [{ clusters: flatList(sets) }] : sets;
  },
};

function warnOfTwins({ inputs: { clusters: all }, warn }: GeneratorContext, pointer: string): void {
  const seen = new Set<string>();
  for (const { name } of all) {
    if (seen.has(name)) {
      warn(
        `meets two cluster Secrets with the name '${name}', of which Argo CD takes any one`,
        'give each cluster a name of its own',
        pointer,
      );
    }
    seen.add(name);
  }
}

/** Of two clusters with one name Argo CD sees one; here the later in the inventory. */
function uniqueByName(facts: readonly ClusterFacts[]): ClusterFacts[] {
  const byName = new Map(facts.map((cluster) => [cluster.name, cluster]));
  return [...byName.values()].sort((a, b) => compareBytes(a.name, b.name));
}

function labelsOf({ labels }: ClusterFacts): Record<string, string> {
  return { ...labels, [SECRET_TYPE]: 'cluster' };
}

function paramsOf(
  { name, server, annotations = {}, project = '' }: ClusterFacts,
  labels: Record<string, string>,
  { renderer }: GeneratorContext,
): ValueMap {
  const params: ValueMap = { name, nameNormalized: normalizeName(name), server, project };
  if (renderer.options.goTemplate) {
    const metadata: ValueMap = { labels: typed(labels, 'map[string]string') };
    if (Object.keys(annotations).length > 0) {
      metadata.annotations = typed({ ...annotations }, 'map[string]string');
    }
    params.metadata = metadata;
    return params;
  }
  for (const [key, value] of Object.entries(annotations)) {
    params[`metadata.annotations.${key}`] = value;
  }
  for (const [key, value] of Object.entries(labels)) params[`metadata.labels.${key}`] = value;
  return params;
}

/** One list of all; of no clusters, a nil one. */
function flatList(sets: ValueMap[]): unknown {
  const type = '[]map[string]interface {}';
  return sets.length > 0 ? typed(sets, type) : nilOf(sets, type);
}
