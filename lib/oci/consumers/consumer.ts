import type { Severity } from '../../core';
import type { Digest } from '../digest';
import type { UnpackedFile } from '../tar/read';

/** An artifact as who takes it sees it. */
export interface Shown {
  /** How the user names it: `oci://ghcr.io/acme/core:v1`, `dist/core`. */
  readonly where: string;
  readonly digest: Digest;
  /** The path in its registry, `acme/core`; `undefined` where it is in none. */
  readonly repository?: string;
  /** Of the manifest, in bytes. */
  readonly manifestBytes: number;
  readonly mediaType: string;
  readonly artifactType?: string;
  readonly config?: ShownBlob;
  readonly layers: readonly ShownBlob[];
  readonly hasSubject: boolean;
  /** What its one layer of gzipped tar holds; `undefined` where it has none, or several. */
  readonly files?: readonly UnpackedFile[];
}

export interface ShownBlob {
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** Something that a consumer refuses, or takes in another way than most would think. */
export interface ConsumerFinding {
  /** `argocd-layer-type` */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  /** File or folder in the artifact that it is about; default the artifact. */
  readonly path?: string;
  /** Where that is written. Default the source of the consumer. */
  readonly source?: string;
}

/** Who takes artifacts: a controller that deploys them, or a registry that keeps them. */
export interface Consumer {
  /** What `--for` calls it. */
  readonly name: string;
  /** Where its limits are written. */
  readonly source: string;
  check(artifact: Shown): Iterable<ConsumerFinding>;
}

/** `12.3 MB`, of a million bytes each, as Argo CD counts. */
export function megabytes(sizeBytes: number): string {
  return `${(sizeBytes / 1e6).toFixed(1)} MB`;
}
