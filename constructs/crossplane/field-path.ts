import { CompositionError } from './errors';

/**
 * A path as crossplane-runtime parses it: `spec.subnets[0]`, `metadata.annotations[a.b/c]`.
 *
 * Between brackets, digits are an index unless quoted, and nothing can be escaped.
 *
 * @throws {CompositionError} `COMPOSITION_INVALID` for a key that this syntax cannot name.
 * @see https://github.com/crossplane/crossplane-runtime/blob/main/pkg/fieldpath/fieldpath.go
 */
export function formatFieldPath(path: readonly (string | number)[]): string {
  return path.map(segment).join('');
}

function segment(part: string | number, position: number): string {
  if (typeof part === 'number') return `[${part}]`;
  if (/^[^.[\]'"*]+$/.test(part)) return position === 0 ? part : `.${part}`;
  if (part === '' || part === '*' || /[[\]'"]/.test(part)) {
    throw new CompositionError(
      'COMPOSITION_INVALID',
      `a field path cannot name the key '${part}'`,
      'choose a key without brackets and quotes',
    );
  }
  return `[${part}]`;
}
