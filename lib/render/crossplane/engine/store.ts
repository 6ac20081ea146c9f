import { compareBytes } from '../../../template/bytes';
import { kindOf, nameOf, namespaceOf, textsAt } from '../manifest-text';
import type { JsonObject, ResourceSelector } from '../protocol';

/** The objects that the cluster would have. */
export class Store {
  readonly #objects = new Map<string, JsonObject>();

  constructor(objects: Iterable<JsonObject>) {
    for (const object of objects) this.set(object);
  }

  /** In place of one of the same version, kind, namespace and name. */
  set(object: JsonObject): void {
    this.#objects.set(keyOf(object, namespaceOf(object), nameOf(object)), object);
  }

  get(
    type: { readonly apiVersion: string; readonly kind: string },
    namespace: string,
    name: string,
  ): JsonObject | undefined {
    return this.#objects.get(keyOf(type, namespace, name));
  }

  /** By namespace and name. */
  select(selector: ResourceSelector): readonly JsonObject[] {
    const { apiVersion, kind, namespace = '', matchName, matchLabels } = selector;
    if (matchName !== undefined) {
      const found = this.get({ apiVersion, kind }, namespace, matchName);
      return found ? [found] : [];
    }
    const wanted = Object.entries(matchLabels ?? {});
    const prefix = keyOf({ apiVersion, kind }, '', '').slice(0, -1);
    return [...this.#objects]
      .filter(([key]) => key.startsWith(prefix))
      .map(([, object]) => object)
      .filter((object) => namespace === '' || namespaceOf(object) === namespace)
      .filter((object) => {
        const labels = textsAt(object, 'labels');
        return wanted.every(([key, value]) => labels[key] === value);
      })
      .sort((a, b) => compareBytes(place(a), place(b)));
  }
}

function keyOf(object: JsonObject, namespace: string, name: string): string {
  const { group, version, kind } = kindOf(object);
  return `${group}/${version}/${kind}/${namespace}/${name}`;
}

function place(object: JsonObject): string {
  return `${namespaceOf(object)}/${nameOf(object)}`;
}
