import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { emitDocument } from '../../lib/core';
import {
  contributeConfig,
  registerWriter,
  type ConfigFragment,
  type ResourceFilter,
} from './config-fragment';
import { shippedExclusions } from './shipped-exclusions';

export interface ArgoCdConfigProps extends ConfigFragment {
  /** The namespace that Argo CD runs in; default the chart's. */
  readonly namespace?: string;
}

/**
 * Argo CD's own configuration: `argocd-cm`, and `argocd-cmd-params-cm` where something is in it. One
 * for each app; any construct adds to it by `contributeConfig(this, { … })`, before or after.
 *
 * Exclusions come after those that Argo CD ships, which any value of that key would replace. The
 * ConfigMaps are applied server-side, so keys of the installation stay.
 *
 * @throws {ArgoCdError} `ARGOCD_CONFIG_CONFLICT` and `ARGOCD_CONFIG_INVALID`, as `contributeConfig`.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/argocd-cm-yaml/
 */
export class ArgoCdConfig extends Construct {
  constructor(scope: Construct, id: string, { namespace, ...fragment }: ArgoCdConfigProps = {}) {
    super(scope, id);
    let written = false;
    const contributions = registerWriter(this, {
      path: this.node.path,
      writeParameters: () => {
        if (written) return;
        written = true;
        const data = () => valuesOf(contributions.parameters);
        this.#configMap('Parameters', 'argocd-cmd-params-cm', namespace, data);
      },
    });
    this.#configMap('Resource', 'argocd-cm', namespace, () => ({
      ...valuesOf(contributions.data),
      ...(contributions.exclusions.length > 0 && {
        'resource.exclusions': exclusionsText(contributions.exclusions),
      }),
    }));
    contributeConfig(this, fragment);
  }

  #configMap(
    id: string,
    name: string,
    namespace: string | undefined,
    data: () => Readonly<Record<string, string>>,
  ): void {
    new ApiObject(this, id, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        // Argo CD reads the ConfigMap by its label part-of.
        labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'argocd' },
        annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' },
      },
      data: Lazy.any({ produce: data }),
    });
  }
}

function valuesOf(
  entries: ReadonlyMap<string, { readonly value: string }>,
): Record<string, string> {
  return Object.fromEntries([...entries].map(([key, { value }]) => [key, value]));
}

function exclusionsText(added: readonly ResourceFilter[]): string {
  const unique = new Map([...shippedExclusions, ...added].map((one) => [JSON.stringify(one), one]));
  return emitDocument([...unique.values()]);
}
