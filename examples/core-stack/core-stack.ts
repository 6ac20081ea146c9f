import { Chart } from 'cdk8s';
import { Bucket, ExternalSecret, PostgresInstance, type SecretReference } from 'cdk8s-gitops';
import { WebService } from 'cdk8s-gitops/workload';
import type { Construct } from 'constructs';
import { NAMESPACE, STORE } from './platform';
import { allServices, type Service } from './services';

export const environments = ['staging', 'production'] as const;
export type Environment = (typeof environments)[number];

/** All services as they run in one environment, a chart each. */
export function coreStack(scope: Construct, environment: Environment): void {
  for (const service of allServices) new ServiceChart(scope, service, environment);
}

/** One service with its database, its bucket and its secrets. Its pods wait for all of them. */
class ServiceChart extends Chart {
  constructor(scope: Construct, service: Service, environment: Environment) {
    super(scope, service.name, { namespace: NAMESPACE });
    const { name, image, replicas, autoscale } = service;
    new WebService(this, name, {
      image,
      env: { ENVIRONMENT: environment },
      secrets: [...this.#resources(service, environment), ...this.#secrets(service)],
      ...(autoscale
        ? { autoscale: environment === 'production' ? autoscale : { maxReplicas: 3 } }
        : { replicas: environment === 'production' ? replicas : 1 }),
    });
  }

  #resources({ name, database, bucket }: Service, environment: Environment): SecretReference[] {
    const found: SecretReference[] = [];
    if (database) {
      const spec = {
        environment,
        size: environment === 'production' ? database : 'small',
      } as const;
      found.push(new PostgresInstance(this, `${name}-database`, { spec }).connection);
    }
    if (bucket)
      found.push(new Bucket(this, `${name}-bucket`, { spec: { environment } }).connection);
    return found;
  }

  #secrets({ name, secrets = [] }: Service): SecretReference[] {
    if (secrets.length === 0) return [];
    const data = secrets.map((key) => ({
      secretKey: key.toUpperCase().replace(/-/g, '_'),
      remoteRef: { key: `${NAMESPACE}/${name}`, property: key },
    }));
    const spec = { secretStoreRef: STORE, data };
    return [new ExternalSecret(this, `${name}-secrets`, { spec }).secret];
  }
}
