import * as rds from '../../imports/aws/rds';
import { format, type Add } from '../crossplane';
import { syncedAndReady } from './external-deletion';
import { originOf, policiesOf } from './postgres-recovery';
import type { PostgresXr } from './postgres-schema';
import {
  POSTGRES_INSTANCE_CLASSES,
  stagesOf,
  type PostgresCompositionProps,
} from './postgres-settings';
import { byEnvironment, tagsOf } from './shared';

/** The database itself, secure whatever the stage. */
export function addInstance(xr: PostgresXr, add: Add, props: PostgresCompositionProps) {
  const stages = stagesOf(props.stages);
  const own = { matchControllerRef: true };
  const { region, port = 5432, providerConfigRef, backupWindow, maintenanceWindow } = props;
  return add(
    'instance',
    rds.Instance,
    {
      spec: {
        providerConfigRef,
        managementPolicies: policiesOf(xr),
        // Written at creation, then left to AWS: minor versions and storage growth are not drift.
        initProvider: originOf(xr),
        forProvider: {
          region,
          // The uid is unique where one platform serves several clusters in an account.
          identifier: format`pg-${xr.metadata.uid}`,
          engine: 'postgres',
          port,
          instanceClass: xr.spec.size.map({
            ...POSTGRES_INSTANCE_CLASSES,
            ...props.instanceClasses,
          }),
          multiAz: byEnvironment(xr.spec.environment, stages, 'multiAz'),
          dbSubnetGroupNameSelector: own,
          ...props.securityGroups,
          publiclyAccessible: false,
          parameterGroupNameSelector: own,
          caCertIdentifier: props.caCertIdentifier ?? 'rds-ca-rsa2048-g1',
          username: props.username ?? 'dbadmin',
          manageMasterUserPassword: true,
          masterUserSecretKmsKeyIdSelector: own,
          iamDatabaseAuthenticationEnabled: true,
          storageType: 'gp3',
          storageEncrypted: true,
          kmsKeyIdSelector: own,
          maxAllocatedStorage: xr.spec.maxStorageGB,
          backupRetentionPeriod: byEnvironment(xr.spec.environment, stages, 'backupRetentionDays'),
          backupWindow,
          copyTagsToSnapshot: true,
          deleteAutomatedBackups: false,
          deletionProtection: xr.spec.deletionProtection,
          skipFinalSnapshot: false,
          finalSnapshotIdentifier: format`final-${xr.metadata.uid}`,
          autoMinorVersionUpgrade: true,
          applyImmediately: false,
          maintenanceWindow,
          enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
          monitoringInterval: 60,
          monitoringRoleArnSelector: own,
          performanceInsightsEnabled: true,
          // The provider resolves no selector for this one.
          performanceInsightsKmsKeyId: xr.status.keyArn,
          performanceInsightsRetentionPeriod: byEnvironment(
            xr.spec.environment,
            stages,
            'insightsRetentionDays',
          ),
          tags: tagsOf(xr, props.tags),
        },
      },
    },
    { readiness: syncedAndReady },
  );
}
