import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { groupOf } from '../../lib/core';
import { ArtifactError } from '../artifact/errors';
import { Application } from './application';
import { AppProject } from './app-project';
import type { HubDelivery } from './hub-delivery';
import { RepositorySecret } from './repository-secret';

const IN_CLUSTER = 'https://kubernetes.default.svc';

/**
 * What is applied once, by hand, so that Argo CD reads everything else by itself: for each hub the
 * root Application, the projects, and the repository Secrets.
 */
export class Bootstrap extends Chart {
  /** The one of the app, made when it is first asked for. */
  static for(construct: IConstruct): Bootstrap {
    const { root } = construct.node;
    const made = root.node.tryFindChild('bootstrap');
    // Not by `instanceof`: every Chart of cdk8s passes for its subclasses.
    if (made?.constructor === Bootstrap) return made as Bootstrap;
    if (!made) return new Bootstrap(root, 'bootstrap');
    throw new ArtifactError(
      'ARTIFACT_ID_TAKEN',
      "the app has a construct 'bootstrap', and its hub writes a file of that name",
      'give the construct another id',
    );
  }

  /** @param project the spec that the hub derives; the hub itself carries it too. */
  add(hub: Chart, deliver: HubDelivery, project: unknown): void {
    const { id } = hub.node;
    const namespace = hub.namespace ?? 'argocd';
    const metadata = { namespace };
    const root = `${id}-root`;
    const kinds = Lazy.any({ produce: () => kindsIn(hub) });
    new AppProject(this, root, {
      metadata,
      description: `Delivers the objects of the hub '${id}'`,
      sourceRepos: [sourceOf(deliver).repoURL],
      destinations: [{ server: IN_CLUSTER, namespace }],
      namespaceResourceWhitelist: kinds as [],
    });
    new ApiObject(this, `${id}-project`, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { ...metadata, name: id },
      spec: project,
    });
    if (deliver.kind === 'oci') {
      const { repoURL: url } = sourceOf(deliver);
      new RepositorySecret(this, `${id}-repository`, { name: `${id}-repository`, metadata, url });
    }
    new Application(this, id, {
      metadata,
      project: root,
      source: sourceOf(deliver),
      destination: { server: IN_CLUSTER, namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
      },
    });
  }
}

function sourceOf(deliver: HubDelivery) {
  const directory = { recurse: true };
  if (deliver.kind === 'oci') {
    const { repository, tag } = deliver;
    return { repoURL: `oci://${repository}`, path: '.', targetRevision: tag, directory };
  }
  const { repoURL, path, targetRevision } = deliver;
  return { repoURL, path, targetRevision, directory };
}

/** The kinds that the hub holds, and no other: what its root Application may sync. */
function kindsIn(hub: Chart): readonly { readonly group: string; readonly kind: string }[] {
  const kinds = new Map<string, { group: string; kind: string }>();
  for (const construct of hub.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const group = groupOf(construct.apiVersion);
    kinds.set(`${group}/${construct.kind}`, { group, kind: construct.kind });
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}
