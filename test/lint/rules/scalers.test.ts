import { autoscalerCannotWork } from '../../../lib/lint/rules/autoscaler-cannot-work';
import { kedaAutoscalerInGit } from '../../../lib/lint/rules/keda-autoscaler-in-git';
import { scaleTargetUnclear } from '../../../lib/lint/rules/scale-target-unclear';
import { targetHasTwoScalers } from '../../../lib/lint/rules/target-has-two-scalers';
import { application } from '../support/applications';
import { ruleCases } from '../support/rule-cases';

const HPA = 'autoscaling/HorizontalPodAutoscaler/web';
const SO = 'keda.sh/ScaledObject/web';
const hpa = (spec = '', name = 'web', target = 'web') => `
---
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: ${name} },
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }, ${spec} } }`;
const keda = (spec = '', metadata = '') => `
---
{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: web, ${metadata} }, spec: { scaleTargetRef: { name: web }, ${spec} } }`;
const deployment = (containers = '[{ name: app }]', more = '') => `
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { template: { spec: { containers: ${containers}, ${more} } } } }`;
const vpa = (spec = '') => `
---
{ apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: { name: web },
  spec: { targetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, ${spec} } }`;
const cpu = (type = 'Utilization') =>
  `metrics: [{ type: Resource, resource: { name: cpu, target: { type: ${type} } } }]`;
const requests = '{ requests: { cpu: 1 } }';

describe('autoscaler-cannot-work', () => {
  ruleCases(autoscalerCannotWork, [
    {
      title: 'reports a minimum above the maximum',
      given: hpa('minReplicas: 5, maxReplicas: 3'),
      reports: [`${HPA}/spec/minReplicas is 5, but maxReplicas is 3`],
    },
    { title: 'accepts them equal', given: hpa('minReplicas: 3, maxReplicas: 3'), reports: [] },
    {
      title: 'reports a minimum of 0 with metrics of pods',
      given: hpa(`minReplicas: 0, maxReplicas: 3, ${cpu()}`),
      reports: [`${HPA}/spec/minReplicas is 0`],
    },
    {
      title: 'accepts 0 with an external metric',
      given: hpa('minReplicas: 0, maxReplicas: 3, metrics: [{ type: External }]'),
      reports: [],
    },
    {
      title: 'reports each container without the request, sidecars too',
      given:
        hpa(cpu()) +
        deployment(
          `[{ name: app, resources: ${requests} }, { name: proxy }]`,
          'initContainers: [{ name: side, restartPolicy: Always }, { name: init }]',
        ),
      reports: [`${HPA}/spec/metrics/0 container 'proxy', 'side' of Deployment 'web'`],
    },
    {
      title: 'accepts a limit, which the API server takes for the request',
      given: hpa(cpu()) + deployment('[{ name: app, resources: { limits: { cpu: 1 } } }]'),
      reports: [],
    },
    {
      title: 'accepts a metric by value',
      given: hpa(cpu('AverageValue')) + deployment(),
      reports: [],
    },
    {
      title: 'accepts a namespace with a LimitRange',
      given:
        hpa(cpu()) +
        deployment() +
        '\n---\n{ apiVersion: v1, kind: LimitRange, metadata: { name: l } }',
      reports: [],
    },
    { title: 'says nothing of a target that is elsewhere', given: hpa(cpu()), reports: [] },
    {
      title: 'reports the short form of autoscaling/v1',
      given: hpa('targetCPUUtilizationPercentage: 70').replace('/v2', '/v1') + deployment(),
      reports: [`${HPA}/spec/targetCPUUtilizationPercentage`],
    },
    {
      title: 'reports a container that the target does not have',
      given:
        hpa(
          'metrics: [{ type: ContainerResource, containerResource: { name: cpu, container: ap } }]',
        ) + deployment(),
      reports: [
        `${HPA}/spec/metrics/0 measures container 'ap', but Deployment 'web' has container 'app'`,
      ],
    },
    {
      title: 'asks only that container for its request',
      given:
        hpa(
          'metrics: [{ type: ContainerResource, containerResource: { name: cpu, container: app, target: { type: Utilization } } }]',
        ) + deployment(`[{ name: app, resources: ${requests} }, { name: proxy }]`),
      reports: [],
    },
    {
      title: 'reports bounds of a ScaledObject out of order',
      given: keda('minReplicaCount: 5, maxReplicaCount: 2'),
      reports: [`${SO}/spec/minReplicaCount is 5, but maxReplicaCount is 2`],
    },
    {
      title: 'takes 100 for a maximum that is not written',
      given: keda('minReplicaCount: 101'),
      reports: [`${SO}/spec/minReplicaCount is 101, but maxReplicaCount is 100`],
    },
    {
      title: 'reports an idle count that is no lower',
      given: keda('idleReplicaCount: 1, minReplicaCount: 1'),
      reports: [`${SO}/spec/idleReplicaCount is 1, but must be below`],
    },
    {
      title: 'accepts an idle count of 0',
      given: keda('idleReplicaCount: 0, minReplicaCount: 1'),
      reports: [],
    },
    {
      title: 'reports zero with triggers that need pods',
      given: keda('triggers: [{ type: cpu }, { type: memory }]'),
      reports: [`${SO}/spec/minReplicaCount is 0`],
    },
    {
      title: 'accepts zero with another trigger',
      given: keda('triggers: [{ type: cpu }, { type: cron }]'),
      reports: [],
    },
    {
      title: 'accepts triggers that need pods from one on',
      given: keda('minReplicaCount: 1, triggers: [{ type: cpu }]'),
      reports: [],
    },
  ]);
});

