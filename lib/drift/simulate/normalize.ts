import { withKnownTypes } from './marshal';
import { withoutIgnored, type RuleStep } from './rules';
import { fieldOf, isList, isMap, withField, withPath, type Json, type JsonMap } from './value';

/**
 * What Argo CD does to an object before it compares: Secrets are told by their `data`, an empty
 * list of rules of a Role is none, and the rules take out what is ignored.
 *
 * @param steps `undefined` where rules wait until after a dry run.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/diff/diff.go
 */
export function normalize(
  object: JsonMap,
  steps: readonly RuleStep[] | undefined,
  ignoreAggregatedRoles: boolean,
): JsonMap {
  let result = withPath(object, ['metadata', 'creationTimestamp'], undefined);
  const apiVersion = String(fieldOf(object, 'apiVersion'));
  const kind = fieldOf(object, 'kind');
  if (kind === 'Secret' && !apiVersion.includes('/')) result = secret(result);
  if (
    apiVersion.startsWith('rbac.authorization.k8s.io/') &&
    (kind === 'ClusterRole' || kind === 'Role')
  ) {
    result = role(result, ignoreAggregatedRoles);
  }
  return steps ? fullyNormalized(result, steps) : result;
}

/** Rules, then known types. */
export function fullyNormalized(object: JsonMap, steps: readonly RuleStep[]): JsonMap {
  return withKnownTypes(withoutIgnored(object, steps));
}

function secret(object: JsonMap): JsonMap {
  const texts = fieldOf(object, 'stringData');
  const given = fieldOf(object, 'data');
  let data: JsonMap | undefined = isMap(given) ? given : undefined;
  if (isMap(texts)) {
    const encoded = Object.entries(texts).map(([key, text]): [string, Json] => [
      key,
      typeof text === 'string' ? Buffer.from(text).toString('base64') : text,
    ]);
    data = { ...data, ...Object.fromEntries(encoded) };
    if (given !== undefined && !isMap(given)) return object;
    object = withField(object, 'stringData', undefined);
  }
  if (!data) return object;
  const written = Object.entries(data).map(([key, value]) => [key, value ?? '']);
  return withField(object, 'data', Object.fromEntries(written) as Json);
}

function role(object: JsonMap, ignoreAggregated: boolean): JsonMap {
  if (ignoreAggregated && isMap(fieldOf(object, 'aggregationRule')))
    return withField(object, 'rules', null);
  const rules = fieldOf(object, 'rules');
  return isList(rules) && rules.length === 0 ? withField(object, 'rules', null) : object;
}
