import type { IConstruct } from 'constructs';
import { programOf } from '../../artifact/program';
import { requireTarget } from '../../targets';

/**
 * The minor version of Crossplane that brought a kind in the API version written here, or a field.
 *
 * @see https://github.com/crossplane/crossplane/tree/main/cluster/crds
 */
const SINCE = {
  ClusterUsage: '2.0',
  EnvironmentConfig: '1.18',
  Function: '1.17',
  ImageConfig: '1.18',
  'ImageConfig.rewriteImage': '1.20',
  'ImageConfig.runtime': '2.2',
  LegacyUsage: '1.19',
  ManagedResourceActivationPolicy: '2.0',
  Usage: '2.0',
  'package.commonAnnotations': '2.3',
} as const;

/**
 * Refuses what the declared Crossplane does not have yet: the API server would drop a field without a
 * word.
 *
 * @throws {TargetError} `TARGET_TOO_OLD`
 */
export function requireCrossplane(
  scope: IConstruct,
  what: keyof typeof SINCE,
  place: string,
): void {
  const { targets } = programOf(scope) ?? {};
  const [, field] = what.split('.');
  requireTarget(targets, 'crossplane', SINCE[what], field ? `${field} of ${place}` : place);
}
