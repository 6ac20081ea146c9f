import { ECRAuthorizationToken } from '../../imports/external-secrets-generators';
import { ExternalSecret as ExternalSecretResource } from '../../imports/external-secrets';
import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { explicit } from '../external-secrets/explicit';
import { canonicalInterval } from '../external-secrets/interval';
import { ArgoCdError } from './errors';
import type { EcrCredentials } from './repository-credentials';

const PRIVATE =
  /^(?:oci:\/\/)?\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?(?:\/|$)/;
const PUBLIC = /^(?:oci:\/\/)?public\.ecr\.aws(?:\/|$)/;

export interface EcrSecretProps {
  readonly name: string;
  readonly metadata: Omit<ApiObjectMetadata, 'name'> | undefined;
  readonly url: string;
  /** Of the Secret. */
  readonly labels: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
  readonly credentials: EcrCredentials;
  /** Default 6h: half the life of a token. */
  readonly refreshInterval: string | undefined;
}

/**
 * A generator of tokens, and the ExternalSecret that writes them beside what Argo CD is told.
 *
 * @throws {ArgoCdError} `ARGOCD_REPOSITORY_URL` for a host that is not Amazon's,
 *   `ARGOCD_DURATION_INVALID` for a refresh after the token's end.
 * @see https://external-secrets.io/latest/api/generator/ecr/
 */
export function ecrSecret(scope: Construct, props: EcrSecretProps): void {
  const { name, metadata, url, labels, data, credentials, refreshInterval = '6h' } = props;
  const [, region] = PRIVATE.exec(url) ?? [];
  const isPublic = PUBLIC.test(url);
  if (region === undefined && !isPublic) {
    throw new ArgoCdError(
      'ARGOCD_REPOSITORY_URL',
      `repository '${url}' at ${scope.node.path} has credentials for Amazon's registry`,
      'write a URL of it: oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/…',
    );
  }
  const [, hours = '0'] = /^(\d+)h/.exec(canonicalInterval(refreshInterval)) ?? [];
  if (Number(hours) >= 12) {
    throw new ArgoCdError(
      'ARGOCD_DURATION_INVALID',
      `repository '${url}' at ${scope.node.path} refreshes its token each ${refreshInterval}`,
      "write less than 12h, after which a token is none: '6h'",
    );
  }
  const { auth, role } = credentials.ecr;
  const generator = new ECRAuthorizationToken(scope, 'Token', {
    metadata: { ...metadata, name },
    spec: {
      region: region ?? 'us-east-1',
      ...(isPublic && { scope: 'public' }),
      ...(auth && { auth }),
      ...(role !== undefined && { role }),
    },
  });
  new ExternalSecretResource(scope, 'ExternalSecret', {
    metadata: { ...metadata, name },
    spec: explicit({
      refreshInterval,
      target: {
        template: {
          metadata: { labels },
          data: { ...data, username: '{{ .username }}', password: '{{ .password }}' },
        },
      },
      dataFrom: [
        { sourceRef: { generatorRef: { kind: 'ECRAuthorizationToken', name: generator.name } } },
      ],
    }),
  });
}
