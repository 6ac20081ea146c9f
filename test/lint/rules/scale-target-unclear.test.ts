import { scaleTargetUnclear } from '../../../lib/lint/rules/scale-target-unclear';
import { ruleCases } from '../support/rule-cases';

const hpa = (target: string) =>
  `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: h }, spec: { scaleTargetRef: { ${target} } } }`;
const keda = (target: string) =>
  `{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: { name: s }, spec: { scaleTargetRef: { ${target} } } }`;
const queue = 'apiVersion: acme.io/v1, kind: Queue, name: q';
const crd = (scale: string) => `
{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: queues.acme.io }, spec: {
  group: acme.io, scope: Namespaced, names: { kind: Queue, plural: queues },
  versions: [{ name: v1, served: true, storage: true, subresources: { ${scale} }, schema: { openAPIV3Schema: { type: object } } }] } }
---
`;
const place = 'autoscaling/HorizontalPodAutoscaler/h/spec/scaleTargetRef';

ruleCases(scaleTargetUnclear, [
  {
    title: 'reports a kind whose scale path is unknown',
    given: hpa(queue),
    reports: [`${place} is acme.io/v1 Queue, of which nobody here knows the field`],
  },
  {
    title: 'reports it for KEDA',
    given: keda(queue),
    reports: ['keda.sh/ScaledObject/s/spec/scaleTargetRef'],
  },
  {
    title: 'reports a kind without the scale subresource',
    given: crd('status: {}') + hpa(queue),
    reports: [place],
  },
  {
    title: 'accepts what a CRD of the set says',
    given: crd('scale: { specReplicasPath: .spec.size }') + hpa(queue),
    reports: [],
  },
  {
    title: 'accepts what the schemas say',
    given: hpa('apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: r'),
    reports: [],
  },
  {
    title: 'accepts a Deployment',
    given: hpa('apiVersion: apps/v1, kind: Deployment, name: d'),
    reports: [],
  },
  {
    title: 'reports a target without apiVersion',
    given: hpa('kind: Deployment, name: d'),
    reports: [`${place} names Deployment without apiVersion`],
  },
  { title: 'accepts that of KEDA, which fills it in', given: keda('name: d'), reports: [] },
]);
