import { nearest } from '../../../lib/core';
import {
  checkFieldsOfSource,
  checkSettings,
  COMMON,
  type Fail,
  type Loose,
  type SettingsFacts,
} from './check';
import type { CommonCredentials, NearSecretKey, PlacedSecretKey } from './secrets';

/** Who the provider is to a cluster whose kubeconfig holds no user. */
export type ClusterIdentity<S = PlacedSecretKey> =
  /** A service account's key or a token; InjectedIdentity takes what the pod's environment gives. */
  | ({ readonly type: 'GoogleApplicationCredentials' } & (
      CommonCredentials<S> | { readonly source: 'InjectedIdentity' }
    ))
  | ({
      readonly type:
        | 'AzureServicePrincipalCredentials'
        | 'AzureWorkloadIdentityCredentials'
        | 'NebiusServiceAccountCredentials'
        | 'UpboundTokens';
    } & CommonCredentials<S>)
  /** The role of the pod, for EKS. */
  | { readonly type: 'AWSWebIdentityCredentials'; readonly source: 'InjectedIdentity' };

/** How a provider reaches a cluster: that it runs in, or that of a kubeconfig. */
export type ClusterAccess<S = PlacedSecretKey> =
  | { readonly credentials: { readonly source: 'InjectedIdentity' }; readonly identity?: undefined }
  | {
      /** A kubeconfig. */
      readonly credentials: CommonCredentials<S>;
      /** Default: the user of the kubeconfig. */
      readonly identity?: ClusterIdentity<S>;
    };

/** Of a namespaced configuration. */
export type LocalClusterAccess = ClusterAccess<NearSecretKey>;

const FACTS: SettingsFacts = {
  settings: {},
  sources: {
    Environment: { ...COMMON.Environment, takes: ['identity'] },
    Filesystem: { ...COMMON.Filesystem, takes: ['identity'] },
    InjectedIdentity: { credentials: {} },
    Secret: { ...COMMON.Secret, takes: ['identity'] },
  },
};

const KEYS = ['Environment', 'Filesystem', 'Secret'];

/** Sources that the provider has code for. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  AWSWebIdentityCredentials: ['InjectedIdentity'],
  AzureServicePrincipalCredentials: KEYS,
  AzureWorkloadIdentityCredentials: KEYS,
  GoogleApplicationCredentials: [...KEYS, 'InjectedIdentity'],
  NebiusServiceAccountCredentials: KEYS,
  UpboundTokens: KEYS,
};

/**
 * What provider-kubernetes and provider-helm read, by the same code.
 *
 * @throws what `fail` makes.
 * @see https://github.com/crossplane-contrib/provider-kubernetes/blob/main/pkg/kube/client/client.go
 */
export function checkClusterAccess(spec: Loose, fail: Fail): void {
  checkSettings(spec, FACTS, fail);
  const { identity } = spec as { readonly identity?: Loose };
  if (identity === undefined) return;
  const { type, source, ...fields } = identity;
  const sources = IDENTITIES[String(type ?? '')];
  if (!sources) {
    const near = nearest(String(type ?? ''), Object.keys(IDENTITIES));
    throw fail(
      type ? `has an identity of the type '${String(type)}'` : 'has an identity without type',
      near ? `write type: '${near}'` : `write one of ${Object.keys(IDENTITIES).join(', ')}`,
    );
  }
  if (!sources.includes(String(source))) {
    throw fail(
      `has an identity of the type ${String(type)} with the source '${String(source ?? '')}'`,
      `write source: ${sources.map((each) => `'${each}'`).join(' or ')}`,
    );
  }
  const facts: SettingsFacts['sources'] = COMMON;
  const shape = facts[String(source)]?.credentials ?? {};
  checkFieldsOfSource(fields, shape, String(source), fail, 'identity');
}
