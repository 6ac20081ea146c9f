import type { Construct } from 'constructs';
import { ClusterConfig, LegacyConfig, NamespacedConfig } from './object';
import { sqlFamily, type SqlClusterProps, type SqlLocalProps } from './sql';

export type MsSqlClusterProviderConfigProps = SqlClusterProps<'MSSQL'>;
export type MsSqlProviderConfigProps = SqlLocalProps<'MSSQL'>;
export type LegacyMsSqlProviderConfigProps = MsSqlClusterProviderConfigProps;

const mssql = sqlFamily('mssql', 'MSSQL', {});

/** As {@link ClusterProviderConfig}, for `mssql.sql.m.crossplane.io`. */
export class MsSqlClusterProviderConfig extends ClusterConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: MsSqlClusterProviderConfigProps) {
    super(scope, id, mssql, props);
  }
}

/** As {@link ProviderConfig}, for `mssql.sql.m.crossplane.io`. */
export class MsSqlProviderConfig extends NamespacedConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: MsSqlProviderConfigProps) {
    super(scope, id, mssql, props);
  }
}

/** As {@link LegacyProviderConfig}, for `mssql.sql.crossplane.io`. */
export class LegacyMsSqlProviderConfig extends LegacyConfig {
  /** @throws {PackageError} `PROVIDER_CONFIG_INVALID` */
  constructor(scope: Construct, id: string, props: LegacyMsSqlProviderConfigProps) {
    super(scope, id, mssql, props);
  }
}
