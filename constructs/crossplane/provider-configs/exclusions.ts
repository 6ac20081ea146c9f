import type { IConstruct } from 'constructs';
import { contributeConfig } from '../../argocd/config-fragment';

/**
 * Tells Argo CD not to look at the records that providers keep of who uses which configuration: one
 * for each managed resource, and nobody declares them.
 */
export function excludeUsages(from: IConstruct): void {
  contributeConfig(from, {
    exclusions: [
      { apiGroups: ['*'], kinds: ['ProviderConfigUsage', 'ClusterProviderConfigUsage'] },
    ],
  });
}
