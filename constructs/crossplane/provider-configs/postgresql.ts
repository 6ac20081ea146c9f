import type { Construct } from 'constructs';
import { ClusterConfig, LegacyConfig, NamespacedConfig } from './object';
import { sqlFamily, type SqlClusterProps, type SqlLocalProps } from './sql';

export interface PostgreSqlSettings {
  /** Database to connect to. Default: `postgres`. */
  readonly defaultDatabase?: string;
  /** Default: `verify-full`. */
  readonly sslMode?: 'disable' | 'require' | 'verify-ca' | 'verify-full';
}

export type PostgreSqlClusterProviderConfigProps = PostgreSqlSettings &
  SqlClusterProps<'PostgreSQL'>;
export type PostgreSqlProviderConfigProps = PostgreSqlSettings & SqlLocalProps<'PostgreSQL'>;
export type LegacyPostgreSqlProviderConfigProps = PostgreSqlClusterProviderConfigProps;

const postgresql = sqlFamily('postgresql', 'PostgreSQL', {
  'defaultDatabase?': true,
  'sslMode?': true,
});

/** As {@link ClusterProviderConfig}, for `postgresql.sql.m.crossplane.io`. */
export class PostgreSqlClusterProviderConfig extends ClusterConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: PostgreSqlClusterProviderConfigProps) {
    super(scope, id, postgresql, props);
  }
}

/** As {@link ProviderConfig}, for `postgresql.sql.m.crossplane.io`. */
export class PostgreSqlProviderConfig extends NamespacedConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: PostgreSqlProviderConfigProps) {
    super(scope, id, postgresql, props);
  }
}

/** As {@link LegacyProviderConfig}, for `postgresql.sql.crossplane.io`. */
export class LegacyPostgreSqlProviderConfig extends LegacyConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: LegacyPostgreSqlProviderConfigProps) {
    super(scope, id, postgresql, props);
  }
}
