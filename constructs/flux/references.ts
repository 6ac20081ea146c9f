import { ApiObject } from 'cdk8s';
import { nearest } from '../../lib/core';
import { fieldsOf, LONGEST_NAME } from './checks';
import { FluxError } from './errors';

/** An object by kind and name, as upstream spells it. */
export interface ObjectReference<Kind extends string> {
  readonly apiVersion?: string;
  readonly kind: Kind;
  readonly name: string;
  /** Default: the namespace of the object that refers. */
  readonly namespace?: string;
}

/** An object of this program, or a reference to one of elsewhere. */
export type Referable<Kind extends string> =
  (ApiObject & { readonly kind: Kind }) | ObjectReference<Kind>;

/** An object that another one waits for. */
export interface Dependency {
  /** Those of other kinds are none. */
  readonly kind?: undefined;
  readonly name: string;
  readonly namespace?: string;
  /** CEL over `self` and `dep`; default: the Ready condition of the dependency. Flux 2.7. */
  readonly readyExpr?: string;
}

/**
 * What is written of `target`: its namespace only where it differs from that of the object that
 * refers.
 *
 * @param place `sourceRef of Kustomization 'web'`
 * @throws {FluxError} `FLUX_REFERENCE_INVALID` for another kind, or without a name.
 */
export function referenceTo<Kind extends string>(
  target: Referable<Kind>,
  kinds: readonly Kind[],
  namespace: string | undefined,
  place: string,
): ObjectReference<Kind> {
  const written = ApiObject.isApiObject(target)
    ? { kind: target.kind as Kind, name: target.name, namespace: target.metadata.namespace }
    : target;
  const { kind, name } = fieldsOf(written);
  if (!kinds.includes(kind as Kind)) {
    const near = nearest(String(kind), kinds);
    throw new FluxError(
      'FLUX_REFERENCE_INVALID',
      `${place} is ${kind === undefined ? 'of no kind' : `a ${String(kind)}`}`,
      near ? `write ${near}` : `refer to one of ${kinds.join(', ')}`,
    );
  }
  if (typeof name !== 'string' || name === '' || name.length > LONGEST_NAME) {
    throw new FluxError('FLUX_REFERENCE_INVALID', `${place} names no object`, 'write its name');
  }
  const { namespace: own, ...rest } = written;
  return { ...rest, ...(own !== undefined && own !== namespace && { namespace: own }) };
}

/**
 * What is written of dependencies.
 *
 * @throws {FluxError} `FLUX_REFERENCE_INVALID` for the object itself: it would wait for ever.
 */
export function dependenciesOf(
  dependencies: readonly (ApiObject | Dependency)[] | undefined,
  self: { readonly name: string; readonly namespace: string | undefined },
  place: string,
): readonly Dependency[] | undefined {
  return dependencies?.map((one) => {
    const { name, namespace } = ApiObject.isApiObject(one)
      ? { name: one.name, namespace: one.metadata.namespace }
      : one;
    if (name === self.name && (namespace === undefined || namespace === self.namespace)) {
      throw new FluxError(
        'FLUX_REFERENCE_INVALID',
        `${place} depends on itself, and would wait for ever`,
        'leave it out of dependsOn',
      );
    }
    const readyExpr = ApiObject.isApiObject(one) ? undefined : one.readyExpr;
    return {
      name,
      ...(namespace !== undefined && namespace !== self.namespace && { namespace }),
      ...(readyExpr !== undefined && { readyExpr }),
    };
  });
}
