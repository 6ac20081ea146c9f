import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { SecretReference } from '../secret-reference';

export interface WebServiceProps {
  /** Name of every object; default the id. Never the construct path, so a chart may move. */
  readonly name?: string;
  /** Pinned by tag or digest: `ghcr.io/acme/shop:1.4.2`. */
  readonly image: string;
  /** Where the container listens; default 8080. The Service listens on 80. */
  readonly port?: number;
  /** Pods when nothing scales them; default 2. Not allowed beside `autoscale`. */
  readonly replicas?: number;
  /** Scales on CPU; then the Deployment says nothing of replicas. Default: off. */
  readonly autoscale?: AutoscaleProps;
  /** Default 100m CPU requested and no limit; 128Mi memory, requested and limited. */
  readonly resources?: kplus.ContainerResources;
  /** HTTP path that answers when the service is ready; default `/healthz`. */
  readonly healthPath?: string;
  /** Plain variables; default none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Secrets whose keys become variables. The pods wait until they exist. Default none. */
  readonly secrets?: readonly Pick<SecretReference, 'envFrom'>[];
}

export interface AutoscaleProps {
  /** Default 2, so that a node may be drained. */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** Percent of the requested CPU; default 70. */
  readonly cpuUtilization?: number;
}

/**
 * A stateless HTTP service as it should run in production: non-root, read-only root file system,
 * probed, spread over zones, with a disruption budget, behind a Service.
 */
export class WebService extends Construct {
  readonly deployment: kplus.Deployment;
  readonly service: kplus.Service;
  /** The only container; `container.env` takes more variables. */
  readonly container: kplus.Container;

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { name = id, autoscale } = props;
    const labels = { 'app.kubernetes.io/name': name };
    this.deployment = this.#deployment(name, labels, props);
    this.container = this.deployment.addContainer(containerOf(props));
    for (const [key, value] of Object.entries(props.env ?? {})) {
      this.container.env.addVariable(key, kplus.EnvValue.fromValue(value));
    }
    for (const secret of props.secrets ?? []) this.container.env.copyFrom(secret.envFrom());
    this.service = this.#service(name, labels, props);
    if (autoscale) this.#autoscale(name, autoscale);
    this.#disruptionBudget(name, labels);
  }

  #deployment(
    name: string,
    labels: Record<string, string>,
    { replicas, autoscale }: WebServiceProps,
  ): kplus.Deployment {
    const deployment = new kplus.Deployment(this, 'Deployment', {
      metadata: { name, labels },
      podMetadata: { labels },
      // The selector is immutable: by name, not by the construct path as cdk8s-plus has it.
      select: false,
      ...(!autoscale && { replicas: replicas ?? 2 }),
      ...(autoscale && replicas !== undefined && { replicas }),
    });
    deployment.select(kplus.LabelSelector.of({ labels }));
    ApiObject.of(deployment).addJsonPatch(
      JsonPatch.add('/spec/template/spec/topologySpreadConstraints', [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: labels },
        },
      ]),
    );
    return deployment;
  }

  #service(
    name: string,
    labels: Record<string, string>,
    { port = 8080 }: WebServiceProps,
  ): kplus.Service {
    const service = new kplus.Service(this, 'Service', {
      metadata: { name, labels },
      ports: [{ name: 'http', port: 80, targetPort: port }],
    });
    for (const [key, value] of Object.entries(labels)) service.selectLabel(key, value);
    return service;
  }

  #autoscale(name: string, props: AutoscaleProps): void {
    const { minReplicas = 2, maxReplicas, cpuUtilization = 70 } = props;
    new kplus.HorizontalPodAutoscaler(this, 'Autoscaler', {
      metadata: { name },
      target: this.deployment,
      minReplicas,
      maxReplicas,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(cpuUtilization))],
    });
  }

  #disruptionBudget(name: string, labels: Record<string, string>): void {
    new ApiObject(this, 'DisruptionBudget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, labels },
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    });
  }
}

function containerOf(props: WebServiceProps): kplus.ContainerProps {
  const { image, port = 8080, healthPath = '/healthz', resources } = props;
  return {
    name: 'web',
    image,
    // An image is pinned, so what a node has is what it would pull.
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    portNumber: port,
    resources: resources ?? {
      cpu: { request: kplus.Cpu.millis(100) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
    },
    startup: kplus.Probe.fromHttpGet(healthPath, {
      port,
      failureThreshold: 30,
      periodSeconds: Duration.seconds(2),
    }),
    readiness: kplus.Probe.fromHttpGet(healthPath, { port }),
    liveness: kplus.Probe.fromTcpSocket({ port }),
    securityContext: { ensureNonRoot: true, readOnlyRootFilesystem: true },
  };
}
