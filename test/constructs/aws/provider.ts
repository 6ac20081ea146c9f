import { valueAt, type Manifest } from '../../../lib/core';

/** What a managed resource makes its provider do. */
export type Deed =
  'creates' | 'observes and updates' | 'refuses' | 'reports it missing' | 'deletes' | 'leaves it';

/**
 * The sets of management policies that the AWS provider takes, from crossplane-runtime 2.2's
 * pkg/reconciler/managed/policies.go.
 */
const SUPPORTED = [
  '*',
  'Create,Delete,LateInitialize,Observe,Update',
  'Observe',
  '',
  'Create,Delete,Observe,Update',
  'Create,LateInitialize,Observe,Update',
  'Create,Observe,Update',
  'Create,Delete,LateInitialize,Observe',
  'Create,LateInitialize,Observe',
  'Create,Delete,Observe',
  'Create,Observe',
  'Delete,Observe',
  'Observe,Update',
  'LateInitialize,Observe',
  'LateInitialize,Observe,Update',
];

/**
 * What crossplane-runtime's managed reconciler does: of a resource that AWS does not have, an update
 * would ask for a new one, which upjet refuses.
 */
export function deedOf(
  managed: Manifest,
  { inAws, deleted = false }: { readonly inAws: boolean; readonly deleted?: boolean },
): Deed {
  const policies = valueAt(managed, '/spec/managementPolicies') as readonly string[] | undefined;
  const set = policies ?? ['*'];
  if (!SUPPORTED.includes([...set].sort().join(','))) throw new Error(`no set: ${set.join()}`);
  const may = (action: string) => set.includes(action) || set.includes('*');
  if (deleted) return inAws && may('Delete') ? 'deletes' : 'leaves it';
  if (inAws) return 'observes and updates';
  if (may('Create')) return 'creates';
  return may('Update') ? 'refuses' : 'reports it missing';
}
