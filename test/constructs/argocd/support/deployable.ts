import { DEPLOYS, type Deployable, type IgnoreDifference } from '../../../../constructs/deployable';

/** The rule that an autoscaled Deployment needs. */
export const scaled = (name: string): IgnoreDifference => ({
  group: 'apps',
  kind: 'Deployment',
  name,
  jsonPointers: ['/spec/replicas'],
});

export function deployable(of: {
  readonly repoURL?: string;
  readonly rules?: readonly IgnoreDifference[];
  readonly clusterResources?: ReturnType<Deployable['clusterResources']>;
  readonly namespaces?: readonly string[];
  readonly syncOptions?: ReturnType<Deployable['syncOptions']>;
  readonly version?: string;
}): Deployable {
  return {
    repoURL: of.repoURL ?? 'oci://ghcr.io/acme/core-stack',
    reasons: () => ({ revision: 'a test', rules: [] }),
    ignoreDifferences: () => of.rules ?? [],
    carriesRules: () => false,
    syncOptions: () => of.syncOptions ?? [],
    syncContent: () => undefined,
    clusterResources: () => of.clusterResources ?? [],
    namespaces: () => of.namespaces ?? [],
    version: () => of.version,
  };
}

/** A source object as `artifact.source()` makes it. */
export function sourceOf(deploys: Deployable) {
  return {
    repoURL: deploys.repoURL,
    path: '.',
    targetRevision: `sha256:${'0'.repeat(64)}`,
    [DEPLOYS]: deploys,
  };
}
