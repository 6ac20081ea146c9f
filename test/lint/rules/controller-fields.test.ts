import { controllerOwnedField } from '../../../lib/lint/rules/controller-owned-field';
import { driftOptionMissing } from '../../../lib/lint/rules/drift-option-missing';
import { kedaAutoscalerInGit } from '../../../lib/lint/rules/keda-autoscaler-in-git';
import { listDefaultMissing } from '../../../lib/lint/rules/list-default-missing';
import { application } from '../support/applications';
import { ruleCases } from '../support/rule-cases';

const syncing = (options: string, annotations = '') =>
  `\n---\n${application(`syncPolicy: { automated: { selfHeal: true }, syncOptions: [${options}] }`)}`.replace(
    'name: shop',
    `name: shop, annotations: { ${annotations} }`,
  );
const DIFF = 'argocd.argoproj.io/compare-options: ServerSideDiff=true';

describe('controller-owned-field', () => {
  const deployment = (metadata: string) =>
    `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, ${metadata} } }`;
  const role = (rules: string) =>
    `{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: r }, aggregationRule: {}, ${rules} }`;
  ruleCases(controllerOwnedField, [
    {
      title: 'reports a revision that was copied from a cluster',
      given: deployment("annotations: { deployment.kubernetes.io/revision: '3' }"),
      reports: [
        "apps/Deployment/web/metadata/annotations/deployment.kubernetes.io~1revision is '3'",
      ],
    },
    {
      title: 'reports what the API server gives to every object',
      given: deployment('uid: a-b'),
      reports: ['apps/Deployment/web/metadata/uid'],
    },
    {
      title: 'reports the rules of an aggregated role',
      given: role('rules: [{ verbs: [get] }]'),
      reports: ['rbac.authorization.k8s.io/ClusterRole/r/rules'],
    },
    { title: 'accepts a role without', given: role('x: 1'), reports: [] },
    {
      title: 'leaves scales to another rule',
      given: `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }
---
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { replicas: 3 } }`,
      reports: [],
    },
  ]);
});

describe('list-default-missing', () => {
  const route = (parent: string) =>
    `{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: r }, spec: { parentRefs: [{ ${parent} }] } }`;
  const at = 'gateway.networking.k8s.io/HTTPRoute/r/spec/parentRefs/0';
  ruleCases(listDefaultMissing, [
    {
      title: 'reports defaults below a list under server-side apply',
      given: route('name: gw') + syncing('ServerSideApply=true'),
      reports: [
        `${at}/group is missing, and the API server makes it 'gateway.networking.k8s.io'`,
        `${at}/kind is missing, and the API server makes it 'Gateway'`,
      ],
    },
    {
      title: 'accepts what is written',
      given:
        route('name: gw, group: gateway.networking.k8s.io, kind: Gateway') +
        syncing('ServerSideApply=true'),
      reports: [],
    },
    {
      title: 'accepts a server-side diff',
      given: route('name: gw') + syncing('ServerSideApply=true', DIFF),
      reports: [],
    },
    { title: 'accepts client-side apply', given: route('name: gw') + syncing(''), reports: [] },
    { title: 'says nothing where no Application is known', given: route('name: gw'), reports: [] },
  ]);
});

describe('keda-autoscaler-in-git, by name', () => {
  const hpa = (name: string) =>
    `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: ${name} }, spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } } }\n---\n`;
  const keda = (annotations = '') =>
    `{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: web, annotations: { ${annotations} } }, spec: { scaleTargetRef: { name: web } } }`;
  ruleCases(kedaAutoscalerInGit, [
    {
      title: 'reports the name that KEDA gives its own',
      given: hpa('keda-hpa-web') + keda(),
      reports: [
        "autoscaling/HorizontalPodAutoscaler/keda-hpa-web is in Git, but ScaledObject 'web' makes",
      ],
    },
    { title: 'accepts another name', given: hpa('web') + keda(), reports: [] },
    {
      title: 'accepts that KEDA takes it over',
      given: hpa('keda-hpa-web') + keda("scaledobject.keda.sh/transfer-hpa-ownership: 'true'"),
      reports: [],
    },
  ]);
});

describe('drift-option-missing', () => {
  const set = (annotations: string) =>
    `{ apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, metadata: { name: s }, spec: { template: { metadata: { annotations: { ${annotations} } } } } }`;
  ruleCases(driftOptionMissing, [
    {
      title: 'reports an ApplicationSet that undoes what the image updater writes',
      given: set('argocd-image-updater.argoproj.io/image-list: a=b'),
      reports: ['argoproj.io/ApplicationSet/s/spec/ignoreApplicationDifferences'],
    },
    { title: 'accepts one without images', given: set('x: y'), reports: [] },
  ]);
});
