import * as eks from '../../../imports/aws/eks';
import { own, part } from '../parts';
import { tagsOf } from '../shared';
import { partOf, type EksScope } from './scope';

/** Lets roles administer the cluster by access entries, which need no object in it. */
export function addAdministrators(scope: EksScope): void {
  const { xr, add, props } = scope;
  const { region, partition = 'aws', administrators = [] } = props;
  for (const principalArn of administrators) {
    const name = `admin-${principalArn.replace(/^.*[:/]/, '').toLowerCase()}`;
    add(name, eks.AccessEntry, {
      metadata: part(name),
      spec: {
        ...partOf(scope),
        forProvider: {
          region,
          clusterName: xr.status.clusterName,
          principalArn,
          type: 'STANDARD',
          tags: tagsOf(xr, props.tags),
        },
      },
    });
    add(`${name}-policy`, eks.AccessPolicyAssociation, {
      spec: {
        ...partOf(scope),
        forProvider: {
          region,
          clusterName: xr.status.clusterName,
          principalArnSelector: own(name),
          policyArn: clusterAdmin(partition),
          accessScope: { type: 'cluster' },
        },
      },
    });
  }
}

/** ARN of EKS's policy of who may do anything in the cluster. */
export function clusterAdmin(partition: string): string {
  return `arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`;
}
