import {
  ApplicationSet,
  Artifact,
  clusters,
  git,
  Hub,
  list,
  matrix,
  PlatformApp,
} from 'cdk8s-gitops';
import { coreStack, environments } from './core-stack';
import { NAMESPACE, platform, regions } from './platform';
import { allServices } from './services';

const retry = { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } };
const selfHealing = { automated: { prune: true, selfHeal: true }, retry } as const;

/** What the fleet runs, where, on which cloud resources, with which secrets. */
export function platformApp(app = new PlatformApp()): PlatformApp {
  // One artifact, one digest, one folder in it for each region.
  const base = new Artifact(app, 'platform', {
    repository: 'ghcr.io/kaval-org/manifests/platform',
    variants: regions,
    content: platform,
  });
  const core = new Artifact(app, 'core-stack', {
    repository: 'ghcr.io/kaval-org/manifests/core-stack',
    variants: environments,
    content: coreStack,
  });

  const hub = new Hub(app, 'hub', {
    deliver: git({ repoURL: 'https://github.com/kaval-org/platform.git', path: 'dist/hub' }),
  });
  for (const environment of environments) {
    for (const region of regions) {
      new ApplicationSet(hub, `${environment}-platform-${region}`, {
        generators: clusters({ matchLabels: { environment, region } }),
        template: (cluster) => ({
          metadata: { name: `${cluster.nameNormalized}-platform` },
          spec: {
            project: hub.project,
            source: base.source({ ring: environment, variant: region }),
            destination: { server: cluster.server, namespace: 'crossplane-system' },
            syncPolicy: { ...selfHealing, syncOptions: ['ServerSideApply=true'] },
          },
        }),
      });
    }
    new ApplicationSet(hub, `${environment}-microservices`, {
      generators: matrix(clusters({ matchLabels: { environment } }), () =>
        list(allServices.map(({ name }) => ({ service: name }))),
      ),
      template: (param) => ({
        metadata: {
          name: `${param.nameNormalized}-${param.service}`,
          labels: { 'app.kubernetes.io/part-of': 'core-stack' },
        },
        spec: {
          project: hub.project,
          source: {
            ...core.source({ ring: environment, variant: environment }),
            directory: { include: `${param.service}.k8s.yaml` },
          },
          destination: { server: param.server, namespace: NAMESPACE },
          // ignoreDifferences and RespectIgnoreDifferences follow from the autoscalers in that release.
          syncPolicy: {
            ...selfHealing,
            syncOptions: ['CreateNamespace=true', 'SkipDryRunOnMissingResource=true'],
          },
        },
      }),
    });
  }
  return app;
}
