export { digestOf, isDigest, type Digest } from './digest';
export { type Blob, type Descriptor, descriptorOf } from './descriptor';
export { OciError, type OciCode } from './errors';
export { pack, packSync, type PackedArtifact, type PackOptions } from './pack';
export type { LazyFile, PackedFile, PackFile } from './tar/write';
export { type UnpackedFile } from './tar/read';
export { unpack, type UnpackOptions } from './unpack';
export {
  listLayout,
  planLayout,
  readLayout,
  writeLayout,
  type LayoutChange,
  type LayoutEntry,
  type StoredArtifact,
} from './layout';
export { formatReference, parseReference, parseTag, type Reference } from './reference';
export { Registry, type Pushed, type PushOptions } from './registry/registry';
export type { RegistryOptions, RegistryWorld, Retry } from './registry/options';
export { listFolder, readFolder, writeFolder } from './folder';
