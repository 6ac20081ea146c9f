import { ApiObject } from 'cdk8s';
import { findKind } from '../../../imports/schemas';
import type { CompositeFacts, CompositeScope } from '../composite-types';
import { UsageError } from './errors';

interface Kinded {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A resource by its name, or the first one that a selector finds. */
export type ResourceRef<Namespace = unknown> = Kinded &
  (
    | { readonly resourceRef: { readonly name: string } & Namespace }
    | {
        readonly resourceSelector: {
          /** Default: all of the kind. */
          readonly matchLabels?: Readonly<Record<string, string>>;
          /** Only what belongs to the same XR as the Usage. Default: false. */
          readonly matchControllerRef?: boolean;
        } & Namespace;
      }
  );

/** What a Usage is told of a resource, whichever way it was given. */
export interface Told extends Kinded {
  readonly resourceRef?: { readonly name: string; readonly namespace?: string };
  readonly resourceSelector?: object & { readonly namespace?: string };
}

/**
 * A construct as Usages refer to it, or the reference as it is.
 *
 * @param home Namespace of the Usage, `undefined` for a ClusterUsage.
 */
export function tell(resource: ApiObject | ResourceRef, home: string | undefined): Told {
  if (!ApiObject.isApiObject(resource)) return resource;
  const { apiVersion, kind, name, metadata } = resource;
  const isElsewhere = metadata.namespace !== undefined && metadata.namespace !== home;
  const namespace = isElsewhere && scopeOf(resource) !== 'Cluster' ? metadata.namespace : undefined;
  const resourceRef = { name, ...(namespace !== undefined && { namespace }) };
  return { apiVersion, kind, resourceRef };
}

/** `undefined` for a kind that nobody told us of. */
export function scopeOf(resource: ApiObject | ResourceRef): CompositeScope | undefined {
  const { composite, claimOf } = resource.constructor as Partial<
    Readonly<Record<'composite' | 'claimOf', CompositeFacts>>
  >;
  if (claimOf) return 'Namespaced';
  return composite?.scope ?? findKind(resource.apiVersion, resource.kind)?.facts.scope;
}

/** What the CRD's rules say, and an empty reason, which explains nothing to whoever is refused. */
export function checkUsage(
  { of, by, reason }: { readonly of: Told; readonly by?: Told; readonly reason?: string },
  place: string,
): void {
  const fail = (what: string, hint: string) =>
    new UsageError('USAGE_INVALID', `${place} ${what}`, hint);
  for (const [field, told] of Object.entries({ of, by })) {
    if (!told || told.resourceRef?.name || told.resourceSelector) continue;
    throw fail(
      `names no resource in ${field}`,
      `write ${field}: the construct, or its resourceRef`,
    );
  }
  if (!by && !reason) {
    throw fail('says neither who uses the resource nor why it must stay', 'write by or reason');
  }
  const elsewhere = of.resourceRef?.namespace ?? of.resourceSelector?.namespace;
  if (by || elsewhere === undefined) return;
  throw fail(
    `protects ${of.kind} in namespace '${elsewhere}' for a reason alone, which Crossplane allows in one namespace only`,
    `put the Usage into namespace '${elsewhere}', or write by`,
  );
}
