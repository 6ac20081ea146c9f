import type { Construct } from 'constructs';
import { SECRET, type Shape } from './check';
import { ClusterConfig, LegacyConfig, NamespacedConfig } from './object';
import type { NearSecretKey, PlacedSecretKey } from './secrets';
import { sqlFamily, type SqlClusterProps, type SqlLocalProps } from './sql';

interface Certificate<S> {
  readonly secretRef: S;
}

/** Certificates of your own go with `custom` alone. */
export type MySqlSettings<S = PlacedSecretKey> =
  | {
      /** Default: `preferred`. */
      readonly tls?: 'true' | 'skip-verify' | 'preferred';
      readonly tlsConfig?: undefined;
    }
  | {
      readonly tls: 'custom';
      readonly tlsConfig: {
        readonly caCert: Certificate<S>;
        readonly clientCert: Certificate<S>;
        readonly clientKey: Certificate<S>;
        /** Default: false. */
        readonly insecureSkipVerify?: boolean;
      };
    };

export type MySqlClusterProviderConfigProps = MySqlSettings & SqlClusterProps<'MySQL'>;
export type MySqlProviderConfigProps = MySqlSettings<NearSecretKey> & SqlLocalProps<'MySQL'>;
export type LegacyMySqlProviderConfigProps = MySqlClusterProviderConfigProps;

const certificate: Shape = { secretRef: SECRET };

const mysql = sqlFamily(
  'mysql',
  'MySQL',
  {
    'tls?': true,
    'tlsConfig?': {
      caCert: certificate,
      clientCert: certificate,
      clientKey: certificate,
      'insecureSkipVerify?': true,
    },
  },
  ({ tls, tlsConfig }, fail) => {
    if ((tls === 'custom') === (tlsConfig !== undefined)) return;
    throw tlsConfig === undefined
      ? fail("has tls: 'custom' without tlsConfig", 'write tlsConfig')
      : fail('has tlsConfig, which goes with one tls alone', "write tls: 'custom'");
  },
);

/** As {@link ClusterProviderConfig}, for `mysql.sql.m.crossplane.io`. */
export class MySqlClusterProviderConfig extends ClusterConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: MySqlClusterProviderConfigProps) {
    super(scope, id, mysql, props);
  }
}

/** As {@link ProviderConfig}, for `mysql.sql.m.crossplane.io`. */
export class MySqlProviderConfig extends NamespacedConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: MySqlProviderConfigProps) {
    super(scope, id, mysql, props);
  }
}

/** As {@link LegacyProviderConfig}, for `mysql.sql.crossplane.io`. */
export class LegacyMySqlProviderConfig extends LegacyConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: LegacyMySqlProviderConfigProps) {
    super(scope, id, mysql, props);
  }
}
