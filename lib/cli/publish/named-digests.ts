import { readManifests } from '../../core';
import { unpack, type StoredArtifact } from '../../oci';

/**
 * The artifacts that a hub's manifests name by digest, wherever an OCI source stands:
 * `ghcr.io/acme/core@sha256:…`, each once.
 */
export function namedDigests(hub: StoredArtifact): readonly string[] {
  const found = new Set<string>();
  for (const { path, content } of unpack(hub)) {
    if (!/\.ya?ml$/.test(path)) continue;
    const { entries } = readManifests(Buffer.from(content).toString('utf8'), path);
    for (const { manifest } of entries) collect(manifest, found);
  }
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const { repoURL, targetRevision } = value as Record<string, unknown>;
  const [, repository] = /^oci:\/\/([^{}]+)$/.exec(String(repoURL)) ?? [];
  if (repository !== undefined && /^sha256:[0-9a-f]{64}$/.test(String(targetRevision))) {
    found.add(`${repository}@${String(targetRevision)}`);
  }
  for (const child of Object.values(value)) collect(child, found);
}
