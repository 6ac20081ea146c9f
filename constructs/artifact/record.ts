import { posix } from 'node:path';
import type { Disk, NeededOption, RecordedRule } from '../../lib/core';

/** `.gitops/artifacts.json`: what the last synth made, for `publish`, `promote` and the next synth. */
export interface SynthRecord {
  /** The program that wrote it; another one's files are not ours to remove. */
  readonly program: string;
  /** Folder that `files` are below, relative to the working folder. */
  readonly outdir: string;
  readonly files: readonly string[];
  readonly artifacts: readonly ArtifactRecord[];
}

export interface ArtifactRecord {
  readonly name: string;
  /** A hub's artifact is published last, under its tag. */
  readonly kind: 'artifact' | 'hub';
  /** `ghcr.io/acme/manifests/core-stack` */
  readonly repository: string;
  /** `sha256:…` of the image manifest. */
  readonly digest: string;
  readonly tag?: string;
  /** Paths in the artifact. */
  readonly files: readonly string[];
  /** The rules that Applications of this content need; `promote` writes them beside the pin. */
  readonly drift: readonly RecordedRule[];
  /** The sync options that they need, since objects cannot say so themselves; default none. */
  readonly syncOptions?: readonly NeededOption[];
}

/** Below the folder that holds the output folder. */
export const RECORD_FILE = '.gitops/artifacts.json';
/** The OCI image layout that `synth` packs into, and that `publish` reads. */
export const LAYOUT_FOLDER = '.gitops/oci';

export function formatRecord(record: SynthRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/** The record of the last synth; `undefined` where there is none, or none that can be read. */
export function readRecord(disk: Disk, folder = '.'): SynthRecord | undefined {
  const text = disk.read(`${folder}/${RECORD_FILE}`)?.toString();
  if (text === undefined) return undefined;
  try {
    const { files, artifacts, ...rest } = JSON.parse(text) as Partial<SynthRecord>;
    if (!Array.isArray(files) || !Array.isArray(artifacts) || !files.every(isBelow)) {
      return undefined;
    }
    return { ...(rest as SynthRecord), files, artifacts };
  } catch {
    return undefined;
  }
}

/** The next synth removes these files: none may be outside its output folder. */
function isBelow(path: unknown): boolean {
  return (
    typeof path === 'string' && !posix.isAbsolute(path) && !/(^|[\\/])\.\.([\\/]|$)/.test(path)
  );
}
