import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as crossplane from '../../constructs/crossplane';
import { pageProgram } from '../support/page-program';

const { page, folder, run } = pageProgram('docs/crossplane-packages.md');

it('is a program that type-checks, and synthesizes what the page says', () => {
  expect(run()).toBe("{ kind: 'ProviderConfig', name: 'team' }\n");
  const read = (path: string) => readFileSync(join(folder, 'dist', path), 'utf8');
  const packages = read('platform/packages.k8s.yaml');
  for (const service of ['family-aws', 'aws-iam', 'aws-s3', 'aws-kms']) {
    expect(packages).toContain(`package: xpkg.upbound.io/upbound/provider-${service}:v2.6.0`);
  }
  expect(packages).toContain('- buckets.s3.aws.m.upbound.io\n');
  expect(packages).not.toContain("- '*'");
  expect(read('hub/hub.k8s.yaml')).toContain('health.aws.cdk8s-gitops.dev_Bucket');
  expect(read('elsewhere.k8s.yaml')).toMatch(
    /package: ghcr\.io\/acme\/buckets@sha256:[0-9a-f]{64}/,
  );
});

it('tells the wave of every kind that has one', () => {
  const kinds = ['DeploymentRuntimeConfig', 'ImageConfig', 'Provider', 'Function', 'Configuration'];
  for (const kind of [...kinds, 'EnvironmentConfig', 'ManagedResourceActivationPolicy']) {
    expect(Object.keys(crossplane)).toContain(kind);
    expect(page.slice(page.indexOf('**Waves.**'))).toContain(`\`${kind}\``);
  }
});
