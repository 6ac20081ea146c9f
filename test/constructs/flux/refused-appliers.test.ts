import { flux } from '../../../constructs';
import { refusals, type Row } from './support/refusals';

const sourceRef = { kind: 'OCIRepository', name: 'web' } as const;
const chartRef = sourceRef;
const secretRef = { name: 's' };
const resources = [{ kind: 'GitRepository', name: 'apps' }];
const fromIndex = { chart: 'web', sourceRef: { kind: 'HelmRepository', name: 'index' } };
const fromGit = { chart: './web', sourceRef: { kind: 'GitRepository', name: 'apps' } };

describe('Kustomization', () => refusals(flux.Kustomization, kustomization()));
describe('HelmRelease', () => refusals(flux.HelmRelease, release()));
describe('Receiver', () => refusals(flux.Receiver, receiver()));

function kustomization(): Row[] {
  return [
    [
      'another kind as source',
      'REFERENCE_INVALID',
      { sourceRef: { kind: 'HelmRepository', name: 'x' } },
      'is a HelmRepository',
    ],
    [
      'a source without name',
      'REFERENCE_INVALID',
      { sourceRef: { kind: 'OCIRepository' } },
      'names no object',
    ],
    [
      'wait and healthChecks',
      'KUSTOMIZATION_INVALID',
      { sourceRef, wait: true, healthChecks: [{ apiVersion: 'v1', kind: 'Pod', name: 'a' }] },
      'healthChecks are not read',
    ],
    [
      'expressions that nobody evaluates',
      'KUSTOMIZATION_INVALID',
      { sourceRef, healthCheckExprs: [{}] },
      'with wait or healthChecks alone',
    ],
    [
      'a path out of the source',
      'KUSTOMIZATION_INVALID',
      { sourceRef, path: '../x' },
      'has the path',
    ],
    [
      'a variable with a dash',
      'KUSTOMIZATION_INVALID',
      { sourceRef, postBuild: { substitute: { 'a-b': 'c' } } },
      "substitutes 'a-b'",
    ],
    [
      'a number for a variable',
      'KUSTOMIZATION_INVALID',
      { sourceRef, postBuild: { substitute: { a: 1 } } },
      'substitutes a by 1',
    ],
    [
      'variables of a Pod',
      'KUSTOMIZATION_INVALID',
      { sourceRef, postBuild: { substituteFrom: [{ kind: 'Pod', name: 'a' }] } },
      'no ConfigMap or Secret',
    ],
    [
      'two kubeconfigs',
      'KUSTOMIZATION_INVALID',
      { sourceRef, kubeConfig: { secretRef, configMapRef: secretRef } },
      'configMapRef and secretRef',
    ],
    ['no kubeconfig in one', 'KUSTOMIZATION_INVALID', { sourceRef, kubeConfig: {} }, 'neither'],
    [
      'a rule that is no pointer',
      'KUSTOMIZATION_INVALID',
      { sourceRef, ignore: [{ paths: ['spec'] }] },
      'the path "spec"',
    ],
    [
      'a rule without paths',
      'KUSTOMIZATION_INVALID',
      { sourceRef, ignore: [{ paths: [] }] },
      'without paths',
    ],
    [
      'an empty patch',
      'KUSTOMIZATION_INVALID',
      { sourceRef, patches: [{ patch: ' ' }] },
      'without text',
    ],
    [
      'a prefix that no name has',
      'KUSTOMIZATION_INVALID',
      { sourceRef, namePrefix: 'A_' },
      'namePrefix',
    ],
    [
      'a namespace that none is',
      'NAME_INVALID',
      { sourceRef, targetNamespace: 'a.b' },
      'targetNamespace',
    ],
    [
      'a name that no label has',
      'NAME_INVALID',
      { sourceRef, name: 'a'.repeat(64) },
      '64 characters, 63 at most',
    ],
    [
      'itself before itself',
      'REFERENCE_INVALID',
      { sourceRef, name: 'x', dependsOn: [{ name: 'x' }] },
      'depends on itself',
    ],
    [
      'a wrong retryInterval',
      'DURATION_INVALID',
      { sourceRef, retryInterval: '1d' },
      'retryInterval',
    ],
  ];
}

