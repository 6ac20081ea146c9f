import { ApiObject, Chart } from 'cdk8s';
import {
  Application,
  ApplicationSet,
  Artifact,
  clusters,
  ClusterSecretStore,
  git,
  Hub,
  PlatformApp,
} from 'cdk8s-gitops';
import type { Construct } from 'constructs';
import { clusterFleet } from './clusters';
import { controlPlane } from './control-plane';

const selfHealing = { automated: { prune: true, selfHeal: true } } as const;

/** What every cluster of the fleet gets. */
function platformStack(scope: Construct): void {
  const base = new Chart(scope, 'base');
  new ApiObject(base, 'apps', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'apps' } });
  ClusterSecretStore.awsSecretsManager(base, 'aws', { region: 'eu-west-1', namespaces: ['apps'] });
}

/** A hub that makes the clusters it deploys to. */
export function fleetApp(
  app = new PlatformApp(),
  changes: Parameters<typeof clusterFleet>[1] = {},
) {
  const repository = (name: string) => `ghcr.io/acme/manifests/${name}`;
  const control = new Artifact(app, 'control-plane', {
    repository: repository('control-plane'),
    content: controlPlane,
  });
  const stack = new Artifact(app, 'platform-stack', {
    repository: repository('platform-stack'),
    content: platformStack,
  });

  const hub = new Hub(app, 'hub', {
    deliver: git({ repoURL: 'https://github.com/acme/platform.git', path: 'dist/hub' }),
  });
  clusterFleet(hub, changes);
  new Application(hub, 'control-plane', {
    project: hub.project,
    source: control.source({ ring: 'production' }),
    destination: { server: 'https://kubernetes.default.svc', namespace: 'crossplane-system' },
    syncPolicy: { ...selfHealing, syncOptions: ['ServerSideApply=true'] },
  });
  new ApplicationSet(hub, 'platform-stack', {
    generators: clusters({
      matchLabels: {
        'aws.cdk8s-gitops.dev/managed': 'true',
        'aws.cdk8s-gitops.dev/environment': 'production',
      },
    }),
    template: (cluster) => ({
      metadata: { name: `${cluster.nameNormalized}-platform-stack` },
      spec: {
        project: hub.project,
        source: stack.source({ ring: 'production' }),
        destination: { server: cluster.server, namespace: 'apps' },
        syncPolicy: selfHealing,
      },
    }),
  });
  return app;
}
