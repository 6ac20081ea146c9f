import * as eks from '../../../imports/aws/eks';
import { at, type Reference } from '../../crossplane';
import { part } from '../parts';
import { tagsOf } from '../shared';
import { partOf, type EksScope } from './scope';
import type { EksAddon } from './settings';

/** The add-ons; where one talks to AWS, by a role that Pod Identity gives to its service account. */
export function addAddons(scope: EksScope): void {
  const { addons = {}, moreAddons = {} } = scope.props;
  const { roles } = scope.xr.status;
  addAddon(scope, 'eks-pod-identity-agent', addons['eks-pod-identity-agent']);
  addAddon(scope, 'vpc-cni', addons['vpc-cni'], {
    roleArn: at(roles, 'vpc-cni'),
    serviceAccount: 'aws-node',
  });
  addAddon(scope, 'kube-proxy', addons['kube-proxy']);
  addAddon(scope, 'coredns', addons.coredns);
  addAddon(scope, 'aws-ebs-csi-driver', addons['aws-ebs-csi-driver'], {
    roleArn: at(roles, 'ebs-csi'),
    serviceAccount: 'ebs-csi-controller-sa',
  });
  for (const [name, addon] of Object.entries(moreAddons)) addAddon(scope, name, addon);
}

function addAddon(
  scope: EksScope,
  addonName: string,
  { version, configuration }: EksAddon = {},
  identity?: { readonly roleArn: Reference<string>; readonly serviceAccount: string },
): void {
  const { xr, add, props } = scope;
  add(`addon-${addonName}`, eks.Addon, {
    metadata: part(`addon-${addonName}`),
    spec: {
      ...partOf(scope),
      forProvider: {
        region: props.region,
        clusterName: xr.status.clusterName,
        addonName,
        ...(version !== undefined && { addonVersion: version }),
        ...(configuration && { configurationValues: JSON.stringify(configuration) }),
        ...(identity && { podIdentityAssociation: [identity] }),
        resolveConflictsOnCreate: 'OVERWRITE',
        resolveConflictsOnUpdate: 'PRESERVE',
        tags: tagsOf(xr, props.tags),
      },
    },
  });
}
