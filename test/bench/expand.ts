import { spawnSync } from 'node:child_process';
import type { Manifest } from '../../lib/core';
import { expandApplicationSet, type ClusterFacts } from '../../lib/render';
import { best, PeerMissing, type Row } from './row';

const SERVICES = 500;
const CLUSTERS = 12;
const TIMES = 10;

/**
 * Services on clusters. Argo CD's own code is a Go program that the reader builds from
 * applicationset/generators and applicationset/controllers/template: it reads
 * `{ "appset": …, "secrets": [Secret] }` on one line of stdin and prints `{ "ms": … }`.
 */
export const rows: readonly Row[] = [
  {
    title: `expand an ApplicationSet to ${SERVICES * CLUSTERS} Applications`,
    against: "Argo CD's own Go code",
    atLeast: 1,
    async run() {
      const peer = process.env['ARGOCD_EXPAND'];
      if (peer === undefined) {
        throw new PeerMissing("name a program around Argo CD's generators in ARGOCD_EXPAND");
      }
      const ours = await best(5, () => expand(SERVICES));
      const many = await best(2, () => expand(SERVICES * TIMES));
      const note = `${TIMES} times as many Applications: ${(many / ours).toFixed(1)} times as long`;
      return { ours, theirs: theirs(peer), unit: 'ms', note };
    },
  },
];

function expand(services: number): void {
  const { applications } = expandApplicationSet(applicationSet(services), { clusters });
  if (applications.length !== services * CLUSTERS) throw new Error('Applications are missing');
}

function theirs(program: string): number {
  const input = JSON.stringify({
    appset: applicationSet(SERVICES),
    secrets: clusters.map(secretOf),
  });
  const { stdout } = spawnSync(program, { input: `${input}\n`, maxBuffer: 2 ** 30 });
  return (JSON.parse(stdout.toString()) as { ms: number }).ms;
}

const clusters = Array.from({ length: CLUSTERS }, (_, i): ClusterFacts => {
  const labels = { environment: 'production', region: `region-${i % 4}` };
  return { name: `cluster-${i}`, server: `https://10.0.0.${i}`, labels };
});

function applicationSet(services: number): Manifest {
  const elements = Array.from({ length: services }, (_, i) => ({
    service: `service-${i}`,
    team: `team-${i % 7}`,
  }));
  const selector = { matchLabels: { environment: 'production' } };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'services', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        { matrix: { generators: [{ clusters: { selector } }, { list: { elements } }] } },
      ],
      template: {
        metadata: {
          name: '{{ .nameNormalized }}-{{ .service }}',
          labels: { team: '{{ .team }}', region: '{{ .metadata.labels.region }}' },
        },
        spec: {
          project: 'services',
          source: {
            repoURL: 'oci://ghcr.io/acme/{{ .service }}',
            path: '.',
            targetRevision: '1.0.0',
          },
          destination: { server: '{{ .server }}', namespace: '{{ .service | trunc 63 }}' },
          syncPolicy: { automated: { prune: true, selfHeal: true }, retry: { limit: 5 } },
        },
      },
    },
  };
}

function secretOf({ name, server, labels }: ClusterFacts) {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  return {
    metadata: {
      name,
      namespace: 'argocd',
      labels: { ...labels, 'argocd.argoproj.io/secret-type': 'cluster' },
    },
    data: { name: encode(name), server: encode(server) },
  };
}
