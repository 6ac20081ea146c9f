import { digestOf, type Digest } from './digest';

/** What a blob is, without its bytes. @see https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes; the field name is the specification's. */
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Bytes with their type and digest. */
export interface Blob {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Buffer;
}

/** A blob of `bytes`, its digest computed. */
export function blobOf(mediaType: string, bytes: Buffer): Blob {
  return { mediaType, digest: digestOf(bytes), bytes };
}

/** The descriptor of a blob, its fields in the specification's order. */
export function descriptorOf({ mediaType, digest, bytes }: Blob): Descriptor {
  return { mediaType, digest, size: bytes.length };
}
