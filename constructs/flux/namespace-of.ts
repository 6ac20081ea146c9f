import type { Construct } from 'constructs';

/** The namespace that the nearest chart gives to objects below it. */
export function namespaceOf(scope: Construct): string | undefined {
  return scope.node.scopes
    .toReversed()
    .map((one) => (one as { readonly namespace?: unknown }).namespace)
    .find((one): one is string => typeof one === 'string');
}
