import { ExternalSecret } from '../../imports/external-secrets';
import { connectionSecretName, format, type Add } from '../crossplane';
import type { PostgresXr } from './postgres-schema';
import type { PostgresCompositionProps } from './postgres-settings';

/** What an API server would fill in, and Argo CD's or Crossplane's diff of a list would report. */
const EXPLICIT = {
  conversionStrategy: 'Default',
  decodingStrategy: 'None',
  metadataPolicy: 'None',
} as const;

/**
 * The connection Secret. AWS keeps the password and rotates it, so it must not pass through the XR:
 * an ExternalSecret fetches it and writes the Secret whole, once host and password are known.
 */
export function addConnection(xr: PostgresXr, add: Add, props: PostgresCompositionProps) {
  const { secretStore, refreshInterval = '5m0s' } = props;
  const fetch = (property: string) => ({
    secretKey: property,
    remoteRef: { key: xr.status.passwordSecretArn, property, ...EXPLICIT },
  });
  const address = format`${xr.status.host}:${xr.status.port}/${xr.spec.database}`;
  return add('connection', ExternalSecret, {
    spec: {
      secretStoreRef: secretStore,
      refreshInterval,
      data: [fetch('username'), fetch('password')],
      target: {
        name: connectionSecretName(xr),
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          data: {
            host: xr.status.host,
            port: format`${xr.status.port}`,
            database: xr.spec.database,
            username: '{{ .username }}',
            password: '{{ .password }}',
            url: format`postgresql://{{ .username | urlquery }}:{{ .password | urlquery }}@${address}?sslmode=require`,
          },
        },
      },
    },
  });
}
