import { join } from 'node:path';
import {
  Configuration,
  DeploymentRuntimeConfig,
  EnvironmentConfig,
  Function as CompositionFunction,
  ImageConfig,
  Provider,
} from '../../../../constructs/crossplane';
import { expectGolden } from '../../../support/golden';
import { chartFor, refusal, yamlOf } from './support';

const ROLE = 'arn:aws:iam::111122223333:role/crossplane';
const IMAGE = 'xpkg.upbound.io/upbound/provider-aws-s3';

it('writes packages and their configuration, each in its wave', () => {
  const chart = chartFor();
  const runtimeConfigRef = new DeploymentRuntimeConfig(chart, 'aws', {
    roleArn: ROLE,
    serviceAccountTemplate: { metadata: { annotations: { team: 'platform' } } },
    container: { args: ['--debug'], resources: { limits: { memory: '1Gi' } } },
  });
  new Provider(chart, 'provider-aws-s3', {
    package: `${IMAGE}:v2.6.0`,
    runtimeConfigRef,
    packagePullPolicy: 'Always',
    metadata: { labels: { team: 'platform' } },
  });
  new CompositionFunction(chart, 'function-auto-ready', {
    package: 'xpkg.crossplane.io/crossplane-contrib/function-auto-ready:v0.5.1',
    runtimeConfigRef: { name: 'small' },
  });
  new Configuration(chart, 'platform', {
    package: `ghcr.io/acme/platform@sha256:${'0'.repeat(64)}`,
    revisionActivationPolicy: 'Manual',
    metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '5' } },
  });
  new ImageConfig(chart, 'mirror', {
    matchImages: [{ prefix: 'xpkg.upbound.io/upbound/' }],
    rewriteImage: { prefix: 'registry.acme.io/upbound/' },
    registry: { authentication: { pullSecretRef: { name: 'registry' } } },
    runtime: { configRef: runtimeConfigRef },
  });
  new EnvironmentConfig(chart, 'eu', {
    metadata: { labels: { region: 'eu' } },
    data: { vpc: 'v' },
  });
  expectGolden(join(__dirname, 'golden', 'packages.yaml'), yamlOf(chart));
});

it.each([
  [`${IMAGE}:v2.6.0`, { source: IMAGE, name: 'provider-aws-s3', tag: 'v2.6.0' }],
  ['registry.acme.io:5000/a/b:1', { source: 'registry.acme.io:5000/a/b', name: 'b', tag: '1' }],
  [
    `a.io/b:v1@sha256:${'a'.repeat(64)}`,
    { source: 'a.io/b', name: 'b', tag: 'v1', digest: `sha256:${'a'.repeat(64)}` },
  ],
])('takes the package %s', (image, reference) => {
  expect(new Provider(chartFor(), 'p', { package: image }).reference).toEqual(reference);
});

it.each([
  ['nothing', undefined, "has no package; write package: 'xpkg.upbound.io"],
  ['no registry', 'upbound/provider-aws-s3:v1', 'names no registry'],
  ['a registry without a domain', 'localhost:5000/provider:v1', 'names no registry'],
  ['a registry alone', 'xpkg.upbound.io', 'names no registry'],
  ['neither tag nor digest', IMAGE, `without tag and digest; write e.g. ${IMAGE}:v1.0.0`],
  ['a scheme', `oci://${IMAGE}:v1`, `with a scheme; write ${IMAGE}:v1`],
  ['an empty tag', `${IMAGE}:`, 'whose tag is none'],
  ['a short digest', `${IMAGE}@sha256:abc`, 'whose digest is none'],
  ['capitals', 'xpkg.io/Acme/x:v1', 'is no name of an image'],
])('refuses a package with %s', (_, image, says) => {
  const make = () => new Provider(chartFor(), 'aws', { package: image as string });
  const found = refusal(make);
  expect(found).toContain("PACKAGE_REFERENCE_INVALID: Provider 'aws' has ");
  expect(found).toContain(says);
});

