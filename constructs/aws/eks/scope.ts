import { format, type Add } from '../../crossplane';
import { KEEP, PLAIN } from '../external-deletion';
import { tagsOf } from '../shared';
import type { EksClusterXr } from './schema';
import type { EksClusterCompositionProps } from './settings';

/** What the parts of one cluster's composition share. */
export interface EksScope {
  readonly xr: EksClusterXr;
  readonly add: Add;
  readonly props: EksClusterCompositionProps;
}

/** What every spec has. A protected cluster stays whole: none of its parts goes with the XR. */
export function partOf({ xr, props: { providerConfigRef } }: EksScope) {
  const managementPolicies = xr.spec.deletionProtection.map({ true: KEEP, false: PLAIN });
  return { providerConfigRef, managementPolicies };
}

/** Tags, with the name that consoles show. */
export function namedTags({ xr, props }: EksScope, name?: string) {
  const { metadata } = xr;
  const Name = name === undefined ? metadata.name : format`${metadata.name}-${name}`;
  return { ...tagsOf(xr, props.tags), Name };
}
