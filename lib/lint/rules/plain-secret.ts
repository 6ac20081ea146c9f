import { valueAt, type Manifest } from '../../core';
import { rule } from '../rule';

/** Fields of Argo CD's repository and cluster Secrets that are no secrets. */
const HARMLESS = new Set(['type', 'url', 'name', 'project', 'server', 'enableOCI', 'insecure']);

export const plainSecret = rule({
  id: 'plain-secret',
  category: 'secrets',
  severity: 'warning',
  summary: 'No Secret carries its values in clear: base64 hides nothing.',
  hint: 'put the values into a secret store and declare an ExternalSecret that reads them',
  source:
    'https://kubernetes.io/docs/concepts/configuration/secret/#information-security-for-secrets',

  *check(set) {
    for (const at of set.ofKind('', 'Secret')) {
      if (at['sops'] !== undefined) continue; // encrypted where it lies
      const keys = [...keysAt(at, '/data'), ...keysAt(at, '/stringData')];
      const [first, ...more] = keys;
      if (first === undefined) continue;
      const others = more.length > 0 ? ` and ${more.length} more` : '';
      yield { at, message: `holds '${first}'${others} in clear` };
    }
  },
});

/** Keys with a value that is one: neither empty nor a field that everybody may read. */
function keysAt(at: Manifest, pointer: string): string[] {
  const isArgo = valueAt(at, '/metadata/labels/argocd.argoproj.io~1secret-type') !== undefined;
  const data = valueAt(at, pointer);
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data)
    .filter(([key, value]) => value !== '' && value !== null && !(isArgo && HARMLESS.has(key)))
    .map(([key]) => key);
}
