/**
 * One rule of what Argo CD shall not compare, and with `RespectIgnoreDifferences` not overwrite.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export interface IgnoreDifference {
  /** `''` or absent is the core group only, so a rule for a Deployment must say `apps`. */
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
  readonly managedFieldsManagers?: readonly string[];
}
