import type { InstanceSpecInitProvider } from '../../imports/aws/rds';
import { format, formatJson, optional, type Reference } from '../crossplane';
import type { Policies } from './external-deletion';
import type { PostgresXr } from './postgres-schema';

/**
 * Without LateInitialize, which would turn what `initProvider` says into something to enforce: a
 * version that AWS has left behind, a size that storage has grown out of, a backup of long ago.
 */
const PLAIN: Policies = ['Observe', 'Create', 'Update', 'Delete'];
const KEEP: Policies = ['Observe', 'Create', 'Update'];
const LOCKED: Policies = ['Observe', 'Update'];

/** What Crossplane may do to the instance, from the moment AWS has it. */
export function policiesOf({ spec, status }: PostgresXr): Reference<Policies> {
  const text = format`${spec.onExternalDeletion} ${spec.deletionProtection} ${status.resourceId}`;
  const cases = [
    ['^stop ', LOCKED],
    ['^[a-zA-Z]+ true ', KEEP],
  ] as const;
  return optional(text.match<Policies>(cases, PLAIN), PLAIN);
}

/**
 * What the instance is made of: nothing, or, where one that was lost shall be restored, the automated
 * backups that AWS retains of it.
 *
 * A patch is conditional on its value only, so both are written, and the mode picks one. It is one
 * patch, since in no state of the XR may the right to create go without the backups.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
 */
export function originOf({ spec, status }: PostgresXr): Reference<InstanceSpecInitProvider> {
  const size = { engineVersion: spec.version, allocatedStorage: spec.storageGB };
  // RDS wants a name of what is new, and none of what it restores.
  const empty = { ...size, dbName: spec.database };
  const restored = {
    ...size,
    restoreToPointInTime: {
      sourceDbiResourceId: status.resourceId,
      useLatestRestorableTime: true,
    },
  };
  const text = format`${spec.onExternalDeletion}|${formatJson(restored)}|${formatJson(empty)}|`;
  const picked = text.capture('^(?:restore|[a-zA-Z]+\\|[^|]*)\\|([^|]*)\\|', 1);
  return optional(picked.asObject<InstanceSpecInitProvider>(), empty);
}
