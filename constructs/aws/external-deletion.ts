import type { Construct } from 'constructs';
import type { KeySpec } from '../../imports/aws/kms';
import {
  format,
  CompositeResourceError,
  optional,
  stringEnum,
  Type,
  type ReadinessChecks,
  type Ref,
  type Reference,
} from '../crossplane';

/** What becomes of a resource that holds data once somebody deletes it in AWS, not by its XR. */
export type OnExternalDeletion = 'stop' | 'restore' | 'recreateEmpty';

/** The `onExternalDeletion` field of an XR; `modes` are those that its service can do. */
export function onExternalDeletion<const M extends readonly OnExternalDeletion[]>(
  modes: M,
  description: string,
) {
  return stringEnum(modes, { default: 'stop', description });
}

const NO_CLUSTER =
  'EKS keeps no copy of a deleted cluster; Argo CD deploys to a new one what is in Git';

/** Why a service cannot restore what was deleted. */
const NO_RESTORE = {
  Bucket: 'S3 keeps no copy of a deleted bucket',
  EncryptionKey: 'AWS gives key material to nobody; cancel the deletion in AWS while it is pending',
  ClusterVending: NO_CLUSTER,
  EksCluster: NO_CLUSTER,
} as const;

/**
 * Refuses `restore` with the reason, where no compiler did.
 *
 * @throws {CompositeResourceError} `XR_MODE_IMPOSSIBLE`
 */
export function refuseRestore(xr: Construct, kind: keyof typeof NO_RESTORE, props: unknown): void {
  const { spec } = props as { readonly spec?: { readonly onExternalDeletion?: string } };
  if (spec?.onExternalDeletion !== 'restore') return;
  throw new CompositeResourceError(
    'XR_MODE_IMPOSSIBLE',
    `${kind} '${xr.node.path}' says onExternalDeletion: restore, and ${NO_RESTORE[kind]}`,
    "write onExternalDeletion: 'stop' or 'recreateEmpty'",
  );
}

/** What a person is told by `kubectl explain`. */
export const STOP = 'stop: it is neither made again nor deleted with the XR; a person decides.';

/** Text in the status that is there as soon as AWS has the resource. */
export const made = (description: string) => Type.Optional(Type.String({ description }));

/** Readiness of what may be stopped: a resource that is gone keeps `Ready`, and loses `Synced`. */
export const syncedAndReady = (_: unknown, check: ReadinessChecks) => [
  check.condition('Synced'),
  check.condition('Ready'),
];

/** Management policies, of which crossplane-runtime takes certain sets only. */
export type Policies = NonNullable<KeySpec['managementPolicies']>;

/** Everything, which is Crossplane's default. */
export const PLAIN: Policies = ['*'];

/**
 * Everything but Delete. What protects data outlives its XR: a key whose deletion is scheduled takes
 * final snapshots, retained backups and the objects of a bucket that was not empty with it.
 */
export const KEEP: Policies = ['Observe', 'Create', 'Update', 'LateInitialize'];

/**
 * Neither Create nor Delete. The update of a resource that is gone would make a new one, and the
 * provider refuses updates that do: the resource loses `Synced`, and nothing else happens.
 *
 * @see https://github.com/crossplane/upjet/blob/v2.2.0/pkg/controller/external_tfpluginsdk.go
 */
export const LOCKED: Policies = ['Observe', 'Update', 'LateInitialize'];

/**
 * The management policies of a resource that holds data: `unlocked` until AWS has it, and where `mode`
 * says so; {@link LOCKED} otherwise.
 *
 * @param evidence A field of the status that is there once AWS has the resource.
 * @see https://github.com/crossplane/crossplane-runtime/blob/v2.2.0/pkg/reconciler/managed/policies.go
 */
export function lockedOnce(
  mode: Ref<OnExternalDeletion>,
  evidence: Ref<string>,
  unlocked: Policies,
): Reference<Policies> {
  const policies = format`${mode} ${evidence}`.match<Policies>([['^stop ', LOCKED]], unlocked);
  return optional(policies, unlocked);
}

/** The same of a resource that AWS protects from deletion; one that it does not may go, and come back. */
export function lockedWhileProtected(
  { onExternalDeletion: mode, deletionProtection }: Protected,
  evidence: Ref<string>,
): Reference<Policies> {
  const cases = [
    ['^stop true ', LOCKED],
    ['^[a-zA-Z]+ true ', KEEP],
  ] as const;
  const policies = format`${mode} ${deletionProtection} ${evidence}`.match<Policies>(cases, PLAIN);
  return optional(policies, deletionProtection.map({ true: KEEP, false: PLAIN }));
}

interface Protected {
  readonly onExternalDeletion: Ref<OnExternalDeletion>;
  readonly deletionProtection: Ref<boolean>;
}
