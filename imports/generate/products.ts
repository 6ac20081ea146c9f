/** One generated file, `imports/<name>.ts`, and its schema table, `imports/schemas/<name>.json`. */
export interface Product {
  /** Path of the file below imports, without extension: `argo-cd`, `aws/rds`. */
  readonly name: string;
  /** Path of its facts below imports/facts, without extension. */
  readonly facts: string;
  /** API groups that it holds; all of the facts where absent. */
  readonly groups?: readonly string[];
}

/** The custom resources with committed TypeScript and schemas. */
export const products: readonly Product[] = [
  { name: 'argo-cd', facts: 'argo-cd' },
  { name: 'argo-rollouts', facts: 'argo-rollouts' },
  { name: 'cert-manager', facts: 'cert-manager' },
  {
    name: 'crossplane',
    facts: 'crossplane',
    groups: ['apiextensions.crossplane.io', 'ops.crossplane.io', 'pkg.crossplane.io'],
  },
  // Usage is a kind of apiextensions.crossplane.io as well.
  { name: 'crossplane-protection', facts: 'crossplane', groups: ['protection.crossplane.io'] },
  { name: 'external-secrets', facts: 'external-secrets', groups: ['external-secrets.io'] },
  {
    name: 'external-secrets-generators',
    facts: 'external-secrets',
    groups: ['generators.external-secrets.io'],
  },
  { name: 'flux', facts: 'flux' },
  { name: 'gateway-api', facts: 'gateway-api' },
  { name: 'kargo', facts: 'kargo' },
  { name: 'keda', facts: 'keda' },
  {
    name: 'kyverno',
    facts: 'kyverno',
    groups: ['kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'],
  },
  // PolicyException is a kind of kyverno.io as well.
  { name: 'kyverno-policies', facts: 'kyverno', groups: ['policies.kyverno.io'] },
  { name: 'prometheus-operator', facts: 'prometheus-operator' },
  { name: 'vertical-pod-autoscaler', facts: 'vertical-pod-autoscaler' },
  ...['cloudwatchlogs', 'ec2', 'eks', 'iam', 'kms', 'rds', 's3', 'secretsmanager'].map(
    (service) => ({
      name: `aws/${service}`,
      facts: `aws/${service}`,
      groups: [`${service}.aws.m.upbound.io`],
    }),
  ),
  { name: 'aws/provider', facts: 'aws/provider', groups: ['aws.m.upbound.io'] },
  { name: 'azure/provider', facts: 'provider-azure', groups: ['azure.m.upbound.io'] },
  { name: 'gcp/provider', facts: 'provider-gcp', groups: ['gcp.m.upbound.io'] },
  {
    name: 'provider-kubernetes',
    facts: 'provider-kubernetes',
    groups: ['kubernetes.m.crossplane.io'],
  },
  { name: 'provider-helm', facts: 'provider-helm', groups: ['helm.m.crossplane.io'] },
  ...['mssql', 'mysql', 'postgresql'].map((engine) => ({
    name: `provider-sql/${engine}`,
    facts: 'provider-sql',
    groups: [`${engine}.sql.m.crossplane.io`],
  })),
];
