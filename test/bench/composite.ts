import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitDocument, type Manifest } from '../../lib/core';
import { renderComposite } from '../../lib/render/crossplane';
import { best, leastCpu, PeerMissing, type Row } from './row';

const XRS = 1_000;
const RESOURCES = 10;

/** XRs through a pipeline of function-patch-and-transform and function-auto-ready. */
export const rows: readonly Row[] = [
  {
    title: `render ${XRS.toLocaleString('en')} XRs through a composition of ${RESOURCES} resources`,
    against: 'a second',
    atLeast: 1,
    async run() {
      const ours = leastCpu(5, () => {
        for (let i = 0; i < XRS; i++) render(i);
      });
      return { ours, theirs: 1000, unit: 'ms', note: 'time of the processor' };
    },
  },
  {
    title: 'render one XR through that composition',
    against: 'crossplane render, engine and functions local',
    atLeast: 100,
    async run() {
      const [program, ...flags] = (process.env['CROSSPLANE_RENDER'] ?? '').split(' ');
      const functions = process.env['CROSSPLANE_FUNCTIONS'];
      if (!program || !functions) {
        throw new PeerMissing(
          'name a render command in CROSSPLANE_RENDER, and a file of functions in Development mode in CROSSPLANE_FUNCTIONS',
        );
      }
      const ours = await best(20, () => render(0));
      const theirs = await peer(program, flags, functions);
      return { ours, theirs, unit: 'ms', note: 'theirs starts two processes, ours none' };
    },
  },
];

const composition: Manifest = {
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
  metadata: { name: 'bench' },
  spec: {
    compositeTypeRef: { apiVersion: 'example.org/v1', kind: 'XBench' },
    mode: 'Pipeline',
    pipeline: [
      {
        step: 'compose',
        functionRef: { name: 'function-patch-and-transform' },
        input: {
          apiVersion: 'pt.fn.crossplane.io/v1beta1',
          kind: 'Resources',
          resources: Array.from({ length: RESOURCES }, (_, i) => template(i)),
        },
      },
      { step: 'ready', functionRef: { name: 'function-auto-ready' } },
    ],
  },
};

function template(i: number) {
  return {
    name: `bucket-${i}`,
    base: {
      apiVersion: 's3.aws.m.upbound.io/v1beta1',
      kind: 'Bucket',
      spec: { forProvider: { forceDestroy: false, tags: { team: 'platform' } } },
    },
    patches: [
      { fromFieldPath: 'spec.region', toFieldPath: 'spec.forProvider.region' },
      {
        fromFieldPath: 'spec.size',
        toFieldPath: 'spec.forProvider.tags.size',
        transforms: [{ type: 'map', map: { small: 's', large: 'l' } }],
      },
      {
        type: 'CombineFromComposite',
        toFieldPath: 'metadata.annotations[crossplane.io/external-name]',
        combine: {
          strategy: 'string',
          variables: [{ fromFieldPath: 'metadata.namespace' }, { fromFieldPath: 'metadata.name' }],
          string: { fmt: `%s-%s-${i}` },
        },
      },
      { fromFieldPath: 'spec.optional', toFieldPath: 'spec.forProvider.tags.optional' },
      {
        type: 'ToCompositeFieldPath',
        fromFieldPath: 'status.arn',
        toFieldPath: `status.arns.a${i}`,
      },
    ],
  };
}

function xr(i: number): Manifest {
  return {
    apiVersion: 'example.org/v1',
    kind: 'XBench',
    metadata: { name: `xr-${i}`, namespace: 'bench' },
    spec: { region: 'eu-west-1', size: i % 2 === 0 ? 'small' : 'large' },
  };
}

function render(i: number): void {
  const rendered = renderComposite({
    xr: { manifest: xr(i), origin: {} },
    composition: { manifest: composition, origin: {} },
  });
  if (rendered.composed.length !== RESOURCES) throw new Error('resources are missing');
}

async function peer(program: string, flags: readonly string[], functions: string) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const files = [join(folder, 'xr.yaml'), join(folder, 'composition.yaml')] as const;
    writeFileSync(files[0], emitDocument(xr(0)));
    writeFileSync(files[1], emitDocument(composition));
    return await best(3, () => {
      const { status, stderr } = spawnSync(program, [...flags, ...files, functions]);
      if (status !== 0) throw new PeerMissing(String(stderr));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
