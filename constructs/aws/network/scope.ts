import { format, type Add } from '../../crossplane';
import type { NetworkXr } from './schema';
import type { NetworkCompositionProps, NetworkStage, Zone } from './settings';
import { KEEP, PLAIN } from '../external-deletion';
import { tagsOf } from '../shared';

/** What the parts of one network's composition share. */
export interface NetworkScope {
  readonly xr: NetworkXr;
  readonly add: Add;
  readonly props: NetworkCompositionProps;
  readonly stage: NetworkStage;
  readonly zones: readonly Zone[];
}

/** The spec of a resource that takes tags. */
export function specOf<F extends object>(
  { xr, props }: NetworkScope,
  name: string,
  fields: F,
  tags: Readonly<Record<string, unknown>> = {},
) {
  const { region } = props;
  const all = { ...tagsOf(xr, props.tags), ...tags, Name: format`${xr.metadata.name}-${name}` };
  return { ...partOf({ xr, props }), forProvider: { region, ...fields, tags: all as never } };
}

/** What every spec has. A protected network stays whole: none of its parts goes with the XR. */
export function partOf({ xr, props }: Pick<NetworkScope, 'xr' | 'props'>) {
  const { providerConfigRef } = props;
  const managementPolicies = xr.spec.deletionProtection.map({ true: KEEP, false: PLAIN });
  return { providerConfigRef, managementPolicies };
}
