import { brotliDecompressSync } from 'node:zlib';
import { compress } from './facts';
import type { KubernetesTable } from './kubernetes';

/** The table as the bytes of `imports/facts/kubernetes.json.br`. */
export function packKubernetes(table: KubernetesTable): Buffer {
  return compress(table);
}

/** The table in the bytes that {@link packKubernetes} made. */
export function unpackKubernetes(bytes: Uint8Array): KubernetesTable {
  return JSON.parse(brotliDecompressSync(bytes).toString('utf8')) as KubernetesTable;
}
