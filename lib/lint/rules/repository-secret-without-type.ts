import { valueAt, type Manifest } from '../../core';
import { rule } from '../rule';

const LABEL = 'argocd.argoproj.io/secret-type';

export const repositorySecretWithoutType = rule({
  id: 'repository-secret-without-type',
  category: 'gitops',
  severity: 'error',
  summary: 'A repository Secret for a registry is of type oci: without a type it is one for git.',
  hint: "write 'type: oci' beside the url",
  source: 'https://github.com/argoproj/argo-cd/issues/28518',

  *check(set, { targets: { argocd } }) {
    if (argocd !== undefined && infersType(argocd)) return;
    for (const at of secretsOf(set)) {
      const label: unknown = labelOf(at);
      if (label !== 'repository' && label !== 'repo-creds') continue;
      const url = fieldOf(at, 'url');
      if (url?.text.startsWith('oci://') && fieldOf(at, 'type') === undefined) {
        const message = `is '${url.text}' in a Secret without a type, which Argo CD takes for git`;
        yield { at, pointer: url.pointer, message };
      }
    }
  },
});

/** Secrets, and the templates of those that External Secrets will make. */
function secretsOf(set: { ofKind(group: string, kind: string): readonly Manifest[] }): Manifest[] {
  return [...set.ofKind('', 'Secret'), ...set.ofKind('external-secrets.io', 'ExternalSecret')];
}

const TEMPLATE = '/spec/target/template';

function labelOf(at: Manifest): unknown {
  const token = LABEL.replace('/', '~1');
  const place = at.kind === 'Secret' ? '' : TEMPLATE;
  return valueAt(at, `${place}/metadata/labels/${token}`);
}

/** A field of the Secret in clear, decoded where it is base64. */
function fieldOf(at: Manifest, name: string): { text: string; pointer: string } | undefined {
  const places = at.kind === 'Secret' ? ['/stringData', '/data'] : [`${TEMPLATE}/data`];
  for (const place of places) {
    const value = valueAt(at, `${place}/${name}`);
    if (typeof value !== 'string') continue;
    const text = place === '/data' ? Buffer.from(value, 'base64').toString() : value;
    return { text, pointer: `${place}/${name}` };
  }
  return undefined;
}

/** Argo CD 3.6 reads the type from the URL. */
function infersType(argocd: string): boolean {
  const [major = 0, minor = 0] = argocd.replace(/^v/, '').split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 6);
}
