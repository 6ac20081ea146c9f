import type { Diagnostic, Manifest } from '../../core';
import type { Report } from './report';

/** What became of one object, in the words that CI scripts know from kubeconform. */
export interface Resource {
  readonly manifest: Manifest | undefined;
  readonly file: string;
  readonly status: 'valid' | 'invalid' | 'error' | 'skipped';
  readonly findings: readonly Diagnostic[];
}

/**
 * Every object with its findings, then one entry for each finding that belongs to no object: a
 * document that cannot be read. An object of an unknown kind is `skipped` unless it has errors.
 */
export function resourcesOf({ entries, diagnostics }: Report): Resource[] {
  const byManifest = new Map<Manifest | undefined, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const list = byManifest.get(diagnostic.manifest) ?? [];
    byManifest.set(diagnostic.manifest, list);
    list.push(diagnostic);
  }
  const objects = entries.map(({ manifest, origin }): Resource => {
    const findings = byManifest.get(manifest) ?? [];
    return { manifest, file: origin.file ?? '-', status: statusOf(findings), findings };
  });
  const others = (byManifest.get(undefined) ?? []).map((finding): Resource => {
    const status = finding.severity === 'error' ? 'error' : 'valid';
    return { manifest: undefined, file: finding.origin.file ?? '-', status, findings: [finding] };
  });
  return [...objects, ...others];
}

function statusOf(findings: readonly Diagnostic[]): Resource['status'] {
  if (findings.some(({ severity }) => severity === 'error')) return 'invalid';
  return findings.some(({ rule }) => rule === 'unknown-kind') ? 'skipped' : 'valid';
}
