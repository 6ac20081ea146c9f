import { compareBytes } from '../../../template/bytes';
import { nameOf, namespaceOf, textAt, textsAt } from '../manifest-text';
import type { JsonObject, ResourceSelector } from '../protocol';
import type { Store } from './store';

/**
 * What the CLI up to 2.2 had in place of a cluster: a list in the order of names alone, of which a
 * namespace that is asked for excludes nothing, and Secrets that only credentials are found in. Those of
 * one name stay in the order in which they were given, which Go keeps for a dozen objects.
 */
export class OfflineStore implements Pick<Store, 'get' | 'select'> {
  readonly #required: readonly JsonObject[];

  constructor(
    required: readonly JsonObject[],
    private readonly credentials: readonly JsonObject[],
  ) {
    this.#required = [...required].sort((a, b) => compareBytes(nameOf(a), nameOf(b)));
  }

  /** A Secret, whose type a file of credentials need not say. */
  get(_: unknown, namespace: string, name: string): JsonObject | undefined {
    return this.credentials.find((it) => nameOf(it) === name && namespaceOf(it) === namespace);
  }

  select({
    apiVersion,
    kind,
    matchName,
    matchLabels = {},
  }: ResourceSelector): readonly JsonObject[] {
    const ofType = this.#required.filter(
      (it) => textAt(it, 'apiVersion') === apiVersion && textAt(it, 'kind') === kind,
    );
    if (matchName !== undefined) return ofType.filter((it) => nameOf(it) === matchName).slice(0, 1);
    return ofType.filter((it) => {
      const labels = textsAt(it, 'labels');
      return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
    });
  }
}
