import { groupOf, versionOf, type Manifest, type ManifestSet } from '../../core';
import { isMap, listIn, mapIn, textIn } from '../values';
import { isSelectedBy } from './selector';
import type { Truth } from './unknown';

type Block = Readonly<Record<string, unknown>>;

/** A kind as the API server knows it. */
export interface Asked {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/**
 * Whether `matchConstraints` of the API server's form mean an object, created or updated.
 *
 * @param as what it is asked as, where that is another kind: the Pods of a workload.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function isMeantBy(
  constraints: Block,
  at: Manifest,
  set: ManifestSet,
  as: Asked = { group: groupOf(at), version: versionOf(at), kind: at.kind },
): Truth {
  const isIn = (rule: unknown) => isMap(rule) && isInRule(rule, at, as);
  if (!listIn(constraints, '/resourceRules').some(isIn)) return false;
  if (listIn(constraints, '/excludeResourceRules').some(isIn)) return false;
  const labels = at.metadata.labels ?? {};
  if (!isSelectedBy(mapIn(constraints, '/objectSelector'), labels)) return false;
  return isInSelected(mapIn(constraints, '/namespaceSelector'), at, set);
}

/** The operations that the rules which mean an object are about. */
export function operationsOf(constraints: Block): readonly string[] {
  const given = listIn(constraints, '/resourceRules').flatMap((rule) =>
    listIn(rule, '/operations'),
  );
  const isAny = given.length === 0 || given.includes('*');
  return ['CREATE', 'UPDATE'].filter((operation) => isAny || given.includes(operation));
}

function isInRule(rule: Block, at: Manifest, { group, version, kind }: Asked): boolean {
  const operations = listIn(rule, '/operations');
  const names = listIn(rule, '/resourceNames');
  return (
    has(listIn(rule, '/apiGroups'), group) &&
    has(listIn(rule, '/apiVersions'), version) &&
    (has(operations, 'CREATE') || has(operations, 'UPDATE')) &&
    listIn(rule, '/resources').some((one) => isResource(one, kind)) &&
    (names.length === 0 || names.includes(at.metadata.name))
  );
}

function has(list: readonly unknown[], one: string): boolean {
  return list.includes('*') || list.includes(one);
}

/** `deployments`, `*`, any subresource too; a subresource is another request. */
function isResource(resource: unknown, kind: string): boolean {
  return resource === '*' || resource === '*/*' || pluralsOf(kind).includes(String(resource));
}

/** As API servers name resources: there is no rule without exceptions, so more than one. */
function pluralsOf(kind: string): readonly string[] {
  const name = kind.toLowerCase();
  const ies = name.endsWith('y') ? [`${name.slice(0, -1)}ies`] : [];
  return [name, `${name}s`, `${name}es`, ...ies];
}

/** Labels of a Namespace that the set does not have are not known. */
function isInSelected(selector: Block, at: Manifest, set: ManifestSet): Truth {
  if (Object.keys(selector).length === 0) return true;
  const { namespace, labels, name } = at.metadata;
  const isNamespace = at.kind === 'Namespace';
  if (!isNamespace && namespace === undefined) return undefined;
  const own = isNamespace ? at : set.named('', 'Namespace', namespace ?? '')[0];
  const known = { ...(isNamespace ? labels : own?.metadata.labels) };
  const metadataName = isNamespace ? name : namespace;
  const all = { 'kubernetes.io/metadata.name': metadataName ?? '', ...known };
  if (own) return isSelectedBy(selector, all);
  const byName = textIn(selector, '/matchLabels/kubernetes.io~1metadata.name');
  return byName !== undefined && byName !== namespace ? false : undefined;
}
