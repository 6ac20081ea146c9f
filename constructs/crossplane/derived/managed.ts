import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { knownKind, type KnownKind } from '../kinds';
import { compositionsOf } from './compositions';
import { declaredBy } from './packages';
import { isOfProvider } from './provided';

/** A kind of a provider that an app uses. */
export interface ManagedKind {
  readonly kind: KnownKind;
  /** Path of the first object; `undefined` for a kind that a composition composes. */
  readonly path?: string;
}

/** The kinds of providers that an app uses, in compositions and as objects; one entry for each. */
export function managedKinds({ node }: IConstruct): readonly ManagedKind[] {
  const found = new Map<string, ManagedKind>();
  const declared = declaredBy(node.root);
  const note = (kind: KnownKind, path?: string) => {
    const key = `${kind.apiVersion}/${kind.kind}`;
    if (isOfProvider(kind, declared) && !found.has(key))
      found.set(key, { kind, ...(path !== undefined && { path }) });
  };
  for (const { kinds } of compositionsOf(node.root)) {
    for (const kind of kinds) note(kind);
  }
  for (const object of node.root.node.findAll()) {
    if (!ApiObject.isApiObject(object) || 'composite' in object.constructor) continue;
    const { apiVersion, kind } = object;
    if (isOfProvider({ apiVersion, kind }, declared))
      note(knownKind(apiVersion, kind), object.node.path);
  }
  return [...found.values()];
}
