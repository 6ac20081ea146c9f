import { ManifestSet, type Manifest } from '../../core';
import { definitionsIn } from '../../lint/definitions';
import type { SchemaSource } from '../../lint/schema-source';
import type { SchemaOf } from '../../plan/broken-rules';

const DEFINE = ['CustomResourceDefinition', 'CompositeResourceDefinition'];

/** Schemas of the kinds that CRDs and XRDs among some manifests define, and of those that ship. */
export function schemasIn(
  manifests: readonly Manifest[],
  findKind: SchemaSource['findKind'],
): SchemaOf {
  let defined: ReturnType<typeof definitionsIn> | undefined;
  return ({ apiVersion, kind }) => {
    defined ??= definitionsIn(ManifestSet.of(manifests.filter((one) => DEFINE.includes(one.kind))));
    return defined.get(`${apiVersion}/${kind}`) ?? findKind(apiVersion, kind);
  };
}
