import type { CompositeFacts } from './composite-types';
import type { Entry } from './entry';
import { CompositionError } from './errors';
import { knownKind } from './kinds';
import { isReference } from './reference';

/** By which a Usage finds the resource among those of the same XR, whose names Crossplane makes. */
const LABEL = 'cdk8s-gitops.dev/protected';

/**
 * A resource with a label, and the Usage that makes the API server refuse to delete it. The Usage goes
 * with the XR; a deletion that it delayed is then carried out at once.
 *
 * @param isLegacy Whether Crossplane has the Usages of before 2.0 alone, which are cluster-scoped.
 * @throws {CompositionError} `COMPOSITION_INVALID` where the label cannot be added, or no Usage finds it.
 * @see https://docs.crossplane.io/latest/managed-resources/usages/
 */
export function protectedEntries(
  entry: Entry,
  reason: string,
  xr: CompositeFacts,
  where: string,
  isLegacy: boolean,
): readonly [Entry, Entry] {
  const { name, kind, base } = entry;
  const fail = (what: string, hint: string) =>
    new CompositionError('COMPOSITION_INVALID', `resource '${name}' of ${where} ${what}`, hint);
  if (reason === '') throw fail('is protected without a reason', "write protect: 'holds data'");
  const metadata = (base['metadata'] ?? {}) as { labels?: object; namespace?: string };
  if (isReference(metadata) || isReference(metadata.labels)) {
    throw fail('is protected, and its labels are a reference', 'write them one by one');
  }
  if (!/^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/.test(name)) {
    throw fail('is protected, and its name is no value of a label', 'write at most 63 letters');
  }
  const labels = { ...metadata.labels, [LABEL]: name };
  const { namespace } = metadata;
  const isNamespaced = xr.scope === 'Namespaced' || namespace !== undefined;
  if (isLegacy && isNamespaced) {
    throw fail(
      'is protected and namespaced, and Usages of Crossplane 1 find no such',
      'remove protect',
    );
  }
  const usage = isLegacy
    ? knownKind('apiextensions.crossplane.io/v1beta1', 'Usage')
    : knownKind('protection.crossplane.io/v1beta1', isNamespaced ? 'Usage' : 'ClusterUsage');
  return [
    { ...entry, base: { ...base, metadata: { ...metadata, labels } } },
    {
      name: `${name}-usage`,
      kind: usage,
      base: {
        ...(namespace !== undefined && { metadata: { namespace } }),
        spec: {
          of: {
            apiVersion: kind.apiVersion,
            kind: kind.kind,
            resourceSelector: { matchControllerRef: true, matchLabels: { [LABEL]: name } },
          },
          reason,
          replayDeletion: true,
        },
      },
    },
  ];
}
