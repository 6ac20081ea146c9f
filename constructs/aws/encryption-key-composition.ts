import type { Construct } from 'constructs';
import * as kms from '../../imports/aws/kms';
import { type Add, at, Composition, format, lasting } from '../crossplane';
import { encryptionKey, type EncryptionKeyXr } from './encryption-key-schema';
import { lockedOnce, PLAIN, syncedAndReady } from './external-deletion';
import { keyPolicy, type KeyPolicy } from './key-policy';
import { tagsOf, type AwsCompositionProps } from './shared';

export interface EncryptionKeyCompositionProps extends AwsCompositionProps {
  /**
   * In front of `<namespace>/<name>` in the alias, where several clusters share an account and region:
   * `eu-1/`. Default: nothing.
   */
  readonly aliasPrefix?: string;
  /** Default: what AWS gives a key, that is, the IAM policies of the account decide. */
  readonly policy?: KeyPolicy;
  /**
   * Makes the keys multi-region ones with replicas there, which open what the primary closed and the
   * other way round. `[]` admits replicas later. Cannot be changed for keys that exist. Default: keys
   * of one region.
   */
  readonly replicaRegions?: readonly string[];
}

/** Composes a KMS key with its alias and replicas. */
export function composeEncryptionKey(
  scope: Construct,
  id: string,
  props: EncryptionKeyCompositionProps & { readonly name: string },
) {
  const { region, providerConfigRef, aliasPrefix = '', replicaRegions } = props;
  return new Composition(scope, id, {
    metadata: { name: props.name },
    composite: encryptionKey.v1alpha1,
    compose(xr, add) {
      const key = add(
        'key',
        kms.Key,
        {
          spec: {
            providerConfigRef,
            managementPolicies: lockedOnce(xr.spec.onExternalDeletion, xr.status.arn, PLAIN),
            forProvider: {
              region,
              enableKeyRotation: true,
              rotationPeriodInDays: xr.spec.rotationDays,
              multiRegion: replicaRegions !== undefined,
              ...partOf(xr, props),
            },
          },
        },
        { readiness: syncedAndReady },
      );
      const alias = add('alias', kms.Alias, {
        metadata: {
          annotations: {
            'crossplane.io/external-name': format`alias/${aliasPrefix}${xr.metadata.namespace}/${xr.metadata.name}`,
          },
        },
        spec: {
          providerConfigRef,
          forProvider: { region, targetKeyIdSelector: { matchControllerRef: true } },
        },
      });
      return {
        status: lasting(xr.status, {
          arn: key.status.atProvider.arn,
          keyId: key.status.atProvider.keyId,
          alias: alias.status.atProvider.id,
          ...replicasOf(xr, add, props),
        }),
      };
    },
  });
}

/** What primary and replicas share; AWS replicates none of it. */
function partOf(xr: EncryptionKeyXr, { policy, partition = 'aws', tags }: Props) {
  return {
    description: format`EncryptionKey ${xr.metadata.namespace}/${xr.metadata.name}`,
    deletionWindowInDays: xr.spec.deletionWindowDays,
    ...(policy && { policy: keyPolicy(policy, partition) }),
    tags: tagsOf(xr, tags),
  };
}

function replicasOf(xr: EncryptionKeyXr, add: Add, props: Props) {
  const { replicaRegions = [], providerConfigRef } = props;
  const arns = replicaRegions.map((region) => {
    const known = at(xr.status.replicas, region);
    const replica = add(
      `replica-${region}`,
      kms.ReplicaKey,
      {
        spec: {
          providerConfigRef,
          managementPolicies: lockedOnce(xr.spec.onExternalDeletion, known, PLAIN),
          forProvider: {
            region,
            primaryKeyArnSelector: { matchControllerRef: true },
            ...partOf(xr, props),
          },
        },
      },
      { readiness: syncedAndReady },
    );
    return [region, replica.status.atProvider.arn] as const;
  });
  return arns.length === 0 ? {} : { replicas: Object.fromEntries(arns) };
}

type Props = EncryptionKeyCompositionProps;
