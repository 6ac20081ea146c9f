import type { AnyComposedResource } from './composed';

/** One value of the connection Secret that a provider writes for a composed resource. */
export class ConnectionKey {
  constructor(
    /** Name of the composed resource. */
    readonly resource: string,
    /** In its Secret. */
    readonly key: string,
  ) {}
}

/**
 * A value that only the provider's connection Secret of a resource has, such as a password, for the
 * `connection` that `compose` returns: `password: connectionKey(instance, 'password')`.
 *
 * The resource's own Secret gets a name where the base gives none. Whole values never pass through
 * the composite.
 */
export function connectionKey(resource: AnyComposedResource, key: string): ConnectionKey {
  return new ConnectionKey(resource.name, key);
}
