import type { Blob } from '../descriptor';
import type { Digest } from '../digest';

/** A layer, before and after compression. */
export interface LayerDigests {
  readonly diffId: Digest;
  readonly layer: Digest;
}

/** What makes an artifact more than a packed folder: types that another tool or registry reads. */
export interface ArtifactProfile {
  /**
   * The config, of the digests of the uncompressed tar and of the layer.
   *
   * @param created RFC 3339, UTC; `undefined` where no time enters the digest.
   * @param more Of the layers beside the content's, in their order.
   */
  config(diffId: Digest, layer: Digest, created?: string, more?: readonly LayerDigests[]): Blob;
  /** Annotations of the layer's descriptor. Default none. */
  readonly layerAnnotations?: Readonly<Record<string, string>>;
  /** Default: the one type of a gzipped tar that Argo CD takes. */
  readonly layerMediaType?: string;
}
