import { keyOf, valueAt, versionOf, type Manifest } from '../../core';
import { claimsIn, row } from '../rows';
import { isMap, listIn, textIn } from '../values';
import type { Claim, DriftFacts, Writer, WrittenField } from '../writer';

const ORDER: WrittenField = {
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  path: '/spec/metrics',
  manager: 'kube-apiserver',
  repair: { clientSide: 'write the utilization of cpu last' },
  note: 'Kubernetes before 1.27 stores autoscaling/v1, which keeps that one metric apart and gives it back last, in v2 too; since then the order of Git stays',
  source:
    'https://github.com/kubernetes/kubernetes/blob/v1.26.0/pkg/apis/autoscaling/install/install.go',
};

const ANNOTATIONS = ['behavior', 'conditions', 'current-metrics', 'metrics'].map((name) =>
  row({
    kinds: ['autoscaling/HorizontalPodAutoscaler'],
    at: `.metadata.annotations["autoscaling.alpha.kubernetes.io/${name}"]`,
    manager: 'kube-apiserver',
    claim: { do: 'omit' },
    repair: { clientSide: 'leave it out; write autoscaling/v2' },
    note: 'the server makes these annotations of what version 1 cannot say',
  }),
);

/** The API server, which converts an autoscaler between the versions of its API. */
export const autoscalerVersions: Writer = {
  name: 'autoscaler-versions',
  title: 'API server, converting autoscalers',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  fields: [ORDER, ...ANNOTATIONS],

  *claims(set, facts) {
    for (const at of set.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      if (at.metadata.annotations) for (const one of ANNOTATIONS) yield* claimsIn(at, one);
      if (isStoredAsV1(at, facts)) yield* reordered(at);
    }
  },
};

/** Versions that only servers serve which store version 1, and version 2 on such a server. */
function isStoredAsV1(at: Manifest, { targets }: DriftFacts = {}): boolean {
  const version = versionOf(at);
  const [, minor = ''] = /^1\.(\d+)/.exec(targets?.kubernetes ?? '') ?? [];
  return version.startsWith('v2beta') || (version === 'v2' && minor !== '' && Number(minor) < 27);
}

function* reordered(at: Manifest): Generator<Claim> {
  const metrics = listIn(at, '/spec/metrics');
  const index = metrics.findIndex(isCpuUtilization);
  if (index < 0 || index === metrics.length - 1) return;
  const value = [...metrics.toSpliced(index, 1), metrics[index]];
  const repair = { do: 'write', value } as const;
  yield { target: keyOf(at), at, pointer: '/spec/metrics', repair, field: ORDER };
}

function isCpuUtilization(metric: unknown): boolean {
  if (!isMap(metric) || textIn(metric, '/resource/name') !== 'cpu') return false;
  const utilization =
    valueAt(metric, '/resource/target/averageUtilization') ??
    valueAt(metric, '/resource/targetAverageUtilization');
  return utilization !== undefined;
}
