import { checkSetting, withStages } from '../check-settings';
import type { NodeGroupSpecForProvider } from '../../../imports/aws/eks';
import type { AwsCompositionProps, AwsEnvironment } from '../shared';

/** What differs between stages. */
export interface EksStage {
  /** Of each node group. */
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Days for which CloudWatch keeps the log of the control plane. */
  readonly logDays: number;
}

export type EksSize = 'small' | 'medium' | 'large';

/** Machines of one kind. */
export interface EksNodeGroup {
  /**
   * Any of them will do; of one architecture, which must be that of `amiType`. Default: by size,
   * {@link EKS_INSTANCE_TYPES}.
   */
  readonly instanceTypes?: readonly string[];
  /** Default: `AL2023_x86_64_STANDARD`. */
  readonly amiType?: string;
  /** `SPOT` machines are cheaper and may go at any time. Default: `ON_DEMAND`. */
  readonly capacityType?: 'ON_DEMAND' | 'SPOT';
  /** Of the encrypted root volume. Default: 50. */
  readonly diskGB?: number;
  /** Of the Kubernetes nodes. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Default: none. */
  readonly taints?: NodeGroupSpecForProvider['taint'];
}

/** An add-on that AWS maintains. */
export interface EksAddon {
  /** Default: what AWS takes at the time it is made, which then stays. */
  readonly version?: string;
  /** What `aws eks describe-addon-configuration` allows. Default: nothing. */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** Add-ons that every cluster has. */
export type EksAddonName =
  'vpc-cni' | 'coredns' | 'kube-proxy' | 'eks-pod-identity-agent' | 'aws-ebs-csi-driver';

export interface EksClusterCompositionProps extends AwsCompositionProps {
  /**
   * Whence the API server may be reached from the internet. Without any it has a private endpoint
   * only: who uses it, Argo CD too, must be in a network that reaches the cluster's. Default: none.
   */
  readonly publicAccessCidrs?: readonly string[];
  /** ARNs of IAM roles that administer every cluster. Default: none; whoever made it is none either. */
  readonly administrators?: readonly string[];
  /** By name, which is for good. Default: one, `default`. */
  readonly nodeGroups?: Readonly<Record<string, EksNodeGroup>>;
  /** Default: by size, {@link EKS_INSTANCE_TYPES}. */
  readonly instanceTypes?: Partial<Readonly<Record<EksSize, readonly string[]>>>;
  /** Default: {@link EKS_STAGES}. */
  readonly stages?: Partial<Readonly<Record<AwsEnvironment, Partial<EksStage>>>>;
  /** More about the add-ons that every cluster has. Default: nothing. */
  readonly addons?: Partial<Readonly<Record<EksAddonName, EksAddon>>>;
  /** Further add-ons by name: `metrics-server`. Default: none. */
  readonly moreAddons?: Readonly<Record<string, EksAddon>>;
  /** Parts of the control plane that are logged. Default: all, `api` to `scheduler`. */
  readonly logTypes?: readonly string[];
  /**
   * Whether IAM trusts tokens of the cluster's service accounts (IRSA), beside Pod Identity, which is
   * always there. Default: false.
   */
  readonly oidcProvider?: boolean;
  /**
   * How many steps answers of the machine's metadata service go: with 1, pods do not get at the
   * machine's role. Default: 1.
   */
  readonly metadataHops?: number;
  /** ARN that bounds what the roles may do. Default: none. */
  readonly permissionsBoundary?: string;
}

export const EKS_STAGES: Readonly<Record<AwsEnvironment, EksStage>> = {
  dev: { minNodes: 1, maxNodes: 4, logDays: 7 },
  staging: { minNodes: 2, maxNodes: 6, logDays: 30 },
  production: { minNodes: 3, maxNodes: 12, logDays: 365 },
};

export const EKS_INSTANCE_TYPES: Readonly<Record<EksSize, readonly string[]>> = {
  small: ['m7i.large', 'm6i.large'],
  medium: ['m7i.xlarge', 'm6i.xlarge'],
  large: ['m7i.2xlarge', 'm6i.2xlarge'],
};

export const EKS_LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** {@link EKS_STAGES} with what the platform says otherwise. */
export function eksStagesOf(said: EksClusterCompositionProps['stages'] = {}) {
  const stages = withStages(EKS_STAGES, said);
  for (const [stage, { minNodes, maxNodes }] of Object.entries(stages)) {
    checkSetting(
      minNodes <= maxNodes,
      `stages.${stage} has ${minNodes} nodes at least, and ${maxNodes} at most`,
      'write both, minNodes no larger than maxNodes',
    );
  }
  return stages;
}
