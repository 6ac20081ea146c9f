import type { ManifestEntry } from '../../core';
import { CliError } from '../errors';

/**
 * Functions with annotations that win over their own: `render.crossplane.io/runtime=Development`.
 *
 * @throws {CliError} for a pair without `=`, and where no file of functions is given.
 */
export function overrideAnnotations(
  functions: readonly ManifestEntry[] | undefined,
  pairs: readonly string[],
): readonly ManifestEntry[] | undefined {
  if (pairs.length === 0) return functions;
  const annotations = Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
      throw new CliError(
        'CLI_FLAG_VALUE',
        `--function-annotations takes key=value, not '${pair}'`,
        'write --function-annotations render.crossplane.io/runtime=Development',
      );
    }),
  );
  if (!functions) {
    throw new CliError(
      'CLI_INPUT_MISSING',
      '--function-annotations has no functions to annotate',
      'name the file of the functions behind that of the Composition',
    );
  }
  return functions.map((entry) => {
    const { metadata } = entry.manifest;
    const all = { ...(metadata['annotations'] as object | undefined), ...annotations };
    return {
      ...entry,
      manifest: { ...entry.manifest, metadata: { ...metadata, annotations: all } },
    };
  });
}
