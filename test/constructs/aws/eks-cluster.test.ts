import { EksCluster, type EksClusterCompositionProps } from '../../../constructs/aws';
import { valueAt, type Manifest } from '../../../lib/core';
import type { CompositeRendering } from '../../../lib/testing';
import { expectGolden, reviewed } from './golden';
import { deedOf } from './provider';
import { unresolved } from './selectors';
import { composedOf, nameOf, readiness, stagesOf } from './stages';

const PROPS: EksClusterCompositionProps = {
  region: 'eu-west-1',
  administrators: ['arn:aws:iam::111122223333:role/platform'],
  addons: { coredns: { configuration: { replicaCount: 3 } }, 'vpc-cni': { version: 'v1.20.0' } },
  oidcProvider: true,
};

const xr: Manifest = {
  apiVersion: 'aws.cdk8s-gitops.dev/v1alpha1',
  kind: 'EksCluster',
  metadata: { name: 'eu-1', namespace: 'fleet', uid: 'f70ef0ce-2b73-5b7b-a497-0ba62f7c6f04' },
  spec: { environment: 'production', version: '1.34', network: 'core' },
};

const role = (name: string) => ({ atProvider: { arn: `arn:aws:iam::111122223333:role/${name}` } });
const IN_EKS = {
  id: 'eu-1',
  arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/eu-1',
  endpoint: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
  certificateAuthority: [{ data: 'Q0E=' }],
  version: '1.34',
  status: 'ACTIVE',
  identity: [{ oidc: [{ issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC' }] }],
  vpcConfig: { clusterSecurityGroupId: 'sg-1' },
};
const PROVIDES = {
  key: { arn: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
  cluster: { atProvider: IN_EKS },
  'vpc-cni-role': role('vpc-cni'),
  'ebs-csi-role': role('ebs-csi'),
  'template-default': { atProvider: { id: 'lt-1', latestVersion: 1 } },
  'nodes-default': { atProvider: { status: 'ACTIVE' } },
};

function eks(props: Partial<EksClusterCompositionProps> = {}) {
  return stagesOf({
    definition: (scope) => EksCluster.definition(scope),
    composition: (scope) => EksCluster.composition(scope, 'eks', { ...PROPS, ...props }),
  });
}

const names = ({ composed }: CompositeRendering) => composed.map(nameOf);

/** What each stage adds. */
function arrivals(stages: readonly CompositeRendering[]): readonly (readonly string[])[] {
  return stages
    .map((stage, i) =>
      names(stage).filter((name) => !stages.slice(0, i).some((b) => names(b).includes(name))),
    )
    .filter((added) => added.length > 0);
}

const stages = eks().create(xr, PROVIDES);
const ready = stages.at(-1) as CompositeRendering;

test('a cluster comes up in this order: key and roles, cluster, nodes and what runs on it', () => {
  const [first, second, third, ...none] = arrivals(stages);
  expect(first).toEqual(expect.arrayContaining(['key', 'cluster-role', 'log-group']));
  expect(second).toEqual(['cluster']);
  expect(third).toEqual([
    'addon-aws-ebs-csi-driver',
    'addon-coredns',
    'addon-eks-pod-identity-agent',
    'addon-kube-proxy',
    'addon-vpc-cni',
    'admin-platform',
    'admin-platform-policy',
    'nodes-default',
    'oidc-provider',
  ]);
  expect(none).toEqual([]);
});

test('a ready cluster is as reviewed, and every selector finds one resource', () => {
  expect(readiness(ready)).toBe('Available');
  expect(unresolved(ready.composed)).toEqual([]);
  expectGolden('eks-cluster.yaml', reviewed(stages));
});

test('it is not ready before its nodes have joined', () => {
  const joining = { ...PROVIDES, 'nodes-default': { atProvider: { status: 'CREATING' } } };
  expect(() => eks().create(xr, joining)).toThrow('Unready resources: nodes-default');
});

test('nodes go to a new version once the control plane has it', () => {
  const asked = { ...xr, spec: { ...(xr['spec'] as object), version: '1.35' } };
  const both = (stage: CompositeRendering) =>
    ['cluster', 'nodes-default'].map((name) =>
      valueAt(composedOf(stage, name), '/spec/forProvider/version'),
    );
  const conditions = {
    conditions: ['Synced', 'Ready'].map((type) => ({ type, status: 'True' })),
  };
  const observed = Object.fromEntries(
    Object.entries(PROVIDES).map(([name, status]) => [name, { ...conditions, ...status }]),
  );
  const upgrading = eks().again(asked, ready, observed);
  expect(both(upgrading)).toEqual(['1.35', '1.34']);
  const cluster = { ...conditions, atProvider: { ...IN_EKS, version: '1.35' } };
  const seen = eks().again(asked, upgrading, { ...observed, cluster });
  const upgraded = eks().again(asked, seen, { ...observed, cluster });
  expect(both(upgraded)).toEqual(['1.35', '1.35']);
});

test.each([
  { deletionProtection: true, withXr: 'leaves it' },
  { deletionProtection: false, withXr: 'deletes' },
])('with deletionProtection $deletionProtection, the provider $withXr', (each) => {
  const { deletionProtection, withXr } = each;
  const own = { ...xr, spec: { ...(xr['spec'] as object), deletionProtection } };
  const settled = eks().create(own, PROVIDES).at(-1) as CompositeRendering;
  const managed = settled.composed.filter(({ kind }) => kind !== 'EncryptionKey');
  expect(managed).toHaveLength(settled.composed.length - 1);
  for (const resource of managed)
    expect([nameOf(resource), deedOf(resource, { inAws: true, deleted: true })]).toEqual([
      nameOf(resource),
      withXr,
    ]);
});

test('the API server is reached from the internet only whence the platform says', () => {
  const config = (props: Partial<EksClusterCompositionProps>) => {
    const settled = eks(props).create(xr, PROVIDES).at(-1) as CompositeRendering;
    const { endpointPublicAccess, publicAccessCidrs } = valueAt(
      composedOf(settled, 'cluster'),
      '/spec/forProvider/vpcConfig',
    ) as Record<string, unknown>;
    return { endpointPublicAccess, publicAccessCidrs };
  };
  expect(config({})).toEqual({ endpointPublicAccess: false, publicAccessCidrs: undefined });
  const publicAccessCidrs = ['192.0.2.0/24'];
  expect(config({ publicAccessCidrs })).toEqual({ endpointPublicAccess: true, publicAccessCidrs });
});

test.each([
  { partition: 'aws', service: 'ec2.amazonaws.com' },
  { partition: 'aws-cn', service: 'ec2.amazonaws.com.cn' },
  { partition: 'aws-us-gov', service: 'ec2.amazonaws.com' },
] as const)('in partition $partition, nodes are machines of $service', ({ partition, service }) => {
  const settled = eks({ partition }).create(xr, PROVIDES).at(-1) as CompositeRendering;
  const policy = valueAt(composedOf(settled, 'node-role'), '/spec/forProvider/assumeRolePolicy');
  expect(JSON.parse(String(policy))).toMatchObject({
    Statement: [{ Principal: { Service: service } }],
  });
  const arns = settled.composed
    .filter(({ kind }) => kind === 'RolePolicyAttachment')
    .map((each) => String(valueAt(each, '/spec/forProvider/policyArn')));
  expect(arns.every((arn) => arn.startsWith(`arn:${partition}:iam::aws:policy/`))).toBe(true);
});

test('node groups are what the platform says, sized by environment', () => {
  const nodeGroups = {
    default: {},
    gpu: {
      instanceTypes: ['g6.xlarge'],
      amiType: 'AL2023_x86_64_NVIDIA',
      capacityType: 'SPOT',
      labels: { workload: 'gpu' },
      taints: [{ key: 'gpu', value: 'true', effect: 'NO_SCHEDULE' }],
      diskGB: 200,
    },
  } as const;
  const provides = {
    ...PROVIDES,
    'template-gpu': { atProvider: { id: 'lt-2', latestVersion: 3 } },
    'nodes-gpu': { atProvider: { status: 'ACTIVE' } },
  };
  const settled = eks({ nodeGroups }).create(xr, provides).at(-1) as CompositeRendering;
  expect(valueAt(composedOf(settled, 'nodes-gpu'), '/spec/forProvider')).toMatchObject({
    instanceTypes: ['g6.xlarge'],
    capacityType: 'SPOT',
    labels: { workload: 'gpu' },
    taint: [{ key: 'gpu', value: 'true', effect: 'NO_SCHEDULE' }],
    launchTemplate: { id: 'lt-2', version: '3' },
    scalingConfig: { minSize: 3, maxSize: 12 },
  });
  expect(valueAt(composedOf(settled, 'nodes-default'), '/spec/forProvider')).toMatchObject({
    instanceTypes: ['m7i.large', 'm6i.large'],
  });
});
