import * as eks from '../../../imports/aws/eks';
import * as iam from '../../../imports/aws/iam';
import { format, formatJson, type Add, type AddOptions } from '../../crossplane';
import { clusterAdmin } from '../eks/access';
import { own, part } from '../parts';
import { GROUP } from '../shared';
import { MANAGED, SECRET } from './drain';
import type { ClusterVendingXr } from './schema';
import { Secret } from './secret';
import type { ClusterVendingCompositionProps } from './settings';

/** What the parts of one vending's composition share. */
export interface VendingScope {
  readonly xr: ClusterVendingXr;
  readonly add: Add;
  readonly props: ClusterVendingCompositionProps;
  /** Namespace of all but the Secret. */
  readonly namespace: string;
}

/** The role that Argo CD assumes, and its right to do anything in the cluster. */
export function addAccess(scope: VendingScope) {
  const { xr, add, props, namespace } = scope;
  const { region, providerConfigRef, partition = 'aws', argocd, tags } = props;
  const role = add('argocd-role', iam.Role, {
    metadata: { ...part('argocd-role'), namespace },
    spec: {
      providerConfigRef,
      forProvider: {
        description: format`Argo CD's way into cluster ${xr.metadata.name}`,
        assumeRolePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: argocd.roleArns },
              Action: ['sts:AssumeRole', 'sts:TagSession'],
            },
          ],
        }),
        tags: { ...tags, environment: xr.spec.environment, 'kubernetes-name': xr.metadata.name },
      },
    },
  });
  add('argocd-access', eks.AccessEntry, {
    metadata: { ...part('argocd-access'), namespace },
    spec: {
      providerConfigRef,
      forProvider: {
        region,
        clusterName: xr.status.clusterName,
        principalArnFromRoleSelector: own('argocd-role'),
        type: 'STANDARD',
      },
    },
  });
  const policy = add('argocd-access-policy', eks.AccessPolicyAssociation, {
    metadata: { namespace },
    spec: {
      providerConfigRef,
      forProvider: {
        region,
        clusterName: xr.status.clusterName,
        principalArnSelector: own('argocd-access'),
        policyArn: clusterAdmin(partition),
        accessScope: { type: 'cluster' },
      },
    },
  });
  return { role, policy };
}

/** Name of the Secret of a cluster. */
export function secretName(xr: ClusterVendingXr) {
  return format`cluster-${xr.metadata.name}`;
}

/**
 * The Secret that registers the cluster. It holds no credential: Argo CD assumes a role and asks EKS
 * for tokens of its own. It comes after everything that it promises, and its label goes first.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#eks
 */
export function addSecret(scope: VendingScope, after: AddOptions['after']) {
  const { xr, add, props } = scope;
  const { argocd, labels } = props;
  return add(
    SECRET,
    Secret,
    {
      metadata: {
        name: secretName(xr),
        namespace: argocd.namespace ?? 'argocd',
        labels: {
          ...labels,
          'argocd.argoproj.io/secret-type': 'cluster',
          [MANAGED]: xr.spec.drain.map({ true: 'false', false: 'true' }),
          [`${GROUP}/environment`]: xr.spec.environment,
          [`${GROUP}/region`]: props.region,
        },
        annotations: { [`${GROUP}/access-granted-at`]: xr.status.accessGrantedAt },
      },
      type: 'Opaque',
      stringData: {
        name: xr.metadata.name,
        server: xr.status.endpoint,
        ...(argocd.project !== undefined && { project: argocd.project }),
        config: formatJson({
          awsAuthConfig: { clusterName: xr.status.clusterName, roleARN: xr.status.argocdRoleArn },
          tlsClientConfig: { insecure: false, caData: xr.status.caData },
        }),
      },
    },
    { after },
  );
}
