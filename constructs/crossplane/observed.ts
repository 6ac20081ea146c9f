import { CompositionError } from './errors';
import { isReference } from './reference';
import { required } from './references';
import { childNode } from './structural';
import type { KnownKind } from './kinds';

interface Given {
  readonly externalName?: unknown;
  readonly metadata?: { readonly annotations?: object };
  readonly providerConfigRef?: unknown;
  readonly forProvider?: Readonly<Record<string, unknown>>;
}

/**
 * The base of a managed resource that is looked at only.
 *
 * @throws {CompositionError} `COMPOSITION_INVALID` for a kind that is no managed resource, and for a
 *   field that finds the resource and is missing.
 */
export function observedBase(kind: KnownKind, given: Given, name: string, where: string) {
  const { externalName, metadata, providerConfigRef, forProvider = {} } = given;
  const spec = childNode(kind.schema, 'spec');
  const fail = (what: string, hint: string) => {
    const message = `observed resource '${name}' of ${where} ${what}`;
    return new CompositionError('COMPOSITION_INVALID', message, hint);
  };
  if (spec && !spec.properties?.['managementPolicies']) {
    throw fail(
      `is a ${kind.kind}, which has no managementPolicies`,
      'observe a managed resource of a provider',
    );
  }
  const missing = (childNode(spec, 'forProvider')?.required ?? []).filter(
    (field) => forProvider[field] === undefined,
  );
  if (missing.length > 0) {
    throw fail(
      `lacks forProvider.${missing.join(', forProvider.')}`,
      'write it: the provider finds the resource by it',
    );
  }
  const annotations = {
    ...metadata?.annotations,
    ...(externalName !== undefined && {
      'crossplane.io/external-name': isReference(externalName)
        ? required(externalName)
        : externalName,
    }),
  };
  return {
    ...((metadata ?? externalName !== undefined) && { metadata: { ...metadata, annotations } }),
    spec: {
      ...(providerConfigRef !== undefined && { providerConfigRef }),
      managementPolicies: ['Observe'],
      forProvider,
    },
  };
}
