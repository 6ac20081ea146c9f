import { withStages } from './check-settings';
import type { SubnetGroupSpecForProvider, InstanceSpecForProvider } from '../../imports/aws/rds';
import type { AwsCompositionProps, AwsEnvironment } from './shared';

/** What differs between stages. */
export interface PostgresStage {
  /** A standby in another zone. */
  readonly multiAz: boolean;
  /** 1 to 35. */
  readonly backupRetentionDays: number;
  /** 7, 731, or a multiple of 31. */
  readonly insightsRetentionDays: number;
}

export type PostgresSize = 'small' | 'medium' | 'large';

export interface PostgresCompositionProps extends AwsCompositionProps {
  /**
   * Private subnets in at least two zones, by id, reference or selector. A reference or selector
   * without a `namespace` looks in the namespace of the XR, here and in `securityGroups`.
   */
  readonly subnets: Pick<
    SubnetGroupSpecForProvider,
    'subnetIds' | 'subnetIdRefs' | 'subnetIdSelector'
  >;
  /** Who may connect, by id, reference or selector. */
  readonly securityGroups: Pick<
    InstanceSpecForProvider,
    'vpcSecurityGroupIds' | 'vpcSecurityGroupIdRefs' | 'vpcSecurityGroupIdSelector'
  >;
  /**
   * The External Secrets store that may read the secrets that RDS makes (`rds!…`) and decrypt with
   * their keys: `{ kind: 'ClusterSecretStore', name: 'aws' }`.
   */
  readonly secretStore: {
    readonly kind: 'SecretStore' | 'ClusterSecretStore';
    readonly name: string;
  };
  /**
   * How soon a rotated password reaches the connection Secret, in Go's form. Default: `5m0s`, since
   * RDS drops the old password at once.
   */
  readonly refreshInterval?: string;
  /** Default: `db.t4g.medium`, `db.m7g.large`, `db.r7g.xlarge`. */
  readonly instanceClasses?: Partial<Readonly<Record<PostgresSize, string>>>;
  /** Default: {@link POSTGRES_STAGES}. */
  readonly stages?: Partial<Readonly<Record<AwsEnvironment, Partial<PostgresStage>>>>;
  /** Name of the administrator. Default: `dbadmin`. */
  readonly username?: string;
  /** Default: 5432. */
  readonly port?: number;
  /** UTC, `03:00-04:00`. Default: AWS picks one. */
  readonly backupWindow?: string;
  /** UTC, `sun:04:30-sun:05:30`. Default: AWS picks one. */
  readonly maintenanceWindow?: string;
  /** Default: `rds-ca-rsa2048-g1`. */
  readonly caCertIdentifier?: string;
  /** Parameters beside `rds.force_ssl`, all of which AWS applies at once. Default: none. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Redundancy and retention by stage. */
export const POSTGRES_STAGES: Readonly<Record<AwsEnvironment, PostgresStage>> = {
  dev: { multiAz: false, backupRetentionDays: 7, insightsRetentionDays: 7 },
  staging: { multiAz: false, backupRetentionDays: 7, insightsRetentionDays: 7 },
  production: { multiAz: true, backupRetentionDays: 30, insightsRetentionDays: 31 },
};

export const POSTGRES_INSTANCE_CLASSES: Readonly<Record<PostgresSize, string>> = {
  small: 'db.t4g.medium',
  medium: 'db.m7g.large',
  large: 'db.r7g.xlarge',
};

/** {@link POSTGRES_STAGES} with what the platform says otherwise. */
export function stagesOf(said: PostgresCompositionProps['stages'] = {}) {
  return withStages(POSTGRES_STAGES, said);
}