describe('target-has-two-scalers, vertical', () => {
  const VPA = 'autoscaling.k8s.io/VerticalPodAutoscaler/web/spec/targetRef';
  ruleCases(targetHasTwoScalers, [
    {
      title: 'reports both on one metric',
      given: hpa(cpu()) + vpa(),
      reports: [`${VPA} is Deployment 'web', which HorizontalPodAutoscaler 'web' scales by cpu`],
    },
    {
      title: 'reports triggers of KEDA',
      given: keda('triggers: [{ type: memory }]') + vpa(),
      reports: [VPA],
    },
    {
      title: 'accepts other metrics',
      given: hpa('metrics: [{ type: External }]') + vpa(),
      reports: [],
    },
    {
      title: 'accepts a vertical one that only recommends',
      given: hpa(cpu()) + vpa("updatePolicy: { updateMode: 'Off' }"),
      reports: [],
    },
    {
      title: 'accepts other resources',
      given:
        hpa(cpu()) +
        vpa('resourcePolicy: { containerPolicies: [{ controlledResources: [memory] }] }'),
      reports: [],
    },
    {
      title: 'accepts containers that are all off',
      given: hpa(cpu()) + vpa("resourcePolicy: { containerPolicies: [{ mode: 'Off' }] }"),
      reports: [],
    },
    { title: 'accepts another target', given: hpa(cpu(), 'web', 'api') + vpa(), reports: [] },
  ]);
});

describe('scale-target-unclear, of references', () => {
  const other = deployment().replace('name: web', 'name: wep');
  ruleCases(scaleTargetUnclear, [
    {
      title: 'reports a target that is nearly here',
      given: hpa() + other,
      reports: [`${HPA}/spec/scaleTargetRef is Deployment 'web', which is not here`],
    },
    { title: 'accepts a target that is elsewhere', given: hpa(), reports: [] },
    {
      title: 'tells a target that is not in the one folder of its Application',
      given: `${hpa()}\n---\n${application("source: { repoURL: 'https://x', path: . }")}`,
      reports: ['autoscaling/HorizontalPodAutoscaler/web/spec/scaleTargetRef is Deployment'],
    },
    {
      title: 'says nothing of it where a chart may bring it',
      given: `${hpa()}\n---\n${application("sources: [{ repoURL: 'https://x', path: . }, { repoURL: 'https://y', chart: web }]")}`,
      reports: [],
    },
    {
      title: 'reports a target in another namespace',
      given: hpa() + deployment().replace('name: web', 'name: web, namespace: b'),
      reports: [`${HPA}/spec/scaleTargetRef of no namespace, but the one here is in namespace 'b'`],
    },
    {
      title: 'reports a reference that is missing',
      given:
        '{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: web }, spec: {} }',
      reports: [`${SO}/spec/scaleTargetRef is missing`],
    },
    {
      title: 'reports an autoscaler of an autoscaler',
      given: hpa().replace(
        'apiVersion: apps/v1, kind: Deployment',
        'apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler',
      ),
      reports: [`${HPA}/spec/scaleTargetRef itself an autoscaler`],
    },
    {
      title: 'reports a Rollout that refers to a Rollout',
      given:
        '{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: r }, spec: { workloadRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: r } } }',
      reports: ['argoproj.io/Rollout/r/spec/workloadRef references in a circle'],
    },
  ]);
});

describe('keda-autoscaler-in-git', () => {
  const made = (metadata: string) => hpa().replace('{ name: web }', `{ name: web, ${metadata} }`);
  ruleCases(kedaAutoscalerInGit, [
    {
      title: 'reports one that was copied from a cluster',
      given: made('labels: { app.kubernetes.io/managed-by: keda-operator }'),
      reports: [`${HPA} is in Git, but was made by KEDA`],
    },
    {
      title: 'reports one that a ScaledObject owns',
      given: made('ownerReferences: [{ kind: ScaledObject, name: web }]'),
      reports: [HPA],
    },
    {
      title: 'accepts another owner',
      given: made('ownerReferences: [{ kind: X }, null]'),
      reports: [],
    },
    { title: 'accepts one of its own', given: hpa(), reports: [] },
  ]);
});
