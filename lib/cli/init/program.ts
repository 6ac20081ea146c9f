import type { InitFacts } from './facts';

/** The program: what runs, and where. */
export function platformFile({ repository, repoURL, prefix }: InitFacts): string {
  return `import { Chart } from 'cdk8s';
import { ApplicationSet, Artifact, clusters, git, Hub, type PlatformApp } from 'cdk8s-gitops';
import { WebService } from 'cdk8s-gitops/workload';

const ENVIRONMENTS = ['staging', 'production'] as const;

/** What the fleet runs, and where. */
export function platform(app: PlatformApp): PlatformApp {
  // What travels together: one digest, one folder for each environment.
  const web = new Artifact(app, 'web', {
    repository: '${repository}/web',
    variants: ENVIRONMENTS,
    content(scope, environment) {
      const chart = new Chart(scope, 'web', { namespace: 'web' });
      new WebService(chart, 'web', {
        image: 'ghcr.io/acme/web:1.0.0',
        autoscale: { maxReplicas: environment === 'production' ? 10 : 3 },
      });
    },
  });

  // Where it runs. dist/hub is committed: the pull request that changes it is the approval.
  const hub = new Hub(app, 'hub', {
    deliver: git({ repoURL: '${repoURL}', path: '${prefix}dist/hub' }),
  });
  for (const environment of ENVIRONMENTS) {
    new ApplicationSet(hub, environment, {
      generators: clusters({ matchLabels: { environment } }),
      template: (cluster) => ({
        metadata: { name: \`\${cluster.nameNormalized}-web\` },
        spec: {
          project: hub.project,
          // Which release of it, releases.yaml says.
          source: web.source({ ring: environment, variant: environment }),
          destination: { server: cluster.server, namespace: 'web' },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            syncOptions: ['CreateNamespace=true'],
          },
        },
      }),
    });
  }
  return app;
}
`;
}

export const MAIN = `import { PlatformApp } from 'cdk8s-gitops';
import { platform } from './platform';

platform(new PlatformApp()).synth();
`;

export const TEST = `import { expandFleet, lintApp, testApp } from 'cdk8s-gitops/testing';
import { platform } from './platform';

const app = platform(testApp());

it('has no findings', () => {
  expect(lintApp(app)).toEqual([]);
});

it('gives every cluster what its environment runs', () => {
  const fleet = expandFleet(app, 'inventory.yaml');
  expect(fleet['staging-1']?.['staging-1-web']?.sources).toEqual(['web/staging']);
  expect(fleet['production-1']?.['production-1-web']?.sources).toEqual(['web/production']);
});
`;
