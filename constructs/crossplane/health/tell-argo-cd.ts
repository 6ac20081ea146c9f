import type { IConstruct } from 'constructs';
import { contributeConfig } from '../../argocd/config-fragment';
import { compositeHealth } from './composite-health';
import { definitionHealth } from './definition-health';

/** Tells Argo CD when an XRD, and when the XRs and claims of its kinds are healthy. */
export function tellArgoCd(from: IConstruct, group: string, kinds: readonly string[]): void {
  contributeConfig(from, {
    customizations: [
      ...kinds.map((kind) => ({ group, kind, health: compositeHealth })),
      {
        group: 'apiextensions.crossplane.io',
        kind: 'CompositeResourceDefinition',
        health: definitionHealth,
      },
    ],
  });
}
