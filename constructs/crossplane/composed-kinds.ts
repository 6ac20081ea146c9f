import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { groupOf } from '../../lib/core';
import { declaredBy, onDeclaredGroups } from './derived/packages';
import { isProvided } from './derived/provided';
import { knownKind, type KnownKind, type TouchedKinds } from './kinds';
import { packageAround } from './packages/package-content';
import { pluralOf } from './plural';

/**
 * Kinds that Crossplane's own role lets it create, change and delete; the same in all charts from 1.20
 * to 2.4.
 *
 * @see https://github.com/crossplane/crossplane/blob/v2.3.4/cluster/charts/crossplane/templates/clusterrole.yaml
 */
const OWN = new Map<string, readonly string[]>([
  ['', ['ConfigMap', 'Secret', 'Service', 'ServiceAccount']],
  [
    'admissionregistration.k8s.io',
    ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  ],
  ['apiextensions.k8s.io', ['CustomResourceDefinition']],
  ['apps', ['Deployment']],
  ['coordination.k8s.io', ['Lease']],
]);

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** What required resources take: Crossplane reads them through a cache. */
const READ = ['get', 'list', 'watch'];

/** Whether Crossplane may compose the kind without a word from us. */
function isAllowed(kind: KnownKind, declared: (group: string) => boolean): boolean {
  return (
    isProvided(kind, declared) || (OWN.get(groupOf(kind.apiVersion))?.includes(kind.kind) ?? false)
  );
}

/** The rights that Crossplane needs for composed kinds and has not by itself. */
export const ComposedKinds = {
  /**
   * Adds a ClusterRole named `crossplane-compose-<composition>` to `scope`, if any kind needs one. A
   * package cannot carry it, so there it is noted for whoever installs the package.
   *
   * @see https://docs.crossplane.io/latest/composition/compositions/#grant-access-to-composed-resources
   */
  allow(scope: Construct, kinds: TouchedKinds, composition: string): void {
    const around = packageAround(scope);
    if (around) {
      if (rulesFor(scope, kinds).length > 0) around.push({ composition, kinds });
      return;
    }
    const write = () => {
      scope.node.tryRemoveChild('ComposedKinds');
      const needed = rulesFor(scope, kinds);
      if (needed.length === 0) return;
      new ApiObject(scope, 'ComposedKinds', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: {
          name: `crossplane-compose-${composition}`,
          labels: { 'rbac.crossplane.io/aggregate-to-crossplane': 'true' },
        },
        rules: needed,
      });
    };
    write();
    // A provider that comes later may say that Crossplane has the rights with it.
    onDeclaredGroups(scope, write);
  },
};

/** One rule for each group that Crossplane has no rights to, and one for what of it is only read. */
function rulesFor(scope: Construct, { composed, read }: TouchedKinds) {
  const declared = declaredBy(scope);
  const isForeign = (kind: KnownKind) => !isAllowed(kind, declared);
  const written = composed.filter(isForeign);
  const isWritten = (it: KnownKind) =>
    written.some(
      (kind) => groupOf(kind.apiVersion) === groupOf(it.apiVersion) && kind.kind === it.kind,
    );
  const onlyRead = read
    .map(({ apiVersion, kind }) => knownKind(apiVersion, kind))
    .filter((kind) => isForeign(kind) && !isWritten(kind));
  return [...rules(written, VERBS), ...rules(onlyRead, READ)];
}

function rules(kinds: readonly KnownKind[], verbs: readonly string[]) {
  const byGroup = new Map<string, Set<string>>();
  for (const each of kinds) {
    const group = groupOf(each.apiVersion);
    const plurals = byGroup.get(group) ?? new Set();
    byGroup.set(group, plurals.add(each.plural ?? pluralOf(each.kind)));
  }
  return [...byGroup].sort().map(([group, plurals]) => ({
    apiGroups: [group],
    resources: [...plurals].sort(),
    verbs,
  }));
}
