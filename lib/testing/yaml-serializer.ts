import { emitDocuments, isManifest } from '../core';

/** The part of jest's interface that a snapshot serializer needs. */
export interface SnapshotSerializer {
  test(value: unknown): boolean;
  serialize(value: unknown): string;
}

/**
 * Prints manifests, alone or in a list, as the YAML that is written: a snapshot reads like the file.
 *
 * ```ts
 * expect.addSnapshotSerializer(yamlSerializer);
 * expect(manifests(chart)).toMatchSnapshot();
 * ```
 */
export const yamlSerializer: SnapshotSerializer = {
  test: (value) =>
    Array.isArray(value) ? value.length > 0 && value.every(isManifest) : isManifest(value),
  serialize: (value) => emitDocuments(Array.isArray(value) ? value : [value]).trimEnd(),
};
