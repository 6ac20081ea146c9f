/**
 * The source of a program that writes 6,000 Applications in 60 charts, those of the synth rows; valid
 * as TypeScript and as JavaScript.
 */
export function PROGRAM(app: string, how: 'import' | 'require', kind: string): string {
  const names = '{ ApiObject, Chart }';
  const cdk8s =
    how === 'import' ? `import ${names} from 'cdk8s';` : `const ${names} = require('cdk8s');`;
  return `${cdk8s}
${app}

const app = new ${kind}();
for (let c = 0; c < 60; c += 1) {
  const chart = new Chart(app, \`cluster-\${c}\`, { namespace: 'argocd' });
  for (let o = 0; o < 100; o += 1) {
    new ApiObject(chart, \`service-\${o}\`, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: \`service-\${o}-cluster-\${c}\`,
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
        destination: { server: \`https://10.0.\${c}.1:6443\`, namespace: \`service-\${o}\` },
        syncPolicy: {
          automated: { prune: true, selfHeal: true, allowEmpty: false },
          syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'],
          retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        },
        ignoreDifferences: [
          { group: 'apps', kind: 'Deployment', name: 'web', jsonPointers: ['/spec/replicas'] },
        ],
        revisionHistoryLimit: 3,
        info: [{ name: 'owner', value: 'checkout@acme.example' }],
      },
    });
  }
}
app.synth();
`;
}

export const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: small
data:
  key: value
`;
