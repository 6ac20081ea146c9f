import { ApiObject, Chart } from 'cdk8s';
import { Artifact, ClusterSecretStore, flux, kargo, PlatformApp } from 'cdk8s-gitops';
import { WebService } from 'cdk8s-gitops/workload';
import type { Construct } from 'constructs';

const ENVIRONMENTS = ['staging', 'production'] as const;
type Environment = (typeof ENVIRONMENTS)[number];

/** Only what this workflow signed is applied. */
const SIGNED = {
  matchOIDCIdentity: [
    flux.oidcIdentity(
      'https://token.actions.githubusercontent.com',
      'https://github.com/acme/platform/.github/workflows/publish.yaml@refs/heads/main',
    ),
  ],
} as const;

/** What every cluster needs before anything else. */
function platform(scope: Construct): void {
  const base = new Chart(scope, 'base');
  new ApiObject(base, 'shop', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  ClusterSecretStore.awsSecretsManager(base, 'aws', { region: 'eu-west-1', namespaces: ['shop'] });
}

function shop(scope: Construct, environment: Environment): void {
  const chart = new Chart(scope, 'web', { namespace: 'shop' });
  new WebService(chart, 'web', {
    image: 'ghcr.io/acme/web:1.4.2',
    autoscale: { maxReplicas: environment === 'production' ? 20 : 3 },
  });
}

/** One Flux that applies to two clusters, and the Kargo that promotes from one to the other. */
export function fluxFleet(app = new PlatformApp({ targets: { flux: '2.9' } })) {
  const base = new Artifact(app, 'platform', {
    repository: 'ghcr.io/acme/manifests/platform',
    content: platform,
  });
  const web = new Artifact(app, 'shop', {
    repository: 'ghcr.io/acme/manifests/shop',
    variants: ENVIRONMENTS,
    content: shop,
  });
  const fleet = new Chart(app, 'fleet', { namespace: 'flux-system' });
  for (const environment of ENVIRONMENTS) {
    const repository = { verify: SIGNED };
    const kubeConfig = { secretRef: { name: `${environment}-kubeconfig` } };
    const before = flux.source(fleet, base, {
      ring: environment,
      name: `platform-${environment}`,
      repository,
      kustomization: { kubeConfig, wait: true },
    });
    flux.source(fleet, web, {
      ring: environment,
      variant: environment,
      repository,
      kustomization: {
        kubeConfig,
        wait: true,
        timeout: '5m',
        dependsOn: [before.kustomization],
      },
    });
  }
  promotion(new Chart(app, 'promotion'), web);
  return app;
}

/** Kargo pins production to what staging runs, by a pull request. */
function promotion(chart: Chart, artifact: Artifact<Environment>): void {
  const project = new kargo.Project(chart, 'shop');
  const origin = new kargo.Warehouse(chart, 'releases', {
    project,
    subscriptions: [{ artifact: { of: artifact, constraint: '>=1.0.0' } }],
  });
  const repoURL = 'https://github.com/acme/platform.git';
  const at = { artifact, repoURL };
  const staging = new kargo.Stage(chart, 'staging', {
    project,
    requestedFreight: [{ origin, sources: { direct: true } }],
    promotionTemplate: { spec: { steps: kargo.promoteRing({ ...at, ring: 'staging' }) } },
  });
  new kargo.Stage(chart, 'production', {
    project,
    requestedFreight: [{ origin, sources: { stages: [staging], requiredSoakTime: '1h' } }],
    promotionTemplate: {
      spec: {
        steps: kargo.promoteRing({ ...at, ring: 'production', from: 'staging', pullRequest: true }),
      },
    },
  });
}
