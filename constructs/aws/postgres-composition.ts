import type { Construct } from 'constructs';
import * as iam from '../../imports/aws/iam';
import * as kms from '../../imports/aws/kms';
import * as rds from '../../imports/aws/rds';
import { type Add, at, Composition, format, formatJson, lasting } from '../crossplane';
import { addConnection } from './postgres-connection';
import { addInstance } from './postgres-database';
import { postgresInstance, type PostgresXr } from './postgres-schema';
import type { PostgresCompositionProps } from './postgres-settings';
import { KEEP, lockedOnce, syncedAndReady } from './external-deletion';
import { tagsOf } from './shared';

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
        status: lasting(xr.status, {
          keyArn: key.status.atProvider.arn,
          resourceId: atProvider.resourceId,
          host: atProvider.address,
          port: atProvider.port,
          passwordSecretArn: at(atProvider.masterUserSecret, 0).secretArn,
        }),
        connection: addConnection(xr, add, props),
      };
    },
  });
}

/** One key for storage, password and insights, so that the status of one XR opens no other. */
function addKey(
  xr: PostgresXr,
  add: Add,
  { region, providerConfigRef, tags }: PostgresCompositionProps,
) {
  return add(
    'key',
    kms.Key,
    {
      spec: {
        providerConfigRef,
        managementPolicies: lockedOnce(xr.spec.onExternalDeletion, xr.status.keyArn, KEEP),
        forProvider: {
          region,
          description: format`PostgresInstance ${xr.metadata.namespace}/${xr.metadata.name}`,
          enableKeyRotation: true,
          deletionWindowInDays: 30,
          tags: tagsOf(xr, tags),
        },
      },
    },
    { readiness: syncedAndReady },
  );
}

function addNetwork(xr: PostgresXr, add: Add, props: PostgresCompositionProps) {
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
function addMonitoring(xr: PostgresXr, add: Add, props: PostgresCompositionProps) {
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