it.each([
  ['a role that is none', { roleArn: 'crossplane' }, "has the role 'crossplane'"],
  [
    'a user',
    { roleArn: 'arn:aws:iam::111122223333:user/me' },
    "has the role 'arn:aws:iam::111122223333:user/me'",
  ],
  [
    'two roles',
    {
      roleArn: ROLE,
      serviceAccountTemplate: {
        metadata: { annotations: { 'eks.amazonaws.com/role-arn': `${ROLE}-2` } },
      },
    },
    'has the roles',
  ],
  [
    'two containers of the package',
    {
      container: { args: [] },
      deploymentTemplate: {
        spec: { selector: {}, template: { spec: { containers: [{ name: 'package-runtime' }] } } },
      },
    },
    "has a container 'package-runtime' in deploymentTemplate",
  ],
])('refuses a runtime configuration with %s', (_, props, says) => {
  const found = refusal(() => new DeploymentRuntimeConfig(chartFor(), 'aws', props));
  expect(found).toContain(`PACKAGE_RUNTIME_INVALID: DeploymentRuntimeConfig 'aws' ${says}`);
});

it.each([
  ['matches nothing', { matchImages: [] as never, rewriteImage: { prefix: 'a' } }, 'matches no'],
  ['says nothing', { matchImages: [{ prefix: 'a.io/' }] as const }, 'says nothing'],
  [
    'has a scheme',
    { matchImages: [{ prefix: 'oci://a.io/' }] as const, rewriteImage: { prefix: 'b.io/' } },
    'with which no image begins',
  ],
])('refuses an image configuration that %s', (_, props, says) => {
  const found = refusal(() => new ImageConfig(chartFor(), 'mirror', props));
  expect(found).toMatch(/^PACKAGE_CONFIG_INVALID: ImageConfig 'mirror' /);
  expect(found).toContain(says);
});

const image = { matchImages: [{ prefix: 'a.io/' }] as const };
it.each([
  ['1.20', '2.2', 'runtime', { ...image, runtime: { configRef: { name: 'x' } } }],
  ['1.19', '1.20', 'rewriteImage', { ...image, rewriteImage: { prefix: 'b.io/' } }],
  ['1.17', '1.18', '', { ...image, registry: {} }],
])('Crossplane %s is told of as too old for what %s brought', (crossplane, since, field, props) => {
  const what = field ? `${field} of ImageConfig 'm'` : "ImageConfig 'm'";
  expect(refusal(() => new ImageConfig(chartFor({ crossplane }), 'm', props))).toContain(
    `TARGET_TOO_OLD: ${what} needs crossplane ${since}, but the target is ${crossplane}`,
  );
  expect(refusal(() => new ImageConfig(chartFor({ crossplane: since }), 'm', props))).toBe(
    'accepted',
  );
});

it.each([
  ['2.2', '2.3', { commonAnnotations: { a: 'b' } }, 'commonAnnotations of Function'],
  ['1.16', '1.17', {}, 'Function'],
])('a Function on Crossplane %s', (crossplane, since, props, what) => {
  const make = (version: string) => () =>
    new CompositionFunction(chartFor({ crossplane: version }), 'f', {
      package: 'a.io/b:v1',
      ...props,
    });
  expect(refusal(make(crossplane))).toContain(
    `TARGET_TOO_OLD: ${what} 'f' needs crossplane ${since}`,
  );
  expect(refusal(make(since))).toBe('accepted');
});

it('an EnvironmentConfig needs Crossplane 1.18', () => {
  const make = (crossplane: string) => () => new EnvironmentConfig(chartFor({ crossplane }), 'e');
  expect(refusal(make('1.17'))).toContain("EnvironmentConfig 'e' needs crossplane 1.18");
  expect(refusal(make('1.18'))).toBe('accepted');
});
