import type { Manifest, ObjectKey } from '../core';
import { compareObjects } from './compare-objects';
import { appOptionOf, fateOf, fateWithApplication, optionOf } from './fate';
import type { SeenDifference } from './grouping';
import type { Instance } from './instance';
import { madeAgain } from './made-again';
import type { Pair } from './pair';
import { namespacing, type ScopeOf } from './scope';

interface Contents {
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
}

/**
 * Compares what two Applications deliver, once for all pairs that deliver the same: 500 services on
 * 12 clusters are 500 comparisons.
 */
export class Differ {
  readonly #done = new Map<string, readonly SeenDifference[]>();
  readonly #numbers = new Map<readonly Manifest[], number>();

  constructor(private readonly scopeOf: ScopeOf | undefined) {}

  compare(
    { before: old, after: now }: Pair,
    contents: Contents,
    pin: number | undefined,
    isWhole = true,
  ): readonly SeenDifference[] {
    const { before, after } = contents;
    if (before === after && old.destinationNamespace === now.destinationNamespace) return [];
    const nothingLeft = isWhole && after.length === 0;
    const key = [
      this.#numberOf(before),
      this.#numberOf(after),
      old.destinationNamespace,
      now.destinationNamespace,
      pin ?? '',
      isWhole,
      JSON.stringify(now.automated ?? null),
      optionsKey(now),
    ].join('\0');
    let found = this.#done.get(key);
    if (!found) {
      found = this.#compareNew(contents, { before: old, after: now }, nothingLeft, pin);
      this.#done.set(key, found);
    }
    return found;
  }

  /** What comes or goes with an Application. */
  single(
    action: 'add' | 'remove',
    one: Instance,
    manifests: readonly Manifest[],
  ): readonly SeenDifference[] {
    const key = [action, this.#numberOf(manifests), one.destinationNamespace, one.cascades].join(
      '\0',
    );
    let found = this.#done.get(key);
    if (!found) {
      const namespaceOf = namespacing(one.destinationNamespace, this.scopeOf);
      const [before, after] = action === 'add' ? [[], manifests] : [manifests, []];
      const namespaces = { before: namespaceOf, after: namespaceOf };
      found = compareObjects(before, after, namespaces).map((difference) => ({
        difference,
        withApplication: true,
        ...(difference.before && { fate: fateWithApplication(difference.before, one) }),
      }));
      this.#done.set(key, found);
    }
    return found;
  }

  #compareNew(
    contents: Contents,
    { before: old, after: now }: Pair,
    nothingLeft: boolean,
    pin: number | undefined,
  ): SeenDifference[] {
    const namespaces = {
      before: namespacing(old.destinationNamespace, this.scopeOf),
      after: namespacing(now.destinationNamespace, this.scopeOf),
    };
    const differences = compareObjects(contents.before, contents.after, namespaces);
    const again = madeAgain(differences);
    const isServerSide = appOptionOf(now.manifest, 'ServerSideApply') === 'true';
    return differences.map((difference) => ({
      difference,
      ...(again.has(difference) && { again: again.get(difference) as ObjectKey }),
      ...(difference.after &&
        appliesServerSide(difference.after, isServerSide) && { apply: 'server-side' as const }),
      ...(difference.before &&
        difference.action === 'remove' && { fate: fateOf(difference.before, now, nothingLeft) }),
      ...(pin !== undefined && { pin }),
    }));
  }

  #numberOf(manifests: readonly Manifest[]): number {
    const known = this.#numbers.get(manifests);
    if (known !== undefined) return known;
    this.#numbers.set(manifests, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** What of an Application's options decides about its objects. */
function optionsKey({ manifest }: Instance): string {
  return ['Prune', 'ServerSideApply'].map((one) => appOptionOf(manifest, one) ?? '').join();
}

/** An object's own option goes before that of its Application. */
function appliesServerSide(object: Manifest, byApplication: boolean): boolean {
  const own = optionOf(object, 'ServerSideApply');
  return own === undefined ? byApplication : own === 'true';
}
