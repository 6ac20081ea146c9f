import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { PlatformApp } from '../../constructs/app';

/** What a synth costs; the tree was there before. */
export interface SynthCost {
  readonly cpuMs: number;
  /** Peak resident memory, less what the program with its tree had. */
  readonly synthMegabytes: number;
}

const MEGABYTE_IN_KILOBYTES = 1024;
const SETTLE_MS = 200;

function synthCost(kind: typeof App, objects: number, charts: number): SynthCost {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const app = new kind({ outdir });
    for (let c = 0; c < charts; c += 1) {
      const chart = new Chart(app, `cluster-${c}`, { namespace: 'argocd' });
      for (let o = c; o < objects; o += charts) application(chart, `service-${o}`, c);
    }
    // The compiler and the collector have work left from the tree, in threads of their own.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLE_MS);
    const before = process.resourceUsage();
    app.synth();
    const after = process.resourceUsage();
    const cpuUs =
      after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime;
    const synthMegabytes = (after.maxRSS - before.maxRSS) / MEGABYTE_IN_KILOBYTES;
    return { cpuMs: cpuUs / 1000, synthMegabytes };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** An object of the usual size: 40 lines. */
function application(chart: Chart, id: string, cluster: number): void {
  new ApiObject(chart, id, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `${id}-cluster-${cluster}`,
      labels: { 'app.kubernetes.io/part-of': 'shop', environment: 'production', team: 'checkout' },
      annotations: { 'argocd.argoproj.io/sync-wave': '1' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: 'shop',
      sources: [
        {
          repoURL: 'oci://ghcr.io/acme/manifests/shop',
          targetRevision: 'sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
          path: 'production',
        },
        { repoURL: 'https://github.com/acme/values.git', targetRevision: 'main', ref: 'values' },
      ],
      destination: { server: `https://10.0.${cluster % 250}.1:6443`, namespace: id },
      syncPolicy: {
        automated: { prune: true, selfHeal: true, allowEmpty: false },
        syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
      },
      ignoreDifferences: [
        { group: 'apps', kind: 'Deployment', name: id, jsonPointers: ['/spec/replicas'] },
      ],
      revisionHistoryLimit: 3,
      info: [{ name: 'owner', value: 'checkout@acme.example' }],
    },
  });
}

const [side, objects, charts] = process.argv.slice(2);
const cost = synthCost(side === 'ours' ? PlatformApp : App, Number(objects), Number(charts));
process.stdout.write(JSON.stringify(cost));
