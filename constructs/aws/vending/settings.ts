import type { AwsCompositionProps, AwsEnvironment } from '../shared';

/** The Argo CD that deploys to the clusters. */
export interface ArgoCdOnAws {
  /**
   * ARNs of the IAM roles that its application controller, server and ApplicationSet controller run
   * with, by Pod Identity or IRSA. They need `sts:AssumeRole` and `sts:TagSession` on what the clusters'
   * status names.
   */
  readonly roleArns: readonly string[];
  /** Where it runs. Default: `argocd`. */
  readonly namespace?: string;
  /**
   * Label that every Application deployed to such a cluster has, with the cluster's name as its value:
   * `acme.io/cluster`. While a cluster drains, only those are read, of which a fleet has many; one
   * without the label would be overlooked. Default: all Applications are read.
   */
  readonly clusterLabel?: string;
  /** The project that alone may deploy to the clusters. Default: any. */
  readonly project?: string;
}

export interface ClusterVendingCompositionProps extends AwsCompositionProps {
  /** Namespace of all that a cluster is made of, which must exist. Default: `fleet-system`. */
  readonly namespace?: string;
  readonly argocd: ArgoCdOnAws;
  /**
   * Labels of the Secrets, for selectors of cluster generators, beside `managed`, `environment` and
   * `region` of `aws.cdk8s-gitops.dev`. Default: none.
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** Names of the compositions of networks. Default: `network-<environment>`. */
  readonly networkCompositions?: Readonly<Record<AwsEnvironment, string>>;
  /** Name of the composition of clusters. Default: `eks-cluster`. */
  readonly clusterComposition?: string;
}

/** Names of the compositions that `Network.composition` makes. */
export const NETWORK_COMPOSITIONS: Readonly<Record<AwsEnvironment, string>> = {
  dev: 'network-dev',
  staging: 'network-staging',
  production: 'network-production',
};
