import type { Construct } from 'constructs';
import * as iam from '../../imports/aws/iam';
import * as kms from '../../imports/aws/kms';
import * as rds from '../../imports/aws/rds';
import { ExternalSecret } from '../../imports/external-secrets';
import {
  at,
  Composition,
  connectionSecretName,
  format,
  formatJson,
  type Add,
  type CompositeRefs,
} from '../crossplane';
import { postgresInstance } from './postgres-schema';
import {
  POSTGRES_INSTANCE_CLASSES,
  stagesOf,
  type PostgresCompositionProps,
} from './postgres-settings';
import { byEnvironment, KEEP, tagsOf } from './shared';

type Xr = CompositeRefs<typeof postgresInstance.v1alpha1>;

/** Composes an RDS instance with its key, network, parameters, monitoring and connection Secret. */
export function composePostgres(
  scope: Construct,
  id: string,
  props: PostgresCompositionProps & { readonly name: string },
) {
  return new Composition(scope, id, {
    metadata: { name: props.name },
    composite: postgresInstance.v1alpha1,
    compose(xr, add) {
      const key = addKey(xr, add, props);
      addNetwork(xr, add, props);
      addMonitoring(xr, add, props);
      const instance = addInstance(xr, add, props);
      const { atProvider } = instance.status;
      return {
        status: {
          keyArn: key.status.atProvider.arn,
          host: atProvider.address,
          port: atProvider.port,
          passwordSecretArn: at(atProvider.masterUserSecret, 0).secretArn,
        },
        connection: addConnection(xr, add, props),
      };
    },
  });
}

/** One key for storage, password and insights, so that the status of one XR opens no other. */
function addKey(xr: Xr, add: Add, { region, providerConfigRef, tags }: PostgresCompositionProps) {
  return add('key', kms.Key, {
    spec: {
      providerConfigRef,
      managementPolicies: KEEP,
      forProvider: {
        region,
        description: format`PostgresInstance ${xr.metadata.namespace}/${xr.metadata.name}`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        tags: tagsOf(xr, tags),
      },
    },
  });
}

function addNetwork(xr: Xr, add: Add, props: PostgresCompositionProps) {
  const { region, providerConfigRef, subnets, parameters = {} } = props;
  const tags = tagsOf(xr, props.tags);
  add('subnet-group', rds.SubnetGroup, {
    spec: { providerConfigRef, forProvider: { region, ...subnets, tags } },
  });
  add('parameter-group', rds.ParameterGroup, {
    spec: {
      providerConfigRef,
      forProvider: {
        region,
        family: format`postgres${xr.spec.version}`,
        parameter: Object.entries({ ...parameters, 'rds.force_ssl': '1' }).map(([name, value]) => ({
          name,
          value,
          applyMethod: 'immediate',
        })),
        tags,
      },
    },
  });
}

/** The role by which RDS writes what happens inside the machine to CloudWatch. */
function addMonitoring(xr: Xr, add: Add, props: PostgresCompositionProps) {
  const { providerConfigRef, partition = 'aws' } = props;
  add('monitoring-role', iam.Role, {
    spec: {
      providerConfigRef,
      forProvider: {
        description: format`Monitoring of PostgresInstance ${xr.metadata.name}`,
        assumeRolePolicy: formatJson({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'monitoring.rds.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
        tags: tagsOf(xr, props.tags),
      },
    },
  });
  add('monitoring-policy', iam.RolePolicyAttachment, {
    spec: {
      providerConfigRef,
      forProvider: {
        policyArn: `arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
        roleSelector: { matchControllerRef: true },
      },
    },
  });
}

function addInstance(xr: Xr, add: Add, props: PostgresCompositionProps) {
  const stages = stagesOf(props.stages);
  const own = { matchControllerRef: true };
  const { region, port = 5432, providerConfigRef, backupWindow, maintenanceWindow } = props;
  return add('instance', rds.Instance, {
    spec: {
      providerConfigRef,
      // Written at creation, then left to AWS: minor versions and storage growth are not drift.
      initProvider: {
        engineVersion: xr.spec.version,
        allocatedStorage: xr.spec.storageGB,
      },
      forProvider: {
        region,
        // The uid is unique where one platform serves several clusters in an account.
        identifier: format`pg-${xr.metadata.uid}`,
        engine: 'postgres',
        dbName: xr.spec.database,
        port,
        instanceClass: xr.spec.size.map({ ...POSTGRES_INSTANCE_CLASSES, ...props.instanceClasses }),
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
  });
}

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
function addConnection(xr: Xr, add: Add, props: PostgresCompositionProps) {
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
