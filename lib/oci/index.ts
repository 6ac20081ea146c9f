export { digestOf, isDigest, type Digest } from './digest';
export { blobOf, type Blob, type Descriptor, descriptorOf } from './descriptor';
export { parseManifest, XPKG_ANNOTATION, type ImageManifest } from './image-manifest';
export { OciError, type OciCode } from './errors';
export { pack, packSync, type PackedArtifact, type PackOptions } from './pack';
export { shardFiles, type Shard } from './shards/shard-files';
export { profiles, type ArtifactProfile, type ProfileName } from './profiles';
export type { LazyFile, PackedFile, PackFile } from './tar/write';
export { type UnpackedFile } from './tar/read';
export { tarDigest, unpack, type UnpackOptions } from './unpack';
export {
  listLayout,
  planLayout,
  readLayout,
  readLayoutManifest,
  writeLayout,
  type LayoutEntry,
  type StoredArtifact,
  type WithReferrers,
} from './layout';
export type { LayoutChange } from './layout-change';
export { removeFromLayout, tagLayout } from './layout-names';
export { layoutBeside, type Beside } from './beside';
export { layoutReferrers } from './layout-referrers';
export {
  formatReference,
  formatRepository,
  isTag,
  parseReference,
  parseRegistry,
  parseRepository,
  parseTag,
  type Reference,
  type Repository,
} from './reference';
export { Registry } from './registry/registry';
export type {
  Attachment,
  Copied,
  CopyOptions,
  Pushed,
  PushOptions,
  TagOptions,
} from './registry/writes';
export type { Referrer } from './registry/referrers';
export { fallbackTag, helpedBy, isHelperTag } from './helper-tags';
export { linksOf, type ManifestLinks } from './manifest-links';
export type { RegistryOptions, RegistryWorld, Retry } from './registry/options';
export { listFolder, readFolder, writeFolder, type FolderOptions } from './folder';
export { addLegacySignature, attachStatement, proofsOf, type ArtifactProof } from './sign/artifact';
export { layoutAttachments, registryAttachments, type Attachments } from './sign/attachments';
export {
  generateKeyPair,
  needsPassword,
  readSigningKey,
  readVerifyingKey,
  type KeyPair,
  type SigningKey,
  type VerifyingKey,
} from './sign/keys';
export {
  allows,
  patternOf,
  type Identity,
  type IdentityRule,
  type TextRule,
} from './sign/identity';
export { forgetLogin, storeLogin, type Kept, type Login } from './credentials/store';
export { PREDICATE_TYPES, predicateType } from './sign/predicate-types';
export {
  parseSigners,
  signersRuleFor,
  type RequiredAttestation,
  type SignersPolicy,
  type SignersRule,
} from './sign/signers';
export { identityToken } from './sign/identity-token';
export { keylessSigner, type KeylessOptions } from './sign/keyless';
export { keySigner, type Signer } from './sign/signer';
export {
  oldLogAt,
  readSigningConfig,
  servicesAt,
  type LogService,
  type SigningConfig,
  type SigningServices,
} from './sign/signing-config';
export { readTrustRoot, type TrustRoot } from './sign/trust-root';
export { fetchSigningConfig, fetchTrustRoot, type TufOptions } from './sign/tuf';
export { type Trust } from './sign/verify';
export { SIGNED, type Statement } from './sign/statement';
export { consumers, type Consumer, type Shown } from './consumers';
export { checkFor, showArtifact } from './consumers/check';
export { FOLDER_BYTES } from './consumers/argocd';
export { isTarGzip } from './media-types';
export { answerFrom } from './serve/answer';
export { isLoopback } from './registry/endpoint';
