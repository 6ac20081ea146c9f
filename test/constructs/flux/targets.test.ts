import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { flux, PlatformApp } from '../../../constructs';

const repository = { url: 'oci://ghcr.io/acme/web' } as const;
const secretRef = { name: 's' };
const sourceRef = { kind: 'OCIRepository', name: 'web' } as const;
const chartRef = sourceRef;
const resources = [{ kind: 'GitRepository', name: 'apps' }];

it.each([
  ['2.5', flux.OCIRepository, { ...repository }, 'OCIRepository v1'],
  [
    '2.8',
    flux.OCIRepository,
    { ...repository, verify: { secretRef, trustedRootSecretRef: secretRef } },
    'verify.trustedRootSecretRef',
  ],
  ['2.8', flux.Kustomization, { sourceRef, ignore: [{ paths: ['/a'] }] }, 'ignore'],
  [
    '2.5',
    flux.Kustomization,
    { sourceRef, deletionPolicy: 'WaitForTermination' },
    "'WaitForTermination'",
  ],
  [
    '2.6',
    flux.HelmRelease,
    { chartRef, upgrade: { strategy: { name: 'RetryOnFailure' } } },
    'upgrade.strategy',
  ],
  [
    '2.8',
    flux.Receiver,
    {
      type: 'generic-oidc',
      resources,
      oidcProviders: [{ issuerURL: 'https://a', validations: [{}] }],
    },
    "'generic-oidc' in type",
  ],
])('knows that Flux %s has not every field', (version, Kind, props, what) => {
  const make = (target: string) => () =>
    new (Kind as unknown as new (scope: Construct, id: string, props: object) => object)(
      new Chart(new PlatformApp({ targets: { flux: target } }), 'c'),
      'made',
      props,
    );
  expect(make(version)).toThrow(expect.objectContaining({ code: 'TARGET_TOO_OLD' }));
  expect(make(version)).toThrow(what);
  expect(make('2.9')).not.toThrow();
});
