import { ManifestSet, type Manifest } from '../../lib/core';
import { claimsOf } from '../../lib/drift';
import { inTurns, type Row } from './row';

const OBJECTS = 10_000;

/** All writers over content of a fleet: every second object has somebody who writes into it. */
const analysed: Row = {
  title: `who writes into ${OBJECTS} objects, all writers`,
  against: 'JSON.stringify of the same objects',
  atLeast: 1 / 3,

  async run() {
    const objects = Array.from({ length: OBJECTS / KINDS.length }, (_, i) =>
      KINDS.map((kind) => kind(i)),
    ).flat();
    const all = [...objects.slice(0, OBJECTS - POLICIES), ...policies()];
    let found = 0;
    const ours = () => {
      found = [...claimsOf(ManifestSet.of(all))].length;
      if (found < OBJECTS / 10) throw new Error(`found ${found} claims`);
    };
    const times = await inTurns(12, ours, () => JSON.stringify(all));
    return { ...times, unit: 'ms', note: `${found} claims` };
  },
};

export const rows: readonly Row[] = [analysed];

const POLICIES = 20;

const object = (apiVersion: string, kind: string, i: number, spec: unknown): Manifest => ({
  apiVersion,
  kind,
  metadata: {
    name: `service-${i}`,
    namespace: `team-${i % 50}`,
    labels: { 'app.kubernetes.io/name': `service-${i}`, 'app.kubernetes.io/part-of': 'fleet' },
  },
  spec,
});

const pods = (i: number) => ({
  metadata: { labels: { app: `service-${i}` } },
  spec: {
    containers: ['app', 'proxy'].map((name) => ({
      name,
      image: `registry.example/${name}:${i}`,
      ports: [{ containerPort: 8080, name: 'http' }],
      env: ['A', 'B', 'C'].map((key) => ({ name: key, value: `value-${i}` })),
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    })),
  },
});

const KINDS: readonly ((i: number) => Manifest)[] = [
  (i) =>
    object('apps/v1', 'Deployment', i, {
      replicas: 3,
      selector: { matchLabels: { app: `service-${i}` } },
      template: pods(i),
    }),
  (i) =>
    object('autoscaling/v2', 'HorizontalPodAutoscaler', i, {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `service-${i}` },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [{ type: 'Resource', resource: { name: 'cpu' } }],
    }),
  (i) =>
    object('v1', 'Service', i, {
      selector: { app: `service-${i}` },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    }),
  (i) =>
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', i, {
      parentRefs: [{ name: 'public', namespace: 'gateways' }],
      hostnames: [`service-${i}.example`],
      rules: [{ backendRefs: [{ name: `service-${i}`, port: 80 }] }],
    }),
  (i) =>
    object('external-secrets.io/v1', 'ExternalSecret', i, {
      secretStoreRef: { name: 'aws', kind: 'ClusterSecretStore' },
      data: [{ secretKey: 'password', remoteRef: { key: `service-${i}`, property: 'password' } }],
    }),
  (i) =>
    object('argoproj.io/v1alpha1', 'Rollout', i, {
      strategy: { canary: { stableService: `service-${i}`, canaryService: `canary-${i}` } },
      template: pods(i),
    }),
  (i) =>
    object('apps/v1', 'StatefulSet', i, {
      serviceName: `service-${i}`,
      template: pods(i),
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: {} } }],
    }),
  (i) =>
    object('rds.aws.m.upbound.io/v1beta1', 'Instance', i, {
      forProvider: { region: 'eu-west-1', engine: 'postgres', tags: { team: `team-${i}` } },
    }),
  (i) => ({
    ...object('v1', 'ConfigMap', i, undefined),
    data: { 'config.yaml': 'a: b\n'.repeat(20) },
  }),
  (i) =>
    object('argoproj.io/v1alpha1', 'Application', i, {
      project: 'default',
      source: { repoURL: 'oci://registry.example/fleet', path: '.', targetRevision: '1.0.0' },
      destination: { server: 'https://kubernetes.default.svc', namespace: `team-${i % 50}` },
    }),
];

function policies(): Manifest[] {
  return Array.from({ length: POLICIES }, (_, i) =>
    object('kyverno.io/v1', 'ClusterPolicy', i, {
      rules: [
        {
          name: 'r',
          match: { any: [{ resources: { kinds: ['Pod'], namespaces: [`team-${i}`] } }] },
          mutate: { patchStrategicMerge: { metadata: { labels: { app: 'x' } } } },
        },
      ],
    }),
  );
}