function release(): Row[] {
  return [
    ['no chart', 'RELEASE_INVALID', {}, 'has no chart'],
    [
      'two charts',
      'RELEASE_INVALID',
      { chartRef, chart: { spec: fromIndex } },
      'chart and chartRef',
    ],
    [
      'a chart without name',
      'RELEASE_INVALID',
      { chart: { spec: { sourceRef: fromGit.sourceRef } } },
      'without name',
    ],
    [
      'a version of git',
      'RELEASE_INVALID',
      { chart: { spec: { ...fromGit, version: '1.x' } } },
      'take no notice',
    ],
    [
      'a signature of git',
      'RELEASE_INVALID',
      { chart: { spec: { ...fromGit, verify: {} } } },
      'do not take',
    ],
    [
      'revisions of an index',
      'RELEASE_INVALID',
      { chart: { spec: { ...fromIndex, reconcileStrategy: 'Revision' } } },
      "'Revision'",
    ],
    [
      'remediation of a retry',
      'RELEASE_INVALID',
      { chartRef, install: { strategy: { name: 'RetryOnFailure' }, remediation: {} } },
      'does not read',
    ],
    [
      'an interval that nobody waits',
      'RELEASE_INVALID',
      { chartRef, upgrade: { strategy: { name: 'RemediateOnFailure', retryInterval: '1m' } } },
      'retryInterval',
    ],
    [
      'retries below -1',
      'RELEASE_INVALID',
      { chartRef, install: { remediation: { retries: -2 } } },
      'retries -2',
    ],
    [
      'expressions of legacy',
      'RELEASE_INVALID',
      { chartRef, waitStrategy: { name: 'legacy' }, healthCheckExprs: [] },
      'legacy',
    ],
    ['a list as values', 'RELEASE_INVALID', { chartRef, values: [] }, 'no map'],
    [
      'values of a Pod',
      'RELEASE_INVALID',
      { chartRef, valuesFrom: [{ kind: 'Pod', name: 'a' }] },
      'no ConfigMap or Secret',
    ],
    [
      'values at no path',
      'RELEASE_INVALID',
      { chartRef, valuesFrom: [{ kind: 'Secret', name: 'a', targetPath: 'a b' }] },
      'puts values at',
    ],
    [
      'a long release name',
      'RELEASE_INVALID',
      { chartRef, releaseName: 'a'.repeat(54) },
      'releaseName',
    ],
    ['a negative history', 'RELEASE_INVALID', { chartRef, maxHistory: -1 }, 'maxHistory'],
    [
      'a wrong timeout inside',
      'DURATION_INVALID',
      { chartRef, install: { timeout: 'x' } },
      'install.timeout',
    ],
    [
      'a wrong pointer',
      'RELEASE_INVALID',
      { chartRef, driftDetection: { ignore: [{ paths: ['x'] }] } },
      'driftDetection.ignore',
    ],
  ];
}

function receiver(): Row[] {
  return [
    [
      'an unknown type',
      'RECEIVER_INVALID',
      { type: 'githb', secretRef, resources },
      "type 'githb'",
    ],
    ['no Secret', 'RECEIVER_INVALID', { type: 'github', resources }, 'no secretRef'],
    [
      'a Secret of OIDC',
      'RECEIVER_INVALID',
      { type: 'generic-oidc', secretRef, resources },
      'has a secretRef',
    ],
    [
      'OIDC without provider',
      'RECEIVER_INVALID',
      { type: 'generic-oidc', resources },
      'no oidcProviders',
    ],
    [
      'a provider that asks nothing',
      'RECEIVER_INVALID',
      { type: 'generic-oidc', resources, oidcProviders: [{ issuerURL: 'https://a' }] },
      'takes any token',
    ],
    [
      'providers elsewhere',
      'RECEIVER_INVALID',
      { type: 'github', secretRef, resources, oidcProviders: [{}] },
      'has oidcProviders',
    ],
    [
      'an event of nobody',
      'RECEIVER_INVALID',
      { type: 'github', secretRef, resources, events: ['pusch'] },
      "waits for 'pusch'",
    ],
    [
      'events of a type without',
      'RECEIVER_INVALID',
      { type: 'quay', secretRef, resources, events: ['push'] },
      'takes no notice',
    ],
    [
      'no resources',
      'RECEIVER_INVALID',
      { type: 'quay', secretRef, resources: [] },
      'wakes nothing',
    ],
    [
      'anything without labels',
      'RECEIVER_INVALID',
      { type: 'quay', secretRef, resources: [{ kind: 'Bucket', name: '*' }] },
      'without matchLabels',
    ],
    [
      'labels of one',
      'RECEIVER_INVALID',
      { type: 'quay', secretRef, resources: [{ kind: 'Bucket', name: 'a', matchLabels: {} }] },
      'by matchLabels as well',
    ],
  ];
}
