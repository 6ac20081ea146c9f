import type * as Oci from '../oci';

/**
 * Reads `oci://host/repository:v1,latest` as oras has it: a reference by the first tag, and the others.
 *
 * @throws {OciError} `OCI_REFERENCE_INVALID`.
 */
export function parseSeveral(text: string): {
  readonly reference: Oci.Reference;
  readonly tags: readonly string[];
} {
  const { parseReference, parseTag } = require('../oci') as typeof Oci;
  const [first = '', ...tags] = text.split(',');
  return { reference: parseReference(first), tags: tags.map(parseTag) };
}
