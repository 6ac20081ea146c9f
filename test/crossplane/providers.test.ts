import { packageOf, serves } from '../../lib/crossplane/providers';

it.each([
  ['rds.aws.m.upbound.io', 'provider-aws-rds', '>=v2.0.0'],
  ['rds.aws.upbound.io', 'provider-aws-rds', '>=v1.0.0'],
  ['aws.m.upbound.io', 'provider-family-aws', '>=v2.0.0'],
  ['network.azure.m.upbound.io', 'provider-azure-network', '>=v2.0.0'],
  // Resource groups and subscriptions come with the configurations.
  ['azure.upbound.io', 'provider-family-azure', '>=v1.0.0'],
  ['cloudplatform.gcp.m.upbound.io', 'provider-gcp-cloudplatform', '>=v2.0.0'],
  ['helm.crossplane.io', 'provider-helm', '>=v0.1.0'],
  ['helm.m.crossplane.io', 'provider-helm', '>=v1.0.0'],
  ['kubernetes.m.crossplane.io', 'provider-kubernetes', '>=v1.0.0'],
  ['postgresql.sql.m.crossplane.io', 'provider-sql', '>=v0.13.0'],
  ['mysql.sql.crossplane.io', 'provider-sql', '>=v0.1.0'],
])('%s is of %s %s', (group, name, versions) => {
  expect(packageOf(group)).toMatchObject({ name, versions });
});

it.each([
  'rds.myaws.upbound.io',
  'rds.aws.crossplane.io',
  'sql.crossplane.io',
  'oracle.sql.crossplane.io',
  'a.b.aws.upbound.io',
  'nokubernetes.crossplane.io',
  'apps',
  '',
])("'%s' is of nobody we know", (group) => {
  expect(packageOf(group)).toBeUndefined();
});

it.each([
  ['provider-azure-network', 'network.azure.upbound.io', true],
  ['provider-azure-sql', 'network.azure.upbound.io', false],
  ['provider-azure', 'network.azure.upbound.io', true],
  ['provider-upjet-gcp', 'sql.gcp.upbound.io', true],
  ['provider-gcp', 'network.azure.upbound.io', false],
  ['provider-azure-sql', 'azure.m.upbound.io', true],
  ['provider-azuread', 'azure.m.upbound.io', false],
  ['provider-kubernetes', 'kubernetes.crossplane.io', true],
  ['provider-helm', 'kubernetes.crossplane.io', false],
  ['provider-dns', 'dns.acme.io', false],
])('%s has %s: %s', (image, group, has) => {
  expect(serves(image, group)).toBe(has);
});
